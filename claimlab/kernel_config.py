"""IPython reads this file when a kernel starts (pyproject.toml installs it as etc/ipython/ipython_kernel_config.py).

First aid must stand by before the first cell: who runs a check right after a restart would else get a bare NameError.
"""

c = get_config()  # noqa: F821 - given by IPython
c.InteractiveShellApp.extensions.append("claimlab.student.first_aid")
