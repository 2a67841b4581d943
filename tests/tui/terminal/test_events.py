"""Keys that the kiosk has no use for: they do nothing, but whoever pressed them is there."""

import pytest

from tests.tui.terminal.filtered_input import FilteredInput, names
from tests.tui.terminal.test_input_filter import NOTHING

OF_NO_USE = [
    "\x00", "\x01", "\x03", "\x1a", "\x1c", "\x1f", "\x1by", "\x1b1", "\x1bñ", "\x1b\r", "\x1b\x7f", "\x1b(",
    "\x1b[21;5~", "\x1b[21;3~", "\x1b[25~", "\x1b[34~", "\x1b[1;3P", "\x1b[1;2Q", "\x1bO2P", "\x1bO1;2S", "\x1b[E",
    "\x1b[1;5E", "\x1bOw", "\x1bOj", "\x1b[25^", "\x1b[121u", "\x1b[57441;5u", "\x1b[97;5u", "\x1b[97:65;2:3u", "\x1b[27;5;9~",
]  # fmt: skip
"""Keys that the kiosk drops, but that somebody must have pressed."""


@pytest.mark.parametrize("sent", OF_NO_USE)
def test_a_key_of_no_use_says_that_somebody_is_there_once_and_only_when_it_is_whole(sent: str) -> None:
    fed = FilteredInput()
    data = sent.encode()
    unused_key = []
    for byte in data:
        assert fed.filter.keys(bytes((byte,))) == []
        unused_key.append(fed.filter.unused_key())
    assert sum(unused_key) == 1
    assert not fed.filter.unused_key()
    assert names(fed.told(fed.filter.keys(b"y"))) == ["y"]


NO_KEY = [sent for sent in NOTHING if sent not in OF_NO_USE and len(set(sent)) < 25]


@pytest.mark.parametrize(
    "sent", [*NO_KEY, "\x1b[?1u", "\x1b[200~\x03\x01\x1bx\x1b[25~\x1b[201~", "y", "\r", "\x1b[A", "\x1b[<0;5;5M"]
)
def test_what_a_terminal_reports_or_pastes_and_what_goes_on_as_a_key_says_no_such_thing(sent: str) -> None:
    fed = FilteredInput()
    fed.filter.keys(sent.encode())
    fed.silence()
    assert not fed.filter.unused_key()
