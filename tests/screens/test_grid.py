"""One grid for every size: shared edges, every choice in view, one height of a choice, signs for every state."""

from collections.abc import Iterator
from typing import Final

import pytest
from textual.geometry import Size

from criteria.questions import SYMPTOMS, Question
from criteria.steps import STEP_OF, Step
from screens.grid import Grid
from screens.widgets.choices import ChoiceRow
from screens.widgets.title_line import TitleLine
from tests.screens.kiosks import CATALOG, dump, press, settings
from tui.gallery.app import Gallery
from tui.gallery.pages import settled

ASKED: Final = [*dict.fromkeys(STEP_OF[question] for question in Question if question not in SYMPTOMS)]
SIZES: Final = [(60, 20), (80, 24), pytest.param((100, 30), marks=pytest.mark.slow), (120, 40), (200, 60)]


def sizes() -> Iterator[Size]:
    for columns in range(40, 201):
        for rows in (12, 20, 24, 30, 40, 60):
            yield Size(columns, rows)


@pytest.mark.parametrize("bigger", [False, True], ids=["usual", "bigger"])
def test_at_every_size_both_panes_and_their_gap_fill_the_width_between_equal_margins(*, bigger: bool) -> None:
    for size in sizes():
        grid = Grid.of(size, is_big=bigger)
        assert grid.columns - grid.width - 2 * grid.margin in {0, 1}, size
        assert grid.column + (grid.pane and grid.pane + 4) == grid.width, size
        assert grid.column >= 38, size
        assert bool(grid.pane) is (size.width >= 100 and not bigger)
        assert grid.room().height >= 6, size


@pytest.mark.parametrize("language", CATALOG.languages)
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_choice_of_every_question_is_in_view(size: tuple[int, int], language: str) -> None:
    app = Gallery(settings(language), CATALOG)
    hidden = []
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for step in (Step.CONSENT, *ASKED):
            await app.at(step)
            await settled(pilot)
            view = app.survey.scroller()
            rows = [row for row in app.survey.query(ChoiceRow) if not view.region.contains_region(row.region)]
            hidden += [f"{step}: {row.label}" for row in rows]
    assert hidden == []


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40)], ids=str)
async def test_at_a_size_a_label_of_one_line_has_the_same_height_in_every_question(size: tuple[int, int]) -> None:
    app = Gallery(settings(), CATALOG)
    heights = set()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for step in (Step.CANCER_HISTORY, Step.PRIMARY_SITE, Step.WHAT_MATTERS, Step.COUGH_DURATION):
            await app.at(step)
            await settled(pilot)
            heights |= {row.region.height for row in app.survey.query(ChoiceRow) if len(row.label) < 12}
    assert len(heights) == 1


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)], ids=str)
async def test_title_question_buttons_and_keys_begin_at_the_same_column(size: tuple[int, int]) -> None:
    app = Gallery(settings(), CATALOG)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await app.at(Step.COUGH_DURATION)
        await settled(pilot)
        grid = Grid.of(Size(*size))
        survey = app.survey
        lefts = {survey.query_one(f"#{name}").region.x for name in ("view", "foot", "back")}
        assert lefts == {grid.margin}
        assert survey.query_one("#carry_on").region.right == survey.query_one("#view").region.right
        assert survey.query_one(TitleLine).margin == grid.margin
        rows = dump(app).splitlines()
        assert rows[0].index("p") == grid.margin


async def test_progress_names_four_steps_and_the_number_of_a_question_once_it_is_known() -> None:
    app = Gallery(settings(), CATALOG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.at(Step.CHEST_PAIN_KIND)
        await settled(pilot)
        rows = dump(app).splitlines()
        for name in app.words.texts.ui.parts.values():
            assert name in rows[1]
        assert rows[3].split("  ")[-1].strip() == "question 3 of 6"
        await app.at(Step.CHECKLIST)
        await settled(pilot)
        assert "question" not in dump(app).splitlines()[3]


async def test_nine_again_goes_one_further_down_and_from_the_last_back_to_the_ninth() -> None:
    app = Gallery(settings(), CATALOG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.at(Step.PRIMARY_SITE)
        rows = list(app.survey.query(ChoiceRow))
        chosen = []
        for _ in range(5):
            await press(pilot, "9")
            chosen.append(next(index for index, row in enumerate(rows) if row.chosen))
        assert chosen == [8, 9, 10, 11, 8]
