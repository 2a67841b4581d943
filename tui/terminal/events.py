"""Messages from the driver to the app, beside the framework's own events."""

from textual.message import Message


class UnusedKeyPressed(Message):
    """A key without a function was pressed: it does nothing, but shows that somebody is there."""
