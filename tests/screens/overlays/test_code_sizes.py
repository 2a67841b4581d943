"""At every size from 40x12 to 200x60, however it is drawn, a code that is offered fits with its quiet zone; nothing raises."""

from collections.abc import Iterator
from itertools import product
from typing import Final

import pytest
from textual.geometry import Region, Size

from criteria.answers import Answers
from criteria.questions import Matter
from criteria.steps import Step
from screens.overlays.codes import CodeScreen, code_room
from screens.overlays.take_away import TakeAwayOverlay
from screens.rendering.qr import MOST_CODES, QUIET, Rows, codes, largest_version
from screens.wording.code_text import code_texts
from tests.amounts import one_of
from tests.screens.kiosks import CATALOG, kiosk, press, settings
from tests.screens.overlays.test_codes import read
from tui.gallery.app import PERSON, Gallery
from tui.gallery.pages import settled
from tui.kiosk.appearance import Appearance

WAYS: Final = {
    "colours": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    "NO_COLOR": {"TERM": "xterm-256color", "NO_COLOR": "1"},
    "monochrome": {"TERM": "vt220"},
    "console": {"TERM": "linux"},
}
"""The environments of terminals of each way of drawing."""

MATTERS: Final = tuple(matter for matter in Matter if matter is not Matter.DECLINED)
LONGEST: Final = PERSON.model_copy(update={"what_matters": MATTERS})
CALM: Final = Answers.model_validate({"cough": "no", "cancer_history": "no"})

EDGES: Final = [(40, 12), (80, 24), (80, 27)]
SAMPLE: Final = [*product((40, 60, 79, 80, 81, 99, 100, 140, 200), (12, 20, 23, 24, 27, 30, 40, 60))]


def every_size() -> Iterator[Size]:
    return (Size(columns, rows) for columns in range(40, 201) for rows in range(12, 61))


def quiet(rows: Rows) -> bool:
    """Say whether nothing is drawn in the quiet zone of a code: four modules, two of them in each row of cells."""
    inside = [row[QUIET:-QUIET].strip() for row in rows]
    return all(row[:QUIET].isspace() and row[-QUIET:].isspace() for row in rows) and not any(
        (*inside[: QUIET // 2], *inside[-QUIET // 2 :])
    )


@pytest.mark.parametrize("language", one_of(CATALOG.languages))
def test_at_every_size_a_code_is_offered_exactly_from_80x24_on_and_fits_with_its_quiet_zone(language: str) -> None:
    texts = [code_texts(answers, kiosk(language).words) for answers in (LONGEST, CALM)]
    made: dict[int, list[tuple[Rows, ...]]] = {}
    for size in every_size():
        assert code_room(size, half_blocks=False) is None
        room = code_room(size, half_blocks=True)
        assert (room is not None) is (size.width >= 80 and size.height >= 24), size
        if room is None:
            continue
        version = largest_version(*room)
        if version not in made:
            made[version] = [codes(text, *room) for text in texts]
        for series in made[version]:
            assert 1 <= len(series) <= MOST_CODES, size
            for rows in series:
                assert len(rows) <= size.height, size
                assert len(rows[0]) + 30 <= size.width, size
                assert quiet(rows), size


def code_cells(app: Gallery) -> set[tuple[int, int]]:
    """Return the colours of ink and ground of every cell of the code and of its quiet zone, as grey."""
    region: Region = app.screen.query_one("#code").region
    found = set()
    for strip in app.screen._compositor.render_strips()[region.y : region.bottom]:
        for segment in strip.crop(region.x, region.right):
            style = segment.style
            assert style is not None
            assert style.color is not None
            assert style.bgcolor is not None
            assert not style.color.is_default
            assert not style.bgcolor.is_default
            found.add((style.color.get_truecolor().red, style.bgcolor.get_truecolor().red))
    return found


async def walk_the_take_away(way: str, language: str, sizes: list[tuple[int, int]]) -> None:
    app = Gallery(settings(language), CATALOG)
    app.set_appearance(Appearance.of_terminal("ink", WAYS[way], bigger=False))
    app.overlays.half_blocks = app.appearance.half_blocks
    async with app.run_test(size=sizes[0]) as pilot:
        await app.at(Step.RESULT, LONGEST)
        for size in sizes:
            await pilot.resize_terminal(*size)
            await settled(pilot)
            await app.overlays.take_away()
            await settled(pilot)
            assert isinstance(app.screen, TakeAwayOverlay)
            offers = app.screen.has_code
            assert offers is (size[0] >= 80 and size[1] >= 24 and way != "console"), size
            said = app.words.texts.take_away.make
            assert any(hint.label == said for hint in app.screen.hints()) is offers
            await press(pilot, "1", "0")
            if offers:
                assert isinstance(app.screen, CodeScreen)
                for _ in app.screen.series:
                    await settled(pilot)
                    assert Region(0, 0, *size).contains_region(app.screen.query_one("#code").region), size
                    assert len(code_cells(app)) == 1
                    assert read(app)
                    await press(pilot, "0")
            await app.clear()


@pytest.mark.parametrize("way", one_of(WAYS))
async def test_at_the_edges_of_the_sizes_the_code_of_the_longest_person_is_read_from_the_screen(way: str) -> None:
    await walk_the_take_away(way, "fr", EDGES)


@pytest.mark.slow
@pytest.mark.parametrize("language", CATALOG.languages)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("part", range(4))
async def test_at_a_sample_of_all_sizes_the_code_is_read_from_the_screen_in_every_language(
    part: int, way: str, language: str
) -> None:
    await walk_the_take_away(way, language, SAMPLE[part::4])
