"""`pulmoscreen check --content`: our own texts have no finding; each kind of damage has one, with file, key and remedy."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from assets.catalog import load
from assets.content import findings
from assets.reading import SECTIONS
from tui.check.content import content_check

ASSETS: Final = Path(__file__).parents[2] / "assets"
TODAY: Final = date(2026, 11, 23)
NO_BREAK: Final = "\u00a0"
LONG: Final = "It takes " + "about " * 17 + f"3{NO_BREAK}minutes."


class Damage(NamedTuple):
    """A text that is replaced in the file of a language, and the finding that it makes."""

    code: str
    old: str
    new: str
    key: str
    what: str


DAMAGE: Final[dict[str, Damage]] = {
    "a long sentence": Damage("en", f"It takes about 3{NO_BREAK}minutes.", LONG, "welcome.points.0", "a sentence of 21 words"),
    "two spaces": Damage("en", "It takes about", "It  takes about", "welcome.points.0", "two spaces together"),
    "a stray no-break space": Damage(
        "en", "takes about", f"takes{NO_BREAK}about", "welcome.points.0", "a no-break space after 'takes'"
    ),
    "a space before a full stop": Damage(
        "es", "su nombre.", "su nombre .", "welcome.points.1", "a space before '.' after 'nombre'"
    ),
    "a space before a question mark": Damage(
        "en", "still there?", "still there ?", "ui.still_there", "a space before '?' after 'there'"
    ),
    "a plain space in French": Damage(
        "fr", f"toujours là{NO_BREAK}?", "toujours là ?", "ui.still_there", "no no-break space between"
    ),
    "no space in French": Damage(
        "fr", f"toujours là{NO_BREAK}?", "toujours là?", "ui.still_there", "no no-break space between 'là' and '?'"
    ),
    "no space after a comma": Damage("en", "nurse.", "nurse,or somebody.", "before.points.0", "no space after 'nurse,'"),
    "a curly apostrophe": Damage("fr", "J'ai compris", "J\u2019ai compris", "before.agree", "the sign \u2019"),
    "a quotation mark": Damage("es", "Lo entiendo", "Lo «entiendo", "before.agree", "the sign «"),
    "a question without its opening sign": Damage(
        "es", "¿Sigue usted ahí?", "Sigue usted ahí?", "ui.still_there", "¿ and ? do not come"
    ),
    "a denied phrase": Damage(
        "en",
        f"It takes about 3{NO_BREAK}minutes.",
        "Something is operable.",
        "welcome.points.0",
        "'operable' is denied (rightness)",
    ),
    "a text that was not translated": Damage("fr", '"Commencer"', '"Begin"', "welcome.begin", "is the text of en.toml"),
    "another term": Damage(
        "en", "(lung metastasis)", "(pulmonary metastasis)", "welcome.text.0", "the term 'pulmonary metastasis'"
    ),
    "a term in French": Damage(
        "fr", "(métastase au poumon)", "(métastase pulmonaire)", "welcome.text.0", "the term 'métastase pulmonaire'"
    ),
}


def replace(path: Path, old: str, new: str) -> None:
    whole = path.read_text("utf-8")
    assert old in whole
    path.write_text(whole.replace(old, new, 1), "utf-8")


def damaged(folder: Path, file: str = "", old: str = "", new: str = "") -> Path:
    root: Path = shutil.copytree(ASSETS, folder / "assets")
    if file:
        replace(root / file, old, new)
    return root


def test_our_own_texts_and_sources_have_nothing_wrong_and_every_language_and_section_has_its_figure() -> None:
    table, found = findings(TODAY)
    assert [str(finding) for finding in found] == []
    wanted = [(code, section) for code in load().languages for section in SECTIONS]
    assert [(line.split(".")[0], line.split()[1]) for line in table] == wanted
    for code, formula in (("en", "Flesch-Kincaid grade"), ("es", "Szigriszt-Pazos"), ("fr", "Kandel-Moles")):
        assert all(f" by {formula}" in line for line in table if line.startswith(f"{code}.toml: "))
    assert all("syllables a word by dictionary" in line for line in table if line.startswith("en.toml: "))


def rounds() -> Iterator[dict[str, Damage]]:
    """Yield the kinds of damage, each text damaged once in a round: to look through all texts takes most of the time."""
    left = dict(DAMAGE)
    while left:
        by_text = {(damage.code, damage.key): kind for kind, damage in left.items()}
        yield {kind: left.pop(kind) for kind in by_text.values()}


@pytest.mark.parametrize("together", [pytest.param(kinds, id=" + ".join(kinds)) for kinds in rounds()])
def test_each_kind_of_damage_is_found_where_it_is_and_nowhere_else(together: dict[str, Damage], tmp_path: Path) -> None:
    root = damaged(tmp_path)
    for damage in together.values():
        replace(root / "texts" / f"{damage.code}.toml", damage.old, damage.new)
    _, all_found = findings(TODAY, root)
    found = {(finding.file, finding.key): finding for finding in all_found}
    assert set(found) == {(f"{damage.code}.toml", damage.key) for damage in together.values()}
    assert len(all_found) == len(together)
    for damage in together.values():
        finding = found[f"{damage.code}.toml", damage.key]
        assert finding.what.startswith(damage.what)
        assert str(finding) == f"{damage.code}.toml: {damage.key}: {finding.what}; {finding.fix}"
        assert finding.fix


def test_a_language_that_lacks_texts_is_told_each_one_of_them_and_what_it_has_too_much(tmp_path: Path) -> None:
    root = damaged(tmp_path, "texts/fr.toml", 'begin = "Commencer"\n', 'start = "Commencer"\n')
    replace(root / "texts" / "fr.toml", 'G10 = "', 'G11 = "')
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


def test_the_command_prints_figures_and_ends_with_0() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ASSETS.parent)}
    command = [sys.executable, "-m", "tui", "check", "--content"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines()[-1] == "texts and sources: ok"


def test_the_check_refuses_what_is_denied_alone_or_only_when_texts_are_put_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Over 5 s: all texts that can be put together are looked at, twice.
    said = "You are eligible for surgery. Nothing to worry about."
    root = damaged(tmp_path, "texts/en.toml", f"It takes about 3{NO_BREAK}minutes.", said)
    replace(root / "texts" / "en.toml", 'said = "{question}: {answer}"', 'said = "{question}: you have {answer}"')
    replace(root / "texts" / "en.toml", '"Breast"', '"cancer"')
    replace(root / "texts" / "en.toml", 'breast = "breast"', 'breast = "cancer"')
    assert {finding.key for finding in findings(TODAY, root)[1]} == {"welcome.points.0"}
    assert content_check(root) == 1
    printed = capsys.readouterr().out
    assert "en.toml: welcome.points.0: 'eligib' is denied (rightness); no text may say so" in printed
    assert "en.toml: take-away: 'you have cancer' is denied (diagnosis); no text may say so" in printed
    assert not printed.endswith("texts and sources: ok\n")
