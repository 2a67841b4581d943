"""The gallery: every screen in every language, theme and size, and a page that needs nothing from elsewhere."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from assets.catalog import leaves
from screens.rendering.palettes import NAMED
from tests.screens.kiosks import CATALOG, SIZES
from tui.gallery.pages import names

BARE: Final = {name: value for name, value in os.environ.items() if not name.startswith("PULMOSCREEN")}
LANGUAGES: Final = ["es", "fr"]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    site = folder.with_name("site.toml")
    site.write_text(f'[site]\nemergency_number = "112"\nlanguages = {LANGUAGES}\n', "utf-8")
    command = [sys.executable, "-m", "tui", "gallery", str(folder), "--config", str(site), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=BARE)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a whole gallery; to draw one takes over 5 seconds, so all tests here look at the same one."""
    folder = tmp_path_factory.mktemp("gallery") / "new"
    ended = run(folder, "--theme", NAMED[0])
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == f"{len(list(folder.glob('*.svg')))} pictures; look through {folder / 'index.html'}\n"
    return folder


def data(folder: Path) -> Any:  # noqa: ANN401 - what a script reads
    (held,) = re.findall(r"^const data = (.*);$", (folder / "index.html").read_text("utf-8"), re.MULTILINE)
    return json.loads(held)


@pytest.mark.slow
def test_it_shows_every_screen_in_every_language_and_size(drawn: Path) -> None:
    told = data(drawn)
    assert list(told["languages"]) == LANGUAGES
    assert told["themes"] == [NAMED[0]]
    assert [screen["name"] for screen in told["screens"]] == [str(name) for name in names()]
    for screen in told["screens"]:
        wanted = {f"{code} {width}x{height} {NAMED[0]}" for code in told["languages"] for width, height in SIZES}
        assert set(screen["pictures"]) == wanted
    files = [file for screen in told["screens"] for files in screen["pictures"].values() for file in files]
    assert sorted([*files, "index.html"]) == sorted(path.name for path in drawn.iterdir())


@pytest.mark.slow
def test_beside_each_screen_stand_the_keys_of_its_texts_and_their_words_in_each_language(drawn: Path) -> None:
    told = data(drawn)
    keys = {screen["name"]: screen["keys"] for screen in told["screens"]}
    assert {"welcome.title", "welcome.points.2", "ui.help"} <= set(keys["welcome"])
    assert {"questions.blood_amount.title", "questions.blood_amount.options.more"} <= set(keys["blood_amount"])
    assert {"cards.blood_amount.more.title", "interruption.stop"} <= set(keys["blood_amount.more"])
    assert {"result.cannot_tell", "criteria.only_metastasis.statement", "to_ask.primary_curable"} <= set(keys["result"])
    assert {"ui.still_there_text", "ui.unwell"} <= set(keys["idle"])
    assert not {"welcome.title", "result.title"} & set(keys["blood_amount"])
    assert told["texts"] == {code: dict(leaves(CATALOG.languages[code])) for code in told["languages"]}


@pytest.mark.slow
def test_the_page_asks_nothing_of_any_other_place(drawn: Path) -> None:
    page = (drawn / "index.html").read_text("utf-8")
    assert not re.search(r"https?:|//[a-z]|@import|url\(|<link|src=\"|fetch\(", page)
    assert "</script" not in page[: page.rindex("</script>")]


def test_it_overwrites_nothing_and_knows_its_themes(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "index.html").touch()
    again = run(tmp_path / "old")
    assert again.returncode == 2
    assert "is not empty; name a folder" in again.stderr
    unknown = run(tmp_path / "new", "--theme", "pink")
    assert (unknown.returncode, unknown.stderr) == (
        2,
        f"pulmoscreen: --theme: there is no such theme; there are {', '.join(NAMED)}.\n",
    )
    assert not (tmp_path / "new").exists()
