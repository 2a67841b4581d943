"""Which bytes of a terminal become keys, and which become nothing."""

import pytest
from textual import events

from tests.tui.terminal.filtered_input import FilteredInput, keys_of, names
from tui.terminal.input_filter import PATIENCE

SENT = {
    "up": ["\x1b[A", "\x1bOA", "\x1b[1;2A", "\x1b[1;3A", "\x1b[1;5A", "\x1b[5A", "\x1b[a", "\x1bOa", "\x1b\x1b[A", "\x1bO5A"],
    "down": ["\x1b[B", "\x1bOB", "\x1b[1;6B", "\x1b[b"],
    "right": ["\x1b[C", "\x1bOC", "\x1b[1;3C"],
    "left": ["\x1b[D", "\x1bOD", "\x1b[1;5D"],
    "home": ["\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~", "\x1b[1;5H", "\x1b[7$"],
    "end": ["\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~", "\x1b[1;2F", "\x1b[8^"],
    "pageup": ["\x1b[5~", "\x1b[5;3~", "\x1b[5^"],
    "pagedown": ["\x1b[6~", "\x1b[6;5~", "\x1b[6$"],
    "insert": ["\x1b[2~"],
    "delete": ["\x1b[3~", "\x1b[3;2~", "\x1b[3@"],
    "shift+tab": ["\x1b[Z", "\x1b\t"],
    "f1": ["\x1bOP", "\x1b[11~", "\x1b[[A"],
    "f2": ["\x1bOQ", "\x1b[12~", "\x1b[[B"],
    "f3": ["\x1bOR", "\x1b[13~", "\x1b[[C"],
    "f4": ["\x1bOS", "\x1b[14~", "\x1b[[D"],
    "f5": ["\x1b[15~", "\x1b[[E", "\x1bOT"],
    "f6": ["\x1b[17~", "\x1bOU"],
    "f7": ["\x1b[18~", "\x1bOV"],
    "f8": ["\x1b[19~", "\x1bOW"],
    "f9": ["\x1b[20~", "\x1bOX"],
    "f10": ["\x1b[21~", "\x1bOY"],
    "f11": ["\x1b[23~", "\x1bOZ"],
    "f12": ["\x1b[24~"],
    "enter": ["\r", "\x1bOM"],
    "tab": ["\t"],
    "backspace": ["\x7f", "\x08"],
    "escape": ["\x1b", "\x1b\x1b"],
    "ctrl+o": ["\x0f"],
    "ctrl+q": ["\x11"],
    "space": [" "],
    "y": ["y"],
    "5": ["5", "\x1bOu"],
    "ñ": ["ñ"],
    "д": ["д"],
    "中": ["中"],
}  # fmt: skip

NOTHING = [
    "\x1b[200~yyyy1\r\x1b[F\x1b[201~",
    "\x1b[201~",
    "\x1b[48;2000;2000;0;0t",
    "\x1b[8;24;80t",
    "\x1b]52;c;eXk=\x07",
    "\x1b]52;c;eXk=\x1b\\",
    "\x1b]10;rgb:1111/2222/3333\x07",
    "\x1bP1$r0m\x1b\\",
    "\x1bP>|xterm(390)\x1b\\",
    "\x1bPbell\x07y1\x1b\\",
    "\x1b_Gi=1;OK\x1b\\",
    "\x1b^private\x1b\\",
    "\x1bXstart of string\x1b\\",
    "\x1b]never y ended 1",
    "\x1bP never y ended 1",
    "\x1b[200~never y ended 1\x1b[A",
    "\x1b[?1;2c",
    "\x1b[>41;390;0c",
    "\x1b[0n",
    "\x1b[24;80R",
    "\x1b[1;2R",
    "\x1b[?2048;2$y",
    "\x1b[?2026;0$y",
    "\x1b[4;2$y",
    "\x1b[I",
    "\x1b[O",
    "\x1b[121u",
    "\x1b[97;5u",
    "\x1b[57441;5u",
    "\x1b[99999999999999u",
    "\x1b[" + "9" * 5000 + "A",
    "\x1b[<0;81;5M",
    "\x1b[<0;5;25M",
    "\x1b[<0;0;5M",
    "\x1b[<0;-5;5M",
    "\x1b[<0;99999999;5M",
    "\x1b[<2;5;5M",
    "\x1b[<1;5;5M",
    "\x1b[<35;5;5M",
    "\x1b[<32;5;5M",
    "\x1b[<128;5;5M",
    "\x1b[<66;5;5M",
    "\x1b[M !!",
    "\x1b[32;5;5M",
    "\x1b[21;5~",
    "\x1b[21;3~",
    "\x1b[1;3P",
    "\x1b[25~",
    "\x1b[E",
    "\x1by",
    "\x1b1",
    "\x1bñ",
    "\x1b\r",
    "\x1b\x7f",
    "\x1b\\",
    "\x1b(",
    "\x1b[",
    "\x1bO",
    "\x1b[1;",
    "\u009b",
    "\u202e",
    "".join(chr(code) for code in range(0x20) if chr(code) not in "\t\r\x08\x0f\x11\x1b"),
]


@pytest.mark.parametrize("name", SENT)
def test_a_key_is_known_in_every_way_that_terminals_send_it(name: str) -> None:
    assert [keys_of(sent.encode()) for sent in SENT[name]] == [[name]] * len(SENT[name])


@pytest.mark.parametrize("sent", NOTHING)
def test_what_is_no_key_of_the_kiosk_becomes_nothing_and_the_next_key_works(sent: str) -> None:
    fed = FilteredInput()
    told = fed.told([*fed.filter.keys(sent.encode()), *(key for key in fed.silence() if key != "\x1b")])
    assert names(told) == []
    assert names(fed.told(fed.filter.keys(b"y"))) == ["y"]


@pytest.mark.parametrize("sent", [sent for sent in NOTHING if sent[1:2] in set("[]PX^_") and len(sent) < 99])
def test_a_sequence_that_comes_byte_by_byte_with_stumbles_between_becomes_no_character(sent: str) -> None:
    fed = FilteredInput()
    keys = [key for byte in sent.encode() for key in fed.filter.keys(bytes((byte,))) + fed.filter.pause()]
    assert set(keys) <= {"\x1b"}


@pytest.mark.parametrize(
    "data", [b"\xff", b"\xfe\xfe", b"\xc3(", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xc0\x80", b"\x80" * 9]
)
def test_bytes_that_are_not_utf8_are_dropped_and_what_follows_stays(data: bytes) -> None:
    assert keys_of(data + b"y")[-1] == "y"
    assert set(keys_of(data)) <= {"left_parenthesis"}


def test_the_escape_key_needs_one_short_silence_and_no_more() -> None:
    fed = FilteredInput()
    assert fed.filter.keys(b"\x1b") == []
    assert fed.filter.pause() == ["\x1b"]
    assert fed.filter.pause() == []
    assert fed.filter.keys(b"y") == ["y"]


def test_the_rest_of_a_key_that_comes_late_is_that_key_and_no_digit() -> None:
    fed = FilteredInput()
    assert fed.filter.keys(b"\x1b") + fed.filter.pause() == ["\x1b"]
    assert names(fed.told(fed.filter.keys(b"[1~"))) == ["home"]


@pytest.mark.parametrize("begun", [b"\x1b[200~", b"\x1b]52;c;", b"\x1bP", b"\x1b[", b"\x1bO", b"\x1b[M"])
def test_what_never_ends_is_given_up_after_a_short_silence_and_not_before(begun: bytes) -> None:
    fed = FilteredInput()
    fed.filter.keys(begun)
    assert [fed.filter.pause() for _ in range(PATIENCE - 1)] == [[]] * (PATIENCE - 1)
    assert fed.filter.keys(b"1") == []
    assert [fed.filter.pause() for _ in range(PATIENCE)] == [[]] * PATIENCE
    assert fed.filter.keys(b"1") == ["1"]


def test_two_million_bytes_of_one_string_leave_nothing_behind() -> None:
    for begun in (b"\x1b[200~", b"\x1b]52;c;", b"\x1bP", b"\x1b["):
        fed = FilteredInput()
        assert fed.filter.keys(begun + b"1" * 2_000_000) == []
        assert len(fed.filter._held) <= 24


def test_a_click_is_told_with_its_place_and_without_what_was_held() -> None:
    fed = FilteredInput()
    fed.filter.size = (80, 24)
    (down, up) = fed.told(fed.filter.keys(b"\x1b[<4;80;24M\x1b[<16;80;24m"))
    assert isinstance(down, events.MouseDown)
    assert isinstance(up, events.MouseUp)
    assert (down.x, down.y, down.button, down.shift, up.ctrl) == (79, 23, 1, False, False)
    assert names(fed.told(fed.filter.keys(b"\x1b[<64;1;1M\x1b[<65;1;1M"))) == ["MouseScrollUp", "MouseScrollDown"]
