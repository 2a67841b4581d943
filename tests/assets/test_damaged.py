"""A damaged language is left out with one sentence and the others stay; damaged English or sources stop the start."""

import shutil
from pathlib import Path
from typing import Final

import pytest

from assets.catalog import TextsError, load

ASSETS: Final = Path(__file__).parents[2] / "assets"
LANGUAGES: Final = list(load().languages)
DAMAGE: Final = {
    "a missing key": ('begin = "', 'x_begin = "', "welcome.begin: Field required"),
    "a missing id": ('people = "', 'x_people = "', "questions.what_matters.options.people is missing"),
    "an unknown key": ("[ui]\n", '[ui]\nmood = "x"\n', "ui.mood: Extra inputs are not permitted"),
    "an unknown id": ("[levels]\n", '[levels]\nsoon = "x"\n', "levels.soon is not known"),
    "an unknown placeholder": ("{seconds}", "{secs}", "ui.still_there_text: holds an unknown placeholder {secs}; known are"),
    "another placeholder": ("{seconds}", "{minutes}", "ui.still_there_text does not hold the placeholders of the English text"),
    "a placeholder that formats": ("{seconds}", "{seconds:>9}", "ui.still_there_text: holds a placeholder with more than"),
    "a lone brace": ("{seconds}", "{seconds", "ui.still_there_text: "),
    "an empty text": ('move = "', 'move = ""\n#', "ui.move: is empty or has spaces at an end"),
    "an invisible character": ('move = "', 'move = "\\u200b', "ui.move: holds a control or invisible character"),
    "an escape sequence": ('move = "', 'move = "\\u001b[2J', "ui.move: holds a control or invisible character"),
    "a number for a text": ('move = "', "move = 1 #", "ui.move: Input should be a valid string"),
    "no TOML": ("[ui]\n", "[ui\n", "is not TOML: "),
}


def _copied(folder: Path) -> Path:
    shutil.copytree(ASSETS, folder / "assets")
    return folder / "assets"


def _damage(file: Path, old: str, new: str) -> None:
    whole = file.read_text("utf-8")
    assert old in whole
    file.write_text(whole.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_language_is_left_out_with_one_sentence(kind: str, tmp_path: Path) -> None:
    old, new, sentence = DAMAGE[kind]
    root = _copied(tmp_path)
    _damage(root / "texts" / "es.toml", old, new)
    catalog = load(root)
    assert list(catalog.languages) == [code for code in LANGUAGES if code != "es"]
    assert catalog.incomplete["es"].startswith(f"es.toml: {sentence}")
    assert "\n" not in catalog.incomplete["es"]


@pytest.mark.parametrize(
    "kind", [kind for kind in DAMAGE if kind not in {"a missing id", "an unknown id", "another placeholder"}]
)
def test_damaged_english_stops_the_start_with_one_sentence(kind: str, tmp_path: Path) -> None:
    old, new, sentence = DAMAGE[kind]
    root = _copied(tmp_path)
    _damage(root / "texts" / "en.toml", old, new)
    with pytest.raises(TextsError) as refused:
        load(root)
    assert str(refused.value).startswith(f"en.toml: {sentence}")
    assert "\n" not in str(refused.value)


def test_a_language_under_another_name_or_not_in_utf_8_or_a_folder_is_left_out(tmp_path: Path) -> None:
    root = _copied(tmp_path)
    shutil.copy(root / "texts" / "es.toml", root / "texts" / "xx.toml")
    (root / "texts" / "de.toml").write_bytes(b'code = "de"\nname = "\xff"\n')
    (root / "texts" / "it.toml").mkdir()
    (root / "texts" / "es.toml~").write_text("an editor's copy", "utf-8")
    catalog = load(root)
    assert list(catalog.languages) == LANGUAGES
    assert catalog.incomplete == {
        "de": "de.toml: is not UTF-8",
        "it": "it.toml: cannot be read: Is a directory",
        "xx": "xx.toml: code is not the file's name",
    }


@pytest.mark.parametrize("name", ["texts/en.toml", "sources.toml"])
def test_a_file_that_is_missing_or_not_in_utf_8_stops_the_start_where_it_is_needed(name: str, tmp_path: Path) -> None:
    file = _copied(tmp_path) / name
    file.write_bytes(b"\xff")
    with pytest.raises(TextsError, match=r"is not UTF-8$"):
        load(tmp_path / "assets")
    file.unlink()
    with pytest.raises(TextsError, match=r"cannot be read: No such file or directory$"):
        load(tmp_path / "assets")


def test_english_under_another_code_stops_the_start(tmp_path: Path) -> None:
    root = _copied(tmp_path)
    _damage(root / "texts" / "en.toml", 'code = "en"', 'code = "xx"')
    with pytest.raises(TextsError, match=r"^en\.toml: code is not the file's name$"):
        load(root)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("checked = 2026-11-22", "", "article.checked: Field required"),
        ("checked = 2026-11-22", 'checked = "soon"', "article.checked: Input should be a valid date"),
        ("[guidance.G1]", "[guidance.G1", "is not TOML: "),
        ("[article]", "[article]\nmood = 1", "article.mood: Extra inputs are not permitted"),
    ],
)
def test_damaged_sources_stop_the_start_with_one_sentence(old: str, new: str, sentence: str, tmp_path: Path) -> None:
    root = _copied(tmp_path)
    _damage(root / "sources.toml", old, new)
    with pytest.raises(TextsError) as refused:
        load(root)
    assert str(refused.value).startswith(f"sources.toml: {sentence}")
    assert "\n" not in str(refused.value)
