"""What the kiosk is told of bytes: the filter with the framework's parser behind it, as in the driver."""

from textual import events, messages
from textual._xterm_parser import XTermParser
from textual.message import Message

from tui.terminal.input_filter import ESCAPE, PATIENCE, InputFilter
from tui.terminal.key_sequences import CONTROLS, SENT_AS, click_of

SEQUENCES = {ESCAPE + key for key in SENT_AS}


class FilteredInput:
    """A filter and a parser that were fed with something."""

    def __init__(self) -> None:
        self.filter = InputFilter()
        self.parser = XTermParser()

    def told(self, keys: list[str]) -> list[Message]:
        """Return what the app is told of `keys`."""
        told: list[Message] = []
        for key in keys:
            told += [events.Key("escape", key)] if key == ESCAPE else self.parser.feed(key)
        return told

    def silence(self) -> list[str]:
        """Return the keys that come of a silence long enough for everything."""
        return [key for _ in range(PATIENCE + 1) for key in self.filter.pause()]


def names(told: list[Message]) -> list[str]:
    """Return keys by their names, and what is no key by its type."""
    return [message.key if isinstance(message, events.Key) else type(message).__name__ for message in told]


def keys_of(data: bytes) -> list[str]:
    """Return the names of all that `data` makes of itself, with the silence after it."""
    fed = FilteredInput()
    return names(fed.told(fed.filter.keys(data) + fed.silence()))


def is_allowed(key: str, size: tuple[int, int]) -> bool:
    """Say whether `key` is a character, or a key of the table, or a click within `size`."""
    if key in SEQUENCES or key in CONTROLS or key == ESCAPE:
        return True
    if key.startswith(ESCAPE):
        return click_of(key[1:], size) == key[1:]
    return len(key) == 1 and key.isprintable()


def is_harmless(message: Message) -> bool:
    """Say whether the app may be told of this: a key without Alt, a press, a release, the wheel."""
    if isinstance(message, events.Key):
        return "alt+" not in message.key and ("ctrl+" not in message.key or message.key in {"ctrl+q", "ctrl+o"})
    wheel = events.MouseScrollDown | events.MouseScrollUp
    return isinstance(message, events.MouseDown | events.MouseUp | wheel | messages.TerminalSupportsSynchronizedOutput)
