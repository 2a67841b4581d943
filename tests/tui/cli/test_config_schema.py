"""The schema of the configuration where a pattern has to say what the program checks in its own way."""

import sys
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from tui.cli.config_schema import config_schema
from tui.config.allowed import is_seen
from tui.config.settings import SiteFile

SCHEMA = Draft202012Validator(config_schema())


def is_accepted(section: str, **keys: object) -> bool:
    try:
        SiteFile.model_validate({section: keys}, context={"folder": Path("/")})
    except ValidationError:
        return False
    return True


def is_allowed(section: str, **keys: Any) -> bool:  # noqa: ANN401 - any value
    return bool(SCHEMA.is_valid({section: keys}))


def test_a_name_may_hold_the_characters_that_are_seen() -> None:
    points = [point for point in range(sys.maxunicode + 1) if not 0xD800 <= point < 0xE000]
    edges = [point for point in points if is_seen(chr(point)) != is_seen(chr(max(0, point - 1))) or point % 997 == 0]
    for point in edges:
        assert is_allowed("site", name=f"a{chr(point)}") == is_seen(chr(point), assigned=True), hex(point)


@given(memory=st.integers(0, 2_000_000), passes=st.integers(0, 99), lanes=st.integers(0, 99), zeros=st.integers(0, 2))
def test_the_limits_of_the_hash_of_a_pin_are_in_its_pattern(memory: int, passes: int, lanes: int, zeros: int) -> None:
    salt, digest = "c29tZXNhbHRzb21lc2FsdA", "c29tZWhhc2hzb21laGFzaHNvbWVoYXNo"
    for least in (memory, memory % 200, 8 * lanes - zeros, 1_048_576 + zeros - 1):
        few = (
            f"m={least},t={passes % 25},p={lanes % 20}",
            f"m={'0' * zeros}{least},t={'0' * zeros}{passes},p={'0' * zeros}{lanes}",
        )
        for parameters in few:
            pin_hash = f"$argon2id$v=19${parameters}${salt}${digest}"
            assert is_allowed("staff", pin_hash=pin_hash) == is_accepted("staff", pin_hash=pin_hash), parameters


def test_a_line_feed_at_the_end_a_null_and_both_ways_to_give_the_pin_are_not_allowed() -> None:
    for section, key, value in (("site", "emergency_number", "112"), ("take_away", "address", "https://example.org/a")):
        assert is_allowed(section, **{key: value})
        assert not is_allowed(section, **{key: f"{value}\n"})
        assert not is_allowed(section, **{key: None})
    pin_hash = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$c29tZWhhc2hzb21laGFzaHNvbWVoYXNo"
    assert is_allowed("staff", pin_hash=pin_hash)
    assert is_allowed("staff", pin_hash_file="/etc/pin")
    assert not is_allowed("staff", pin_hash=pin_hash, pin_hash_file="/etc/pin")


@given(st.text("ab' \"\\+1\t\n#é", max_size=8))
def test_a_program_as_one_string_is_read_as_in_a_shell(words: str) -> None:
    assert is_allowed("kiosk", print_command=words) == is_accepted("kiosk", print_command=words)


def test_a_language_is_one_that_there_is() -> None:
    assert is_allowed("site", languages=["en", "fr"])
    assert not is_allowed("site", languages=["en", "xx"])
