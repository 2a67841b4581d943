"""Every screen in every language at three sizes, as text; and a few as pictures. Each was looked at before it was accepted."""

import gc
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Final

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from criteria.journey import Step
from tests.screens.drawing import drawn
from tests.screens.kiosks import CATALOG, SIZES, settings
from tui.gallery import Gallery, picture, settled

Drawing = dict[tuple[str, tuple[int, int]], "Future[str]"]
PICTURES: Final = (Step.WELCOME, Step.CHECKLIST, Step.BLOOD_MORE, Step.CHECK, Step.RESULT)


class TextFile(SingleFileSnapshotExtension):
    """One text file for each language and size: all screens of a visit, one below the other."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


class Picture(SingleFileSnapshotExtension):
    """One SVG for each screen."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


@pytest.fixture(scope="module")
def drawing(request: pytest.FixtureRequest) -> Iterator[Drawing]:
    """Begin to draw, on every processor, what the chosen tests compare."""
    chosen = [item.callspec.params for item in request.session.items if item.path == request.path and hasattr(item, "callspec")]
    wanted = [(params["language"], params["size"]) for params in chosen if "size" in params]
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=gc.disable) as pool:
        yield {key: pool.submit(drawn, *key) for key in wanted}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", CATALOG.languages)
def test_every_screen_is_as_it_was_looked_at(
    language: str, size: tuple[int, int], drawing: Drawing, snapshot: SnapshotAssertion
) -> None:
    assert drawing[language, size].result() == snapshot(extension_class=TextFile)


@pytest.mark.parametrize("step", PICTURES)
async def test_a_picture_is_as_it_was_looked_at(step: Step, snapshot: SnapshotAssertion) -> None:
    app = Gallery(settings("en"), CATALOG)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.at(step)
        await settled(pilot)
        assert picture(app) == snapshot(extension_class=Picture)
