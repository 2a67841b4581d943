"""The small file that says where errors happened: never what they said, never too long, never a number lost."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.check.session_log import errors
from tui.config.settings import LogSettings, Settings
from tui.visit.error_log import FIRST, LAST, MOST, ErrorLog, error_count, traceback_location


def noted(directory: Path, number: int) -> list[str]:
    errors = ErrorLog(directory)
    for count in range(number):
        errors.note(f"ValueError at a.py:{count}")
    return (directory / ".errors").read_text().splitlines()


def test_the_location_of_an_error_is_its_type_file_and_line_and_not_what_it_says() -> None:
    with pytest.raises(ValueError, match="cough") as caught:
        int("cough")
    where = traceback_location(caught.value)
    assert where.startswith("ValueError at test_error_log.py:")
    assert "cough" not in where
    assert traceback_location(ValueError("cough")) == "ValueError at an unknown place"


def test_as_many_errors_as_there_is_room_for_are_all_kept(tmp_path: Path) -> None:
    assert noted(tmp_path, MOST) == [f"ValueError at a.py:{count}" for count in range(MOST)]
    assert (tmp_path / ".errors").stat().st_mode & 0o777 == 0o600


def test_beyond_that_the_first_and_the_last_are_kept_and_how_many_there_were(tmp_path: Path) -> None:
    lines = noted(tmp_path, MOST + 1)
    assert lines[:FIRST] == [f"ValueError at a.py:{count}" for count in range(FIRST)]
    assert lines[FIRST] == f"({MOST + 1 - FIRST - LAST} left out)"
    assert lines[FIRST + 1 :] == [f"ValueError at a.py:{count}" for count in range(MOST + 1 - LAST, MOST + 1)]


def test_after_a_thousand_errors_the_file_is_short_and_check_counts_a_thousand(tmp_path: Path) -> None:
    assert len(noted(tmp_path, 1000)) <= MOST
    (told,) = errors(Settings(log=LogSettings(directory=tmp_path))).wrong
    assert told.startswith("1000 visits ended with an error, the last with: ValueError at a.py:999; ")
    assert ErrorLog(tmp_path).count() == 1000
    assert [path.name for path in tmp_path.iterdir()] == [".errors"]


def test_an_error_is_kept_by_its_location_and_shown_without_what_would_move_a_cursor(tmp_path: Path) -> None:
    errors = ErrorLog(tmp_path)
    assert (errors.count(), errors.last()) == (0, "")
    errors.note(ValueError("cough"))
    assert errors.last() == "ValueError at an unknown place"
    errors.note("KeyError at \x1b[2Jx.py:3")
    assert (errors.count(), errors.last()) == (2, "KeyError at [2Jx.py:3")


def test_a_pipe_in_place_of_the_file_is_neither_waited_for_nor_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".errors")
    errors = ErrorLog(tmp_path)
    errors.note("KeyError at a.py:1")
    assert (errors.count(), errors.last()) == (0, "")


@given(st.lists(st.integers(0, 10**6) | st.none()))
def test_the_number_is_that_of_the_lines_and_of_what_was_left_out(kept: list[int | None]) -> None:
    lines = ["KeyError at b.py:3" if number is None else f"({number} left out)" for number in kept]
    assert error_count(lines) == sum(1 if number is None else number for number in kept)
