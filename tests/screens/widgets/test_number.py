"""The number to call in large digits: what is drawn, where, and what stands in its place where there is no room."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from textual.pilot import Pilot

from criteria.steps import Step
from screens.rendering.digits import ROWS, drawn
from tests.screens.kiosks import CATALOG, settings, shown
from tui.config.settings import Settings, Site
from tui.gallery.app import Gallery

ONE_ONE_TWO = [row.strip() for row in drawn("112", 40)]
PAGES = [Step.HELP_CARD, Step.GOODBYE, "help", "sorry", "stopped", "idle"]


def rows_of(app: Gallery) -> list[str]:
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


def has_digits(app: Gallery) -> bool:
    rows = rows_of(app)
    return any(all(want in rows[top + at] for at, want in enumerate(ONE_ONE_TWO)) for top in range(len(rows) - ROWS))


@pytest.mark.parametrize("sign", "0123456789+")
def test_every_digit_is_five_rows_of_six_full_blocks_or_spaces(sign: str) -> None:
    rows = drawn(sign, 6)
    assert [len(row) for row in rows] == [6] * ROWS
    assert set("".join(rows)) == {"█", " "}


def test_no_two_digits_look_alike() -> None:
    assert len({drawn(sign, 6) for sign in "0123456789+"}) == 11


@pytest.mark.parametrize(("number", "columns"), [("112", 19), ("0800 123 456 789", 76), ("(112)", 76), ("*112#", 76)])
def test_a_number_that_is_too_long_or_holds_other_signs_is_not_drawn(number: str, columns: int) -> None:
    assert drawn(number, columns) == ()


def test_digits_stand_closer_together_before_they_are_not_drawn() -> None:
    assert [len(drawn("112", columns)[0]) for columns in (22, 21, 20)] == [22, 20, 20]


async def pages_with_the_number(app: Gallery, pilot: Pilot[Any]) -> AsyncIterator[Step | str]:
    """Show every page that names the number, scrolled to it."""
    for name in PAGES:
        await (app.at(name) if isinstance(name, Step) else app.over(name))
        await pilot.pause()
        app.screen.query_one(".number").scroll_visible(animate=False)
        await pilot.pause()
        yield name


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)], ids=str)
async def test_every_page_that_names_the_number_draws_it(size: tuple[int, int]) -> None:
    app = Gallery(settings(), CATALOG)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        async for name in pages_with_the_number(app, pilot):
            assert has_digits(app), name


@pytest.mark.parametrize("number", ["112", "0800 123 456 789 012", "#112"])
@pytest.mark.parametrize("language", CATALOG.languages)
async def test_in_the_smallest_window_the_number_can_be_read_on_every_page(language: str, number: str) -> None:
    app = Gallery(Settings(site=Site(emergency_number=number), language=language), CATALOG)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        async for name in pages_with_the_number(app, pilot):
            assert number in shown(app).replace("█ █", " "), name
