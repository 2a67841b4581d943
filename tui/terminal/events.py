"""What the terminal tells the app beyond the framework's own events."""

from textual.message import Message


class UnusedKeyPressed(Message):
    """Somebody pressed a key that the kiosk has no use for: it does nothing, but they are there."""
