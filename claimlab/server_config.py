"""Jupyter reads this file when it starts (pyproject.toml installs it as etc/jupyter/jupyter_server_config.py).

`jupyter lab notebooks/00_start_here.ipynb` would else show the folder notebooks/ and nothing above it:
no exercises/, no my_work/, and a dead link wherever a lesson leads there.

And a notebook is brought into the form in which it is kept before it is written: JupyterLab would else save views of
widgets that end with their kernel ("model not found"), and change a tracked lesson that was merely opened.
lab_overrides.json lets JupyterLab add the widgets' last states while it saves; the hook uses and removes them.
"""

from contextlib import suppress

from claimlab.course import NoCourse, root
from claimlab.view.rest import at_rest


def _at_rest(model, **_):
    if model.get("type") == "notebook" and model.get("content"):
        at_rest(model["content"])


with suppress(NoCourse):  # Jupyter was started for something else
    get_config().ServerApp.root_dir = str(root(remembered=False))  # noqa: F821 - given by Jupyter
    get_config().ContentsManager.pre_save_hook = _at_rest  # noqa: F821
