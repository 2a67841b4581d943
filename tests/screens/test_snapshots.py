"""Every screen in both languages at three sizes, as text; and a few as pictures. Each was looked at before it was accepted."""

from collections.abc import Iterator

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from criteria.journey import Step, visible_steps
from tests.screens.kiosks import CATALOG, SIZES, dump, settings
from tui.gallery import OVERLAYS, PERSON, Gallery, further_pages, picture


class TextFile(SingleFileSnapshotExtension):
    """One text file for each language and size: all screens of a visit, one below the other."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


class Picture(SingleFileSnapshotExtension):
    """One SVG for each screen."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


def names() -> Iterator[Step | str]:
    yield from visible_steps(PERSON)
    yield from OVERLAYS


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", CATALOG.languages)
async def test_every_screen_is_as_it_was_looked_at(language: str, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    app = Gallery(settings(language), CATALOG)
    screens = []
    async with app.run_test(size=size) as pilot:
        for name in names():
            await (app.at(name) if isinstance(name, Step) else app.over(name))
            await pilot.pause()
            pages = [dump(app)] + [dump(app) async for _ in further_pages(app, pilot)]
            screens += [f"=== {name} {page}\n{text}" for page, text in enumerate(pages, 1)]
    assert "\n".join(screens) == snapshot(extension_class=TextFile)


@pytest.mark.parametrize("step", [Step.WELCOME, Step.CHECKLIST, Step.BLOOD_MORE, Step.CHECK, Step.RESULT])
async def test_a_picture_is_as_it_was_looked_at(step: Step, snapshot: SnapshotAssertion) -> None:
    app = Gallery(settings("en"), CATALOG)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.at(step)
        await pilot.pause()
        assert picture(app) == snapshot(extension_class=Picture)
