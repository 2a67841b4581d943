"""`pulmoscreen check --content`: our own texts have no finding; each kind of damage has one, with file, key and remedy."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from assets.catalog import load
from assets.content import findings
from assets.reading import SECTIONS
from tui.check.content import content_check

ASSETS: Final = Path(__file__).parents[2] / "assets"
TODAY: Final = date(2026, 11, 23)
NO_BREAK: Final = "\u00a0"
LONG: Final = "It takes " + "about " * 17 + f"3{NO_BREAK}minutes."
DAMAGE: Final = {
    "a long sentence": ("en", f"It takes about 3{NO_BREAK}minutes.", LONG, "welcome.points.0", "a sentence of 21 words"),
    "two spaces": ("en", "It takes about", "It  takes about", "welcome.points.0", "two spaces together"),
    "a stray no-break space": (
        "en",
        "takes about",
        f"takes{NO_BREAK}about",
        "welcome.points.0",
        "a no-break space after 'takes'",
    ),
    "a space before a full stop": ("es", "su nombre.", "su nombre .", "welcome.points.1", "a space before '.' after 'nombre'"),
    "a space before a question mark": (
        "en",
        "still there?",
        "still there ?",
        "ui.still_there",
        "a space before '?' after 'there'",
    ),
    "a plain space in French": (
        "fr",
        f"toujours là{NO_BREAK}?",
        "toujours là ?",
        "ui.still_there",
        "no no-break space between",
    ),
    "no space in French": (
        "fr",
        f"toujours là{NO_BREAK}?",
        "toujours là?",
        "ui.still_there",
        "no no-break space between 'là' and '?'",
    ),
    "no space after a comma": ("en", "nurse.", "nurse,or somebody.", "before.points.0", "no space after 'nurse,'"),
    "a curly apostrophe": ("fr", "J'ai compris", "J\u2019ai compris", "before.agree", "the sign \u2019"),
    "a quotation mark": ("es", "Lo entiendo", "Lo «entiendo", "before.agree", "the sign «"),
    "a question without its opening sign": (
        "es",
        "¿Sigue usted ahí?",
        "Sigue usted ahí?",
        "ui.still_there",
        "¿ and ? do not come",
    ),
    "a denied phrase": (
        "en",
        f"It takes about 3{NO_BREAK}minutes.",
        "Something is operable.",
        "welcome.points.0",
        "'operable' is denied (rightness)",
    ),
    "a text that was not translated": (
        "fr",
        '"Commencer"',
        '"Begin"',
        "welcome.begin",
        "is the text of en.toml",
    ),
    "another term": ("en", "(lung metastasis)", "(pulmonary metastasis)", "welcome.text.0", "the term 'pulmonary metastasis'"),
    "a term in French": (
        "fr",
        "(métastase au poumon)",
        "(métastase pulmonaire)",
        "welcome.text.0",
        "the term 'métastase pulmonaire'",
    ),
}


def damaged(folder: Path, file: str, old: str, new: str) -> Path:
    shutil.copytree(ASSETS, folder / "assets")
    path = folder / "assets" / file
    whole = path.read_text("utf-8")
    assert old in whole
    path.write_text(whole.replace(old, new, 1), "utf-8")
    return folder / "assets"


def test_our_own_texts_and_sources_have_nothing_wrong_and_every_language_and_section_has_its_figure() -> None:
    table, found = findings(TODAY)
    assert [str(finding) for finding in found] == []
    wanted = [(code, section) for code in load().languages for section in SECTIONS]
    assert [(line.split(".")[0], line.split()[1]) for line in table] == wanted
    for code, formula in (("en", "Flesch-Kincaid grade"), ("es", "Szigriszt-Pazos"), ("fr", "Kandel-Moles")):
        assert all(f" by {formula}" in line for line in table if line.startswith(f"{code}.toml: "))
    assert all("syllables a word by dictionary" in line for line in table if line.startswith("en.toml: "))


@pytest.mark.parametrize("kind", DAMAGE)
def test_each_kind_of_damage_is_found_where_it_is_and_nowhere_else(kind: str, tmp_path: Path) -> None:
    code, old, new, key, what = DAMAGE[kind]
    _, (found, *more) = findings(TODAY, damaged(tmp_path, f"texts/{code}.toml", old, new))
    assert more == []
    assert (found.file, found.key) == (f"{code}.toml", key)
    assert found.what.startswith(what)
    assert str(found) == f"{code}.toml: {key}: {found.what}; {found.fix}"
    assert found.fix


def test_a_language_that_lacks_texts_is_told_each_one_of_them_and_what_it_has_too_much(tmp_path: Path) -> None:
    root = damaged(tmp_path, "texts/fr.toml", 'begin = "Commencer"\n', 'start = "Commencer"\n')
    (root / "texts" / "fr.toml").write_text(
        (root / "texts" / "fr.toml").read_text("utf-8").replace('G10 = "', 'G11 = "'), "utf-8"
    )
    figures, found = findings(TODAY, root)
    assert [(finding.key, finding.what) for finding in found] == [
        ("welcome.begin", "is missing"), ("guidance.G10", "is missing"),
        ("welcome.start", "is not known"), ("guidance.G11", "is not known"),
    ]  # fmt: skip
    assert {figure.split(".")[0] for figure in figures} == {"en", "es"}


def test_what_the_loader_refuses_is_a_finding_too(tmp_path: Path) -> None:
    _, found = findings(TODAY, damaged(tmp_path, "texts/fr.toml", "{seconds}", "{secs}"))
    assert [finding.file for finding in found] == ["fr.toml"]
    assert "ui.still_there_text: holds an unknown placeholder {secs}" in found[0].what


def test_a_source_is_found_from_the_day_after_it_was_due() -> None:
    assert findings(date(2027, 11, 22))[1] == []
    keys = [finding.key for finding in findings(date(2027, 11, 23))[1]]
    assert keys == ["article.check_again", *(f"guidance.G{number}.check_again" for number in range(1, 11))]


def test_a_section_that_misses_its_goal_is_a_finding(tmp_path: Path) -> None:
    root = damaged(tmp_path, "texts/en.toml", "statements = 8", "statements = 2")
    (found,) = findings(TODAY, root)[1]
    assert (found.file, found.key) == ("en.toml", "statements")
    assert found.what.startswith("misses its goal: statements")
    assert found.what.endswith("by Flesch-Kincaid grade, at most 2")


def test_the_command_prints_figures_and_ends_with_0_and_1_with_a_finding(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ASSETS.parent)}
    command = [sys.executable, "-m", "tui", "check", "--content"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines()[-1] == "texts and sources: ok"
    root = damaged(tmp_path, "texts/es.toml", "su nombre.", "su nombre .")
    called = f"import pathlib, sys, tui.check.content as c; sys.exit(c.content_check(pathlib.Path({str(root)!r})))"
    ended = subprocess.run([sys.executable, "-c", called], capture_output=True, text=True, check=False, env=environment)
    assert ended.returncode == 1
    assert ended.stdout.splitlines()[-1] == "es.toml: welcome.points.1: a space before '.' after 'nombre'; take it away"


def test_the_check_refuses_what_is_denied_alone_or_only_when_texts_are_put_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "You are eligible for surgery. Nothing to worry about."
    assert content_check(damaged(tmp_path / "alone", "texts/en.toml", f"It takes about 3{NO_BREAK}minutes.", said)) == 1
    assert "en.toml: welcome.points.0: 'eligib' is denied (rightness); no text may say so" in capsys.readouterr().out
    root = damaged(
        tmp_path / "together", "texts/en.toml", 'said = "{question}: {answer}"', 'said = "{question}: you have {answer}"'
    )
    file = root / "texts" / "en.toml"
    file.write_text(file.read_text("utf-8").replace('"Breast"', '"cancer"'), "utf-8")
    assert findings(TODAY, root)[1] == []
    assert content_check(root) == 1
    assert "en.toml: take-away: 'you have cancer' is denied (diagnosis); no text may say so" in capsys.readouterr().out
