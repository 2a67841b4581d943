"""The small file that says where errors happened: never what they said, never too long, never a number lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.check.session_log import errors
from tui.config.settings import LogSettings, Settings
from tui.staff.incidents import noted_in
from tui.visit.error_log import FIRST, LAST, MOST, error_count, note_error_in, place


def noted(directory: Path, number: int) -> list[str]:
    note = note_error_in(directory)
    for count in range(number):
        note(f"ValueError at a.py:{count}")
    return (directory / ".errors").read_text().splitlines()


def test_the_place_of_an_error_is_its_type_file_and_line_and_not_what_it_says() -> None:
    with pytest.raises(ValueError, match="cough") as caught:
        int("cough")
    where = place(caught.value)
    assert where.startswith("ValueError at test_error_log.py:")
    assert "cough" not in where
    assert place(ValueError("cough")) == "ValueError at an unknown place"


def test_as_many_errors_as_there_is_room_for_are_all_kept(tmp_path: Path) -> None:
    assert noted(tmp_path, MOST) == [f"ValueError at a.py:{count}" for count in range(MOST)]
    assert (tmp_path / ".errors").stat().st_mode & 0o777 == 0o600


def test_beyond_that_the_first_and_the_last_are_kept_and_how_many_there_were(tmp_path: Path) -> None:
    lines = noted(tmp_path, MOST + 1)
    assert lines[:FIRST] == [f"ValueError at a.py:{count}" for count in range(FIRST)]
    assert lines[FIRST] == f"({MOST + 1 - FIRST - LAST} left out)"
    assert lines[FIRST + 1 :] == [f"ValueError at a.py:{count}" for count in range(MOST + 1 - LAST, MOST + 1)]


def test_after_a_thousand_errors_the_file_is_short_and_both_places_that_count_say_a_thousand(tmp_path: Path) -> None:
    assert len(noted(tmp_path, 1000)) <= MOST
    (told,) = errors(Settings(log=LogSettings(directory=tmp_path))).wrong
    assert told.startswith("1000 visits ended with an error, the last with: ValueError at a.py:999; ")
    assert noted_in(tmp_path).errors == 1000
    assert [path.name for path in tmp_path.iterdir()] == [".errors"]


@given(st.lists(st.integers(0, 10**6) | st.none()))
def test_the_number_is_that_of_the_lines_and_of_what_was_left_out(kept: list[int | None]) -> None:
    lines = ["KeyError at b.py:3" if number is None else f"({number} left out)" for number in kept]
    assert error_count(lines) == sum(1 if number is None else number for number in kept)
