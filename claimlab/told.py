"""Problems that are told in full by their message."""


class Told(Exception):
    """A problem whose message says what is wrong and what to do: a notebook shows that sentence and no traceback."""

    def _render_traceback_(self):  # IPython asks for this
        return [str(self)]
