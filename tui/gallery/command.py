"""`pulmoscreen gallery`: every screen in every language, theme and size as SVG, with a page to look through in a browser."""

import asyncio
import gc
import re
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import Progress

from assets.catalog import Catalog, leaves, load
from assets.deny import deny_list
from assets.models import Texts
from screens.rendering.palettes import NAMED
from tui.config.files import SettingsError
from tui.config.settings import Settings
from tui.gallery.app import SIZES, Gallery
from tui.gallery.job import Drawn, Job
from tui.gallery.page import write_page
from tui.gallery.pages import pages, picture
from tui.visit.content import load_content
from tui.visit.exit_codes import DONE, FOUND

_SIGNS: Final = re.compile(r"[^\w'?!.,;:%()-]+")
_PLACEHOLDER: Final = re.compile(r"\{\w+\}")
_COLUMNS: Final = re.compile(r" {3,}| *│ *")
_NOT_SHOWN: Final = ("code", "name", "keys.", "amounts.", "dates.", "ui.both", "result.said")
"""Parts of a language file that are not searched on the screens: single letters, and texts made of placeholders."""


def gallery(settings: Settings, folder: Path, themes: Sequence[str] | None = None) -> int:
    """Write the pictures and `index.html` to `folder`, which must be empty or not exist. All processors draw at once.

    Raises:
        SettingsError: the folder cannot be used, a theme is not known, or the site has no emergency number to show.
    """
    settings.required_number()
    for theme in themes or ():
        if theme not in NAMED:
            raise SettingsError(f"--theme: there is no such theme; there are {', '.join(NAMED)}")
    catalog = load_content()
    languages = settings.languages(catalog)
    jobs = [Job(*job) for job in product(languages, SIZES, themes or NAMED)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise SettingsError(f"{folder}: is not empty; name a folder that is empty or does not exist")
        drawn = list(_drawn(jobs, settings, folder))
        write_page(folder, {code: texts.name for code, texts in languages.items()}, drawn, catalog)
    except OSError as error:
        raise SettingsError(f"{folder}: {error.strerror}") from None
    count = sum(sum(one.pages.values()) for one in drawn)
    sys.stdout.write(f"{count} pictures; look through {folder / 'index.html'}\n")
    wrong = {f"{one.job.language}: {name}: {', '.join(said)}" for one in drawn for name, said in one.denied.items() if said}
    sys.stdout.writelines(f"{line}: no text may say so\n" for line in sorted(wrong))
    return FOUND if wrong else DONE


def _drawn(jobs: Sequence[Job], settings: Settings, folder: Path) -> Iterator[Drawn]:
    console = Console(stderr=True)
    with (
        Progress(console=console, disable=not console.is_terminal) as progress,
        # A job leaves little garbage, and collecting it would take a quarter of the time.
        ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=gc.disable) as pool,
    ):
        bar = progress.add_task("Drawing", total=len(jobs))
        for done in as_completed([pool.submit(draw, job, settings, folder) for job in jobs]):
            progress.advance(bar)
            yield done.result()


def draw(job: Job, settings: Settings, folder: Path) -> Drawn:
    """Draw every screen of one job into `folder`, in a process of its own."""
    return asyncio.run(_draw(job, settings.model_copy(update={"language": job.language}), load(), folder))


async def _draw(job: Job, settings: Settings, catalog: Catalog, folder: Path) -> Drawn:
    app = Gallery(settings, catalog, theme=job.theme)
    counts: dict[str, int] = {}
    seen: dict[str, list[str]] = {}
    async with app.run_test(size=(job.size.width, job.size.height)) as pilot:
        async for name, page in pages(app, pilot):
            drawn = picture(app)
            (folder / job.file(name, page)).write_text(drawn, "utf-8")
            counts[name] = page
            seen.setdefault(name, []).extend(_rows(app))
    deny = deny_list(job.language)
    return Drawn(
        job,
        counts,
        {name: _keys(" ".join(rows), app.words.texts) for name, rows in seen.items()},
        {name: [found.phrase for found in deny.denied(_by_columns(rows))] for name, rows in seen.items()},
    )


def _rows(app: Gallery) -> list[str]:
    return ["".join(segment.text for segment in strip).strip() for strip in app.screen._compositor.render_strips()]  # noqa: SLF001


def _by_columns(rows: Sequence[str]) -> str:
    """Return rows as one text, in which what stands in another column of a row is another clause."""
    parts = [_COLUMNS.split(row.lstrip("│┃▶ ")) for row in rows]
    return " ".join("; ".join(row) + (";" if len(row) > 1 else "") for row in parts)


def _plain(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", text).split())


def _keys(text: str, texts: Texts) -> list[str]:
    """Return the keys whose texts are on the screen; in the place of a placeholder there may be anything."""
    plain = _plain(text)
    shown = (pair for pair in leaves(texts) if not pair[0].startswith(_NOT_SHOWN))
    return [key for key, said in shown if _pattern(said).search(plain)]


def _pattern(said: str) -> re.Pattern[str]:
    parts = (re.escape(_plain(part)) for part in _PLACEHOLDER.split(said))
    return re.compile(rf"(?<!\S){' ?.{0,80}? ?'.join(parts)}(?!\S)")
