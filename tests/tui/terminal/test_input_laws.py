"""What holds for whatever bytes a terminal sends: laws, and a hundred thousand random strings."""

import random
import re
import resource
from itertools import pairwise
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.amounts import little_and_much
from tests.tui.terminal.filtered_input import SEQUENCES, FilteredInput, is_allowed, is_harmless, names
from tui.terminal.input_filter import ESCAPE

PIECES: Final = [
    b"\x1b", b"\x1b\x1b", b"\x1b[", b"\x1bO", b"\x1b]", b"\x1bP", b"\x1b_", b"\x1b^", b"\x1bX", b"\x1b[<", b"\x1b[M",
    b"\x1b[[", b"\x1b[?", b"\x1b[>", b"\x1b[200~", b"\x1b[201~", b"\x1b[48;", b"\x1b]52;c;", b"\x1b\\", b"\x07", b"\x18",
    b"\x1a", b"\x9b", b"\x9d", b"0", b"1", b"2;", b";", b":", b"99999999999", b"-1", b"~", b"$", b"$y", b"^", b"M", b"m",
    b"A", b"R", b"t", b"u", b"c", b"I", b"O", b"y", b"n", b"\r", b"\t", b" ", b"\x00", b"\x03", b"\x7f", b"\xc3", b"\xa9",
    b"\xe4\xb8", b"\xad", b"\xf0\x9f", b"\x98\x80", b"\xff", b"\xed\xa0\x80", b"\xc2\x9b", b"<0;5;5M", b"<0;5;5m",
    b"<64;1;1M", b"48;2000;2000;0;0t", b"[A", b"OP", b"\x1b[21~", b"\x1b[<0;99999;1M",
    *(sequence.encode() for sequence in sorted(SEQUENCES)),
]  # fmt: skip

PIECES_OF_INPUT = st.lists(st.sampled_from(PIECES) | st.binary(max_size=4), max_size=20).map(b"".join)


def random_string(chance: random.Random) -> bytes:
    if chance.random() < 0.25:
        return chance.randbytes(chance.randrange(48))
    return b"".join(
        chance.choice(PIECES) if chance.random() < 0.9 else chance.randbytes(chance.randrange(1, 6))
        for _ in range(chance.randrange(1, 16))
    )


@settings(max_examples=400)
@given(PIECES_OF_INPUT, st.lists(st.integers(min_value=0, max_value=80), max_size=8))
def test_however_bytes_are_cut_into_pieces_the_keys_are_the_same(data: bytes, cuts: list[int]) -> None:
    whole, cut = FilteredInput(), FilteredInput()
    edges = sorted({0, len(data), *(min(place, len(data)) for place in cuts)})
    pieces = [key for start, end in pairwise(edges) for key in cut.filter.keys(data[start:end])]
    assert pieces + cut.silence() == whole.filter.keys(data) + whole.silence()


@settings(max_examples=400)
@given(PIECES_OF_INPUT)
def test_every_byte_alone_makes_the_same_keys_as_all_together(data: bytes) -> None:
    whole, single = FilteredInput(), FilteredInput()
    assert [key for byte in data for key in single.filter.keys(bytes((byte,)))] == whole.filter.keys(data)


@settings(max_examples=400)
@given(PIECES_OF_INPUT)
def test_no_escape_character_comes_out_but_at_the_head_of_an_allowed_sequence(data: bytes) -> None:
    fed = FilteredInput()
    text = "".join(fed.filter.keys(data))
    allowed = "|".join([*(re.escape(sequence) for sequence in SEQUENCES), r"\x1b\[<(?:0|64|65);\d{1,4};\d{1,4}[Mm]"])
    assert ESCAPE not in re.sub(allowed, "", text)


@settings(max_examples=200)
@given(PIECES_OF_INPUT)
def test_what_came_out_once_goes_through_again_unchanged(data: bytes) -> None:
    first = "".join(FilteredInput().filter.keys(data))
    assert "".join(FilteredInput().filter.keys(first.encode())) == first


@pytest.mark.parametrize("count", little_and_much(5_000, 200_000))
def test_random_strings_give_only_allowed_keys_and_a_plain_key_always_follows(count: int) -> None:
    chance = random.Random(20261123)
    fed = FilteredInput()
    told, before = 0, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(count):
        fed.filter.size = size = (chance.randrange(1, 400), chance.randrange(1, 200))
        data = random_string(chance)
        keys = fed.filter.keys(data) + (fed.filter.pause() if chance.random() < 0.3 else []) + fed.silence()
        assert all(is_allowed(key, size) for key in keys), data
        messages = fed.told(keys)
        assert all(is_harmless(message) for message in messages), data
        assert names(fed.told(fed.filter.keys(b"y"))) == ["y"], data
        assert len(fed.filter._held) <= 24
        told += len(messages)
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{count} random strings, {told} keys told, {more} kB more memory")
    assert told > count
    assert more < 16_000
