"""The emergency page: what to do, the number, every reason and both ways on, in one window of any size, in every language."""

from typing import Final

import pytest
from textual.geometry import Size
from textual.pilot import Pilot

from assets.catalog import Catalog
from criteria.steps import INTERRUPTIONS, Step
from screens.overlays.notices import StoppedOverlay
from screens.steps.emergency import EmergencyView
from screens.widgets.action_row import ActionRow
from tests.screens.kiosks import BLOOD, CATALOG, at, dump, kiosk, press, settings, shown, walk
from tests.screens.widgets.test_number import has_digits
from tui.config.settings import Settings, Site
from tui.gallery.app import PERSON, Gallery
from tui.kiosk.appearance import Appearance
from tui.visit.outcome import Outcome

SIZES: Final = ((40, 12), (59, 12), (40, 24), (60, 20), (80, 12), (80, 24), (100, 30), (120, 40), (200, 60))
LAST: Final = INTERRUPTIONS[-1]
TWO: Final = {**BLOOD, "breathlessness": "yes", "breathing_kind": "at_rest"}


def words_of(app: Gallery) -> str:
    return " ".join(dump(app).translate(str.maketrans("█*%▶•", "     ")).split())


async def each_size(app: Gallery, pilot: Pilot[Outcome]) -> None:
    text = app.words.texts.interruption
    for size in SIZES:
        await pilot.resize_terminal(*size)
        await app.at(LAST)
        await pilot.pause()
        seen = words_of(app)
        for wanted in (app.words(text.action), text.said, app.words(text.stop), app.words(text.go_on)):
            assert wanted.replace("\u00a0", " ") in seen.replace("\u00a0", " "), size
        assert app.survey.scroller().max_scroll_y == 0, size


@pytest.mark.parametrize("bigger", [False, True], ids=["usual", "bigger"])
@pytest.mark.parametrize("language", CATALOG.languages)
async def test_number_reasons_and_both_ways_on_are_in_view_without_scrolling_at_every_size(
    language: str, *, bigger: bool
) -> None:
    app = Gallery(settings(language), CATALOG)
    app.set_appearance(Appearance("ink", bigger=bigger))
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.pause()
        await app.at(LAST)
        await pilot.pause()
        assert has_digits(app)
        await each_size(app, pilot)


@pytest.mark.parametrize("number", ["0800 123 456 789 012", "(0) 800 555", "+34 900 123 456"])
async def test_a_number_that_cannot_be_drawn_stands_in_words_in_every_window(number: str) -> None:
    app = Gallery(Settings(site=Site(emergency_number=number), language="fr"), CATALOG)
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.pause()
        await each_size(app, pilot)


@pytest.mark.parametrize("language", CATALOG.languages)
def test_what_to_do_takes_two_lines_and_a_way_on_takes_one_in_the_smallest_window(language: str) -> None:
    words = kiosk(language, Catalog(CATALOG.languages, CATALOG.sources, {})).words
    text = words.texts.interruption
    assert len(words(text.action)) <= 2 * 36
    assert max(len(text.stop), len(text.go_on)) <= 34
    assert max(len(symptom.brief) for symptom in words.texts.checklist.symptoms.values()) <= 17


async def test_a_second_emergency_shows_the_same_page_with_one_reason_more_the_newest_last() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, TWO, Step.BLOOD_MORE)
        title = app.words.texts.cards["blood_amount.more"].title
        assert "Hard to breathe at rest" not in shown(app)
        await walk(pilot, TWO, Step.BREATHING_AT_REST)
        lines = dump(app).splitlines()
        first = next(row for row, line in enumerate(lines) if title[:30] in line)
        second = next(row for row, line in enumerate(lines) if "Hard to breathe at rest" in line)
        assert first < second
        assert lines[second].endswith("*")
        assert not lines[first].endswith("*")


@pytest.mark.parametrize("said", ["unsure", "declined"])
async def test_what_was_left_open_is_no_reason_for_an_emergency(said: str) -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, {**TWO, "blood_amount": said}, Step.BREATHING_AT_REST)
        assert app.words.texts.cards["blood_amount.more"].title[:30] not in shown(app)


@pytest.mark.parametrize("said", ["more", "unsure", "declined"])
async def test_who_will_do_nothing_reads_once_more_what_to_do_and_why_and_can_go_on(said: str) -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, {**BLOOD, "blood_amount": said}, Step.WHAT_NOW)
        await press(pilot, "5", "0", *["enter"] * 5)
        assert at(app) is Step.EMERGENCY_AGAIN
        texts, words = app.words.texts, shown(app)
        assert app.words(texts.interruption.action) in words
        assert texts.cards["blood_amount.more"].title[:30] in words
        # Who has not answered is not told that they have.
        assert (texts.interruption.said in words, texts.result.unsure_too[:20] in words) == (said == "more", said != "more")
        assert texts.interruption.go_on not in words
        await press(pilot, "2", "0")
        assert at(app) is Step.GOODBYE


async def test_who_stops_at_the_emergency_that_comes_once_more_is_left_with_the_number() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, BLOOD, Step.WHAT_NOW)
        await press(pilot, "5", "0", "1", "0")
        assert isinstance(app.screen, StoppedOverlay)
        assert app.journey.answers.given() == {}


@pytest.mark.parametrize("take", ["0", "enter", "space"])
async def test_a_digit_goes_to_a_way_on_and_a_second_key_takes_it(take: str) -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, BLOOD, Step.BLOOD_MORE)
        await press(pilot, "0", "enter", "space")
        assert at(app) is Step.BLOOD_MORE
        await press(pilot, "2")
        assert at(app) is Step.BLOOD_MORE
        assert app.words.texts.interruption.press_enter in shown(app)
        await press(pilot, take)
        assert at(app) is not Step.BLOOD_MORE


async def test_a_click_takes_a_way_on() -> None:
    app = kiosk()
    async with app.run_test(size=(40, 12)) as pilot:
        await walk(pilot, BLOOD, Step.BLOOD_MORE)
        row = app.screen.query(ActionRow).last()
        await pilot.click(offset=(row.region.x + 8, row.region.y))
        await pilot.pause()
        assert at(app) is Step.CANCER_HISTORY


def test_every_interruption_has_this_page_and_the_answer_of_its_own_step_is_the_last_reason() -> None:
    words = kiosk().words
    for step in INTERRUPTIONS:
        view = EmergencyView(step, words, Size(76, 17), PERSON)
        assert view.block.points[-1] == words.texts.cards[step.value].title
        assert len(view.block.points) == len(INTERRUPTIONS)
