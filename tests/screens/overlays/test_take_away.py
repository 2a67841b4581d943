"""The take-away: all that matters in one window to be photographed, and as codes that a real decoder reads."""

from collections.abc import Iterator
from itertools import product
from typing import Any, Final

import pytest

from criteria.answers import OPTIONS, Answers
from criteria.questions import FOLLOW_UP_OF, SYMPTOMS, Matter, Question
from criteria.steps import Step
from screens.overlays.codes import CodeScreen
from screens.overlays.take_away import WIDEST, PrivacyOverlay, TakeAwayOverlay
from screens.rendering.qr import MOST_CODES, codes
from screens.widgets.sheet_rows import sheet_pages
from screens.wording.code_text import MOST_BYTES, code_texts, groups
from screens.wording.report_text import report_text
from screens.wording.sheet import sheets
from screens.wording.words import Words
from tests.amounts import one_of
from tests.screens.kiosks import CATALOG, METASTASIS, kiosk, press, shown, walk
from tests.test_safety_controls import words_in
from tui.gallery.app import PERSON
from tui.kiosk.site_programs import SitePrograms

CODE_COLUMNS: Final = 45
CODE_ROWS: Final = 23
"""A code of version 5 with its quiet zone, in half blocks: it fits every window of 80x24."""

each_language = pytest.mark.parametrize("language", one_of(CATALOG.languages))
MATTERS: Final = tuple(matter for matter in Matter if matter is not Matter.DECLINED)


def symptom_people() -> Iterator[Answers]:
    """Yield one person for each way in which the six symptoms can fall into groups; words depend on nothing else."""
    states: list[list[dict[str, Any]]] = []
    for symptom in SYMPTOMS:
        seen: set[tuple[str, ...]] = set()
        kept: list[dict[str, Any]] = []
        yes: list[dict[str, Any]] = [{symptom: "yes", FOLLOW_UP_OF[symptom]: said} for said in OPTIONS[FOLLOW_UP_OF[symptom]]]
        of_it: list[dict[str, Any]] = [{symptom: "no"}, {symptom: "unsure"}, *yes]
        for given in of_it:
            group = tuple(name for name, found in groups(Answers.model_validate(given)).items() if symptom in found)
            if group not in seen:
                seen.add(group)
                kept.append(given)
        states.append(kept)
    for state in product(*states):
        yield Answers.model_validate({key: said for part in state for key, said in part.items()})


def context_people() -> Iterator[dict[str, Any]]:
    """Yield the longest of each kind of answer about a cancer, with every circumstance."""
    yield {"cancer_history": "unsure"}
    for site in OPTIONS[Question.PRIMARY_SITE]:
        yield {"cancer_history": "yes", "primary_site": site, "told_lung_metastasis": "no"}
    for curable, removed, only, area, life in product(
        ("yes", "no", "unsure"),
        ("yes", "no", "planned", "unsure"),
        ("yes", "no", "unsure"),
        ("yes", "no", "unsure"),
        ("needs_much_help", "manages_but_tires", "unsure"),
    ):
        yield {
            "cancer_history": "yes", "primary_site": "melanoma", "told_lung_metastasis": "yes", "primary_curable": curable,
            "primary_removed": removed, "only_metastasis": only, "well_defined_area": area, "general_condition": life,
            "what_matters": MATTERS,
        }  # fmt: skip


@each_language
def test_every_person_has_at_most_two_codes_that_fit_a_window_of_80x24(language: str) -> None:
    texts: set[str] = set()
    for number in ("112", "1" * 20):
        words = words_of(language, number)
        texts = {text for answers in symptom_people() for text in code_texts(answers, words)}
        texts |= {text for given in context_people() for text in code_texts(Answers.model_validate(given), words)}
        assert max(len(text.encode()) for text in texts) <= MOST_BYTES
    longest = sorted(texts, key=lambda text: len(text.encode()))[-20:]
    for text in longest:
        (rows,) = codes([text], CODE_COLUMNS, CODE_ROWS)
        assert (len(rows), {len(row) for row in rows}) <= (CODE_ROWS, {CODE_COLUMNS})


def words_of(language: str, number: str) -> Words:
    words = words_in(language)
    return Words(words.texts, words.sources, {**words.values, "emergency_number": number})


@each_language
def test_every_page_to_be_photographed_is_one_window_of_80x24_and_two_of_60x20_at_most(language: str) -> None:
    # Over 5 s: every person of two answers is set on pages of two sizes.
    words = words_of(language, "112")
    urgent = max(symptom_people(), key=lambda answers: len(sheet_pages(sheets(answers, words)[-1:], WIDEST, 1)))
    for given in context_people():
        answers = Answers.model_validate(urgent.model_dump(exclude_none=True) | given)
        forms = sheets(answers, words)
        assert len(sheet_pages(forms, WIDEST, 23)) == 1, given
        assert len(sheet_pages(forms, 56, 19)) <= 2, given


@each_language
def test_the_longest_page_is_whole_and_every_window_of_it_begins_with_what_to_do(language: str) -> None:
    words = words_of(language, "112")
    forms = sheets(PERSON, words)
    for width in range(38, WIDEST + 1, 2):
        for height in (11, 19, 23, 59):
            pages = sheet_pages(forms, width, height)
            assert all(len(page) <= height for page in pages)
            assert all(row.cell_length <= width for page in pages for row in page)
            said = " ".join(row.plain for page in pages for row in page).replace(":", "").split()
            wanted = [" ".join(f"{line.name} {line.text}" for line in form).replace(":", "").split() for form in forms]
            assert any(set(one) <= set(said) for one in wanted)
            assert all("112" in "".join(row.plain for row in page) for page in pages)


@pytest.mark.parametrize("half_blocks", one_of([True, False]))
async def test_no_size_of_the_window_raises_and_a_code_is_offered_from_80x24_on_where_it_can_be_drawn(
    *, half_blocks: bool
) -> None:
    app = kiosk()
    app.overlays.half_blocks = half_blocks
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, METASTASIS, Step.RESULT)
        await press(pilot, "7")
        overlay = app.screen
        assert isinstance(overlay, TakeAwayOverlay)

        def has_code(page: TakeAwayOverlay = overlay) -> bool:
            return page.has_code

        for size in ((40, 12), (60, 20), (79, 24), (80, 23), (80, 24), (80, 27), (80, 30), (120, 40), (200, 60)):
            await pilot.resize_terminal(*size)
            for _ in range(3):
                await pilot.pause()
            offers = half_blocks and size[0] >= 80 and size[1] >= 24
            assert has_code() is offers
            await press(pilot, "1")
            assert isinstance(app.screen, PrivacyOverlay) is offers
            if offers:
                await press(pilot, "0")
                assert isinstance(app.screen, CodeScreen)
                assert 1 <= len(app.screen.series) <= MOST_CODES
                await press(pilot, "b")
            assert app.screen is overlay


async def test_the_code_comes_only_after_the_word_on_privacy() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, METASTASIS, Step.RESULT)
        await press(pilot, "7", "1")
        assert "Anyone who can see the screen can scan it too" in shown(app)
        assert not isinstance(app.screen, CodeScreen)


@pytest.mark.parametrize(
    "opened", [[], ["1"], ["1", "9"], ["7"], ["7", "1"]], ids=["first page", "part", "why", "page", "privacy"]
)
@pytest.mark.parametrize("keys", one_of([["8", "2", "0"], ["f", "2", "enter"]]), ids=["digits", "letters"])
async def test_finishing_is_three_keys_away_from_everywhere_in_the_report(opened: str, keys: list[str]) -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, METASTASIS, Step.RESULT)
        await press(pilot, *opened)
        await press(pilot, *keys)
        assert app.journey.step is Step.GOODBYE


async def test_printing_sends_the_whole_report_and_says_how_it_went() -> None:
    printed: list[str] = []

    async def print_text(text: str) -> bool:
        printed.append(text)
        return len(printed) > 1

    app = kiosk(programs=SitePrograms(print_text))
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, METASTASIS, Step.RESULT)
        await press(pilot, "7", "2")
        assert app.words.texts.take_away.print_failed in shown(app)
        await press(pilot, "2")
        assert app.words.texts.take_away.printed in shown(app)
        assert set(printed) == {report_text(app.journey.answers, app.words)}
        assert app.words.texts.result.not_this.upper() in printed[0]
        assert app.words.texts.statements["S11"] not in printed[0]
