"""That the files which README names for a change are enough for it, that each of them is needed, and that tests say so."""

import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

import pytest

from tests.changes.copies import CHANGES, ROOT, apply, copy_to, edits_of, files_of, run

ROWS: Final = {
    "symptom": "add a symptom",
    "card": "change a criterion or a card",
    "language": "add a language",
    "screen": "add a page",
    "format": "add an export format",
}
"""How the row of each change begins in README's table."""

PROGRAM: Final = {"symptom": 4, "card": 2, "language": 0, "screen": 1, "format": 1}
"""Files of the program that a change touches, apart from the language files."""

QUICK: Final = (
    "tests/assets/test_parity.py",
    "tests/assets/test_accepted.py",
    "tests/assets/test_deny.py",
    "tests/criteria/test_answers.py",
    "tests/criteria/test_cases.py",
    "tests/criteria/test_journey.py",
    "tests/screens/test_checklist_room.py",
    "tests/store/test_formats.py",
    "tests/test_safety_questions.py",
    "tests/tui/cli/test_log_export.py",
    "tests/tui/cli/test_man_page.py",
    "tests/tui/plain/test_every_page.py",
)
"""The tests nearest to the five changes."""

_ALL: Final = pytest.mark.parametrize("change", CHANGES)
PYTEST: Final = ("-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider")


def accept(root: Path) -> int:
    """Do what CONTRIBUTING says after a change: accept the content, and make the man page again."""
    page = run(root, "-m", "tui.cli.man_page")
    (root / "docs" / "pulmoscreen.1").write_text(page.stdout, "utf-8")
    return page.returncode or run(root, "-m", "tests.accept_content").returncode


def faults(root: Path) -> str:
    """Return what the check or the nearest tests say is wrong; nothing where all is well."""
    if accept(root):
        return "not accepted"
    checked = run(root, "-m", "tui", "check", "--content")
    if checked.returncode:
        return checked.stdout + checked.stderr
    tested = run(root, *PYTEST, *QUICK)
    return tested.stdout[-3000:] if tested.returncode else ""


@_ALL
def test_readme_names_every_file_of_a_change_and_how_many_there_are(change: str) -> None:
    row = next(line for line in (ROOT / "README.md").read_text("utf-8").splitlines() if line.startswith(f"| {ROWS[change]}"))
    named = re.findall(r"`([\w./*<>-]+)`", row)
    files = files_of(change)
    assert [file for file in files if not any(fnmatch(file, re.sub("<.*?>", "*", name)) for name in named)] == []
    rooms = ("criteria/", "store/", "screens/", "tui/")
    assert len([file for file in files if file.startswith(rooms)]) == PROGRAM[change]


@pytest.mark.slow
@_ALL
def test_a_change_of_the_files_that_are_named_is_enough(change: str, tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    apply(edits_of(change), root)
    assert faults(root) == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "file"), [(change, file) for change in CHANGES if len(files_of(change)) > 1 for file in files_of(change)]
)
def test_a_change_that_leaves_a_file_out_is_noticed(change: str, file: str, tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    apply((edit for edit in edits_of(change) if edit["file"] != file), root)
    assert faults(root) != ""


@pytest.mark.slow
def test_a_change_of_one_language_or_of_a_level_alone_is_noticed(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    text = root / "assets" / "texts" / "fr.toml"
    text.write_text(text.read_text("utf-8").replace('"Toux"', '"Toux sèche"', 1), "utf-8")
    assert run(root, *PYTEST, "tests/assets/test_accepted.py").returncode == 1
    again = copy_to(tmp_path / "again")
    rules = again / "criteria" / "rules.py"
    rules.write_text(
        rules.read_text("utf-8").replace(
            "Card.COUGH_LONG:              (Level.APPOINTMENT", "Card.COUGH_LONG: (Level.SAME_DAY"
        ),
        "utf-8",
    )
    assert run(again, *PYTEST, "tests/assets/test_parity.py").returncode == 1


@pytest.mark.slow
def test_a_symptom_without_a_follow_up_needs_none(tmp_path: Path) -> None:
    root, of_the_follow_up = copy_to(tmp_path), re.compile(r"duration|HOARSENESS_LONG", re.IGNORECASE)
    apply((edit for edit in edits_of("symptom") if not of_the_follow_up.search(edit["insert"])), root)
    assert accept(root) == 0
    checked = run(root, "-m", "tui", "check", "--content")
    assert checked.returncode == 0, checked.stdout
    (root / "answers.json").write_text('{"hoarseness": "yes"}', "utf-8")
    assessed = run(root, "-m", "tui", "assess", "answers.json")
    assert (assessed.returncode, '"hoarseness"' in assessed.stdout) == (0, True), assessed.stderr
