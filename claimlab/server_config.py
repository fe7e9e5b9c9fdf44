"""Jupyter reads this file when it starts (pyproject.toml installs it as etc/jupyter/jupyter_server_config.py).

`jupyter lab notebooks/00_start_here.ipynb` would else show the folder notebooks/ and nothing above it:
no exercises/, no my_work/, and a dead link wherever a lesson leads there.
"""

from contextlib import suppress

from claimlab.course import NoCourse, root

with suppress(NoCourse):  # Jupyter was started for something else
    get_config().ServerApp.root_dir = str(root())  # noqa: F821 - given by Jupyter
