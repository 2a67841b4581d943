"""The HTML page with which a translator or a clinician looks through the gallery: one file that loads nothing else."""

import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from assets.catalog import Catalog, leaves
from screens.rendering.palettes import NAMED
from tui.gallery.app import SIZES
from tui.gallery.job import Drawn
from tui.gallery.pages import names


def write_page(folder: Path, languages: Mapping[str, str], drawn: Sequence[Drawn], catalog: Catalog) -> None:
    """Write `index.html` beside the pictures."""
    data = _data(languages, drawn, catalog) | {"shapes": _shapes(folder, drawn)}
    page = (files("tui") / "gallery" / "page.html").read_text("utf-8")
    # No text may end the script element that contains it.
    held = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    (folder / "index.html").write_text(page.replace("/*DATA*/", held), "utf-8")


def _data(languages: Mapping[str, str], drawn: Sequence[Drawn], catalog: Catalog) -> dict[str, Any]:
    shown = {one.job.theme for one in drawn}
    texts = {code: dict(leaves(catalog.languages[code])) for code in languages}
    return {
        "languages": languages,
        "sizes": [f"{size.width}x{size.height}" for size in SIZES],
        "themes": [theme for theme in NAMED if theme in shown],
        "texts": texts,
        "screens": [_screen(str(name), drawn, catalog) for name in names()],
    }


def _shapes(folder: Path, drawn: Sequence[Drawn]) -> dict[str, str]:
    """Return the width and height of the pictures of each size, so that a page does not jump while they load."""
    shapes = {}
    for one in drawn:
        head = (folder / one.job.file(str(next(names())), 1)).read_text("utf-8")[:500]
        if found := re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', head):
            shapes[f"{one.job.size.width}x{one.job.size.height}"] = f"{found[1]} / {found[2]}"
    return shapes


def _screen(name: str, drawn: Sequence[Drawn], catalog: Catalog) -> dict[str, Any]:
    return {
        "name": name,
        "keys": _keys(name, drawn, catalog),
        "pictures": {
            f"{one.job.language} {one.job.size.width}x{one.job.size.height} {one.job.theme}": [
                one.job.file(name, page) for page in range(1, one.pages[name] + 1)
            ]
            for one in drawn
        },
    }


def _keys(name: str, drawn: Sequence[Drawn], catalog: Catalog) -> list[str]:
    """Return the keys that were read on a screen in every language: a short word in one alone is part of another text there.

    Of keys that hold the same words in every language, the one that is named like the screen stands for all.
    """
    codes = list(dict.fromkeys(one.job.language for one in drawn))
    read = [{key for one in drawn if one.job.language == code for key in one.keys[name]} for code in codes]
    texts = [dict(leaves(catalog.languages[code])) for code in codes]
    kept: dict[tuple[str, ...], str] = {}
    for key in texts[0]:
        if all(key in some for some in read):
            said = tuple(words[key] for words in texts)
            kept[said] = kept[said] if said in kept and name not in key else key
    return sorted(kept.values(), key=list(texts[0]).index)
