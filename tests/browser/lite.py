"""JupyterLite in a browser, driven as a reader would: for the tests of the lab and for its bench."""

from tests.browser.conftest import Notebook


class Lite(Notebook):
    """A notebook that is open in JupyterLite."""

    def enter(self, path):
        """Go in by the start check, as a reader's link does, and wait until Python is there."""
        self.page.goto(f"{self.lab}/run.html#{path}")
        self.page.wait_for_function("() => window.jupyterapp?.restored.then(() => true)")
        self.ready(path)

    def open(self, path):
        self.command("docmanager:open", path=path, factory="Notebook")
        self.ready(path)

    def ready(self, path):
        self.page.wait_for_function(
            """(path) => { const book = window.jupyterapp?.shell.currentWidget;
            return book?.context?.path === path && book.content.model?.cells.length > 0 && book.sessionContext.session?.kernel?.status === 'idle'; }""",
            arg=path,
        )
        # every cell is in the page at once, not only those in sight
        self.page.evaluate(
            """() => { const book = window.jupyterapp.shell.currentWidget.content;
            book.notebookConfig = {...book.notebookConfig, windowingMode: 'none'}; }"""
        )

    def do(self, number, code=None):
        """Run one cell, with other code in it where some is given; returns its output area."""
        self.page.evaluate(
            """([at, code]) => { const book = window.jupyterapp.shell.currentWidget.content;
            book.activeCellIndex = at; book.deselectAll();
            if (code !== null) book.widgets[at].model.sharedModel.setSource(code); }""",
            [number, code],
        )
        self.command("notebook:run-cell")
        self.settle()
        return self.cell(number)

    def cell(self, number):
        shown = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell")
        return shown.nth(number).locator(".jp-Cell-outputArea")

    def number(self, text):
        """The place of the first code cell that holds these words."""
        return self.page.evaluate(
            """(text) => window.jupyterapp.shell.currentWidget.content.widgets
            .findIndex((one) => one.model.type === 'code' && one.model.sharedModel.source.includes(text))""",
            text,
        )

    def run(self, text, code=None):
        return self.do(self.number(text), code)
