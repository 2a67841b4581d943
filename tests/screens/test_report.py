"""The report: what its first page shows at every size, and how keys go through its parts."""

import pytest
from textual.pilot import Pilot

from criteria.answers import Answers
from criteria.journey import Journey
from criteria.rules import Level
from criteria.steps import Consent, Step
from screens.steps.report_pages import paginate, pieces
from screens.steps.result import ResultView
from screens.widgets.action_row import ActionRow
from screens.wording.parts import report_parts
from tests.amounts import one_of
from tests.screens.kiosks import BLOOD, CATALOG, METASTASIS, NO_SYMPTOMS, app_of, dump, kiosk, press, settings, shown, walk
from tests.screens.widgets.test_number import has_digits
from tui.gallery.app import PERSON, Gallery
from tui.kiosk.appearance import Appearance
from tui.visit.outcome import Outcome

SIZES = ((40, 12), (59, 12), (60, 20), (80, 24), (100, 30), (120, 40), (200, 60))
CALM = Answers.model_validate(NO_SYMPTOMS)
SAME_DAY = Answers.model_validate({**NO_SYMPTOMS, "breathlessness": "yes", "breathing_kind": "worse_than_usual"})
OPEN = Answers.model_validate({**NO_SYMPTOMS, "blood_in_sputum": "yes", "blood_amount": "unsure"})


def view_of(pilot: Pilot[Outcome]) -> ResultView:
    view = app_of(pilot).survey.view
    assert isinstance(view, ResultView)
    return view


@pytest.mark.parametrize("language", CATALOG.languages)
@pytest.mark.parametrize("answers", [PERSON, CALM], ids=["emergency", "calm"])
async def test_the_number_is_in_view_first_at_every_size(answers: Answers, language: str) -> None:
    app = Gallery(settings(language), CATALOG)
    async with app.run_test(size=SIZES[0]) as pilot:
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await app.at(Step.RESULT, answers)
            await pilot.pause()
            await pilot.pause()
            view = view_of(pilot)
            assert view.scroll_y == 0, size
            assert has_digits(app) or (answers is CALM and size[0] < 60), size
            assert "112" in dump(app), size
            rows = [row for row in app.screen.query(ActionRow) if row.region.area]
            assert rows, size
            if size[0] >= 60:
                assert view.max_scroll_y == 0, size


@pytest.mark.parametrize("language", CATALOG.languages)
async def test_in_the_smallest_window_an_emergency_stands_before_what_this_is_not(language: str) -> None:
    app = Gallery(settings(language), CATALOG)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        await app.at(Step.RESULT)
        await pilot.pause()
        first = dump(app)
        assert app.words(app.words.texts.interruption.action)[:20] in first.splitlines()[0]
        assert app.words.texts.result.no_opinion[:20] not in first


@pytest.mark.parametrize(
    ("answers", "level", "phrase"),
    [
        (PERSON, Level.EMERGENCY, "Get help now"),
        (SAME_DAY, Level.SAME_DAY, "Ask for help today"),
        (OPEN, None, "what you left open"),
        (CALM, None, "for everyone"),
    ],
)
def test_the_contents_say_in_a_word_what_is_urgent_and_what_was_left_open_sounds_no_alarm(
    answers: Answers, level: Level | None, phrase: str
) -> None:
    parts = report_parts(answers, kiosk().words)
    assert 3 <= len(parts) <= 6
    assert (parts[0].level, parts[0].phrase) == (level, phrase)
    assert not [part for part in parts[1:] if part.level is not None]


@pytest.mark.parametrize("way_on", ["0", "enter"])
async def test_one_key_reads_every_page_of_every_part_and_comes_back_to_the_first(way_on: str) -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, METASTASIS, Step.RESULT)
        view, seen = view_of(pilot), []
        for _ in range(40):
            await press(pilot, way_on)
            if view.reader.part is None:
                break
            assert view.max_scroll_y == 0
            seen.append((view.reader.part.id, view.reader.page))
        assert [part.id for part in view.reader.parts] == list(dict.fromkeys(part for part, _ in seen))
        assert len(seen) == len(set(seen))
        assert app.words.texts.result.read in shown(app)


async def test_digits_open_parts_arrows_turn_pages_and_back_leads_to_the_contents() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, METASTASIS, Step.RESULT)
        view = view_of(pilot)
        await press(pilot, "3", "right")
        assert view.reader.part is view.reader.parts[2]
        assert view.page_said in shown(app)
        assert view.page_said.startswith("page 2 of ")
        await press(pilot, "left", "b")
        assert view.reader.part is None
        await press(pilot, "down", "down", "enter")
        assert view.reader.part is view.reader.parts[2]
        await press(pilot, "9", "0")
        assert view.reader.part is view.reader.parts[2]
        await press(pilot, "b", "b")
        assert app.journey.step is Step.CHECK


@pytest.mark.parametrize("language", one_of(CATALOG.languages))
def test_at_every_size_the_pages_of_a_part_hold_all_of_it_and_none_is_too_high(language: str) -> None:
    words = kiosk(language).words
    for part in report_parts(PERSON, words):
        found = pieces(part, words, frozenset({"outlook"}))
        for width in range(36, 115, 6):
            for height in (1, 2, 3, 5, 7, 9, 14, 30):
                pages = paginate(found, width, height)
                for page in pages:
                    rows = sum(placed.above + len(range(placed.piece.height(width))[placed.rows]) for placed in page)
                    assert rows <= height
                seen = [
                    (index, row)
                    for page in pages
                    for placed in page
                    for index in [found.index(placed.piece)]
                    for row in range(placed.piece.height(width))[placed.rows]
                ]
                assert seen == [(index, row) for index, piece in enumerate(found) for row in range(piece.height(width))]


async def test_bigger_text_and_another_size_stay_at_the_same_part() -> None:
    app = Gallery(settings(), CATALOG)
    app.set_appearance(Appearance("ink"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.at(Step.RESULT)
        await press(pilot, "3", "0")
        view = view_of(pilot)
        place = view.marks()
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await press(pilot, "t")
            await pilot.pause()
            assert view.marks() == place
            assert view.max_scroll_y == 0, size
        assert view.reader.part is view.reader.parts[2]


async def test_who_comes_back_from_what_is_asked_last_finds_the_report_where_it_was() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, BLOOD, Step.RESULT)
        await press(pilot, "2", "0", "b", "0")
        place = view_of(pilot).marks()
        assert place.read
        await press(pilot, "f", "b")
        assert app.journey.step is Step.RESULT
        assert view_of(pilot).marks() == place


async def test_the_report_of_the_person_before_begins_anew_after_a_change() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, BLOOD, Step.RESULT)
        await press(pilot, "2", "b", "b")
        assert app.journey.step is Step.CHECK
        await press(pilot, "0")
        assert view_of(pilot).marks() == view_of(pilot).reader.place
        assert view_of(pilot).marks().read == frozenset()


def test_a_part_is_opened_only_where_there_is_one() -> None:
    journey = Journey(step=Step.RESULT, answers=CALM, consent=Consent.YES)
    parts = report_parts(journey.answers, kiosk().words)
    assert [part.id for part in parts] == ["help", "symptoms", "also"]


@pytest.mark.parametrize("size", [(100, 24), (120, 40), (200, 60)], ids=str)
async def test_in_a_wide_window_what_was_told_stands_beside_the_contents_and_beside_a_part_with_its_verdicts(
    size: tuple[int, int],
) -> None:
    app = Gallery(settings(), CATALOG)
    async with app.run_test(size=size) as pilot:
        await app.at(Step.RESULT)
        result = app.words.texts.result
        for key in ("", "3"):
            await press(pilot, *key)
            right = " ".join(row[64:] for row in dump(app).splitlines())
            assert result.told in right, key
            assert right.count(result.verdicts["reported"]) >= len(app.words.texts.checklist.symptoms)
