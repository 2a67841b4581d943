"""Fewer bytes for the same cells: what a terminal shows is compared, by a terminal in software."""

from collections.abc import Sequence

import pyte
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.terminal.sgr import RESET, shortened

INKS = ("", "31", "97", "38;5;116", "38;2;1;2;3")
GROUNDS = ("", "44", "107", "48;5;17", "48;2;4;5;6")
LOOKS = ("", "1", "4", "7", "1;4", "3")

styles = st.tuples(st.sampled_from(LOOKS), st.sampled_from(INKS), st.sampled_from(GROUNDS)).map(
    lambda parts: ";".join(filter(None, parts))
)
pieces = st.lists(st.tuples(styles, st.sampled_from(["", " ", "   ", "Cough", "é ", "\n\x1b[2;1H", "112"])), max_size=12)


def frame_of(styled: Sequence[tuple[str, str]]) -> str:
    """Write pieces as the framework does."""
    return "".join(f"\x1b[{style}m{text}{RESET}" if style and "\x1b" not in text else text for style, text in styled)


def seen(frame: str) -> tuple[list[list[tuple[object, ...]]], object]:
    """Return what can be seen of each cell, and the style that is left: the ink of an empty cell can not be seen."""
    screen = pyte.Screen(60, 4)
    pyte.Stream(screen).feed(frame)
    rows = [[screen.buffer[y][x] for x in range(60)] for y in range(4)]
    cells = [
        [
            (cell.data, cell.bg, cell.underscore, cell.reverse, *((cell.fg, cell.bold, cell.italics) if not bare else ()))
            for cell in row
            for bare in [cell.data.isspace() and not cell.underscore and not cell.reverse]
        ]
        for row in rows
    ]
    return cells, screen.cursor.attrs


@settings(max_examples=500)
@example([("44", " "), ("", " ")])
@given(pieces)
def test_a_shorter_frame_shows_the_same_and_leaves_the_same_style(styled: list[tuple[str, str]]) -> None:
    frame = frame_of(styled)
    assert seen(shortened(frame)) == seen(frame)
    assert len(shortened(frame)) <= len(frame)


@pytest.mark.parametrize(
    ("styled", "sent"),
    [
        ([("31", "a"), ("31", "b")], "\x1b[31mab\x1b[0m"),
        ([("1;31;44", "a"), ("31;44", "b")], "\x1b[1;31;44ma\x1b[22mb\x1b[0m"),
        ([("31;44", "a"), ("32;44", "  "), ("31;44", "b")], "\x1b[31;44ma  b\x1b[0m"),
        ([("4;31", "a"), ("31", "b")], "\x1b[4;31ma\x1b[0;31mb\x1b[0m"),
        ([("", "plain")], "plain"),
        ([("1", "bold"), ("", " plain"), ("1", "!")], "\x1b[1mbold\x1b[0m plain\x1b[1m!\x1b[0m"),
        ([("1", "a"), ("", "\n\x1b[2;1H"), ("1", "b")], "\x1b[1ma\n\x1b[2;1Hb\x1b[0m"),
    ],
)
def test_only_what_differs_is_sent(styled: list[tuple[str, str]], sent: str) -> None:
    assert shortened(frame_of(styled)) == sent


def test_what_is_no_frame_goes_as_it_is() -> None:
    for sequence in ("\x1b[?1049h", "\x1b[6;3H", "\x1b[0m", "\x1b[2J\x1b[H", ""):
        assert shortened(sequence) == sequence
