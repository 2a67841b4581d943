"""That no word is clipped, lost to markup or denied, and that everything the source says can be reached."""

from math import ceil
from typing import Any

import pytest
from hypothesis import strategies as st

from assets.catalog import Catalog, leaves
from assets.deny import deny_list
from assets.models import Texts
from criteria.answers import OPTIONS, Answers
from criteria.assess import assess
from criteria.questions import OPENED_BY_YES_TO, Question
from criteria.steps import Step
from screens.wording.cited import NOT_THIS
from screens.wording.report import Block, report_sections
from screens.wording.sheet import sheet_text
from tests.amounts import little_and_much, one_of, try_examples
from tests.screens.kiosks import CATALOG, SIZES, dump, kiosk, settings
from tui.gallery.app import OVERLAYS, PERSON, STEPS, Gallery
from tui.gallery.pages import further_pages

LONGER = 0.3
DENY = {code: deny_list(code) for code in CATALOG.languages}
_STAYS = {"code", "name", "keys", "app", "writing", "plural"}


def stretched(text: str) -> str:
    """Return `text` with every word a third longer; a word that is cut has lost its end and is seen."""
    return " ".join(word if "{" in word else f"{word}{'ä' * (ceil(len(word) * LONGER) - 1)}ß" for word in text.split(" "))


def pseudo(texts: Texts) -> Texts:
    """Return a made-up language: English, stretched; codes, keys and names stay."""

    def walk(words: Any) -> Any:  # noqa: ANN401 - a tree of texts
        if isinstance(words, dict):
            return {name: below if name in _STAYS else walk(below) for name, below in words.items()}
        if isinstance(words, list | tuple):
            return tuple(walk(below) for below in words)
        return stretched(words) if isinstance(words, str) else words

    return Texts.model_validate(walk(texts.model_dump()))


@pytest.mark.parametrize("size", one_of(SIZES), ids=lambda size: f"{size[0]}x{size[1]}")
async def test_in_a_language_a_third_longer_no_word_is_clipped(size: tuple[int, int]) -> None:
    longer = pseudo(CATALOG.languages["en"])
    app = Gallery(settings("en"), Catalog({"en": longer}, CATALOG.sources, {}))
    known = {word for _, text in leaves(longer) for word in app.words(text, **_ANY).split()}
    known |= {word[:1].upper() + word[1:] for word in known}
    clipped, seen = set(), set()
    async with app.run_test(size=size) as pilot:
        for name in [*STEPS, *(name for name in OVERLAYS if name != "code")]:
            await (app.at(name) if isinstance(name, Step) else app.over(name))
            await pilot.pause()
            for text in [dump(app)] + [dump(app) async for _ in further_pages(app, pilot)]:
                words = {word for word in text.split() if word.endswith("ß") or "ä" in word}
                seen |= words
                clipped |= {word for word in words if word not in known and word.strip(".;:") not in known}
    assert clipped - _JOINED(known) == set()
    assert len(seen) > 300


_ANY = {"answer": "", "question": "", "code": "1", "codes": "2", "count": "1", "seconds": "30"}
_ANY |= dict.fromkeys(("day", "month", "year", "first", "second"), "")
_ANY |= {"total": "6", "file": "", "place": "ValueError at x.py:3", "time": "9 s"}


def _JOINED(known: set[str]) -> set[str]:  # noqa: N802 - reads as a constant beside the above
    """Return words that stand with a sign that the screen adds, such as the semicolon between two answers."""
    return {f"{word}{sign}" for word in known for sign in ";."}


async def test_brackets_in_a_text_are_shown_and_never_run() -> None:
    texts = CATALOG.languages["en"].model_dump()
    texts["welcome"]["title"] = "[@click=app.quit]out[/] [red]yes[/red] [/]"
    app = kiosk("en", Catalog({"en": Texts.model_validate(texts)}, CATALOG.sources, {}))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "[@click=app.quit]out[/] [red]yes[/red] [/]" in dump(app)


def test_every_statement_of_the_source_can_be_reached_by_some_person() -> None:
    words = kiosk().words
    sections = report_sections(PERSON, assess(PERSON), words)
    blocks = [block for section in sections for block in section.blocks]
    reached = {source for block in blocks if block.reason for source in block.reason.sources}
    assert {name for name in reached if name.startswith("S")} == set(words.texts.statements)
    cards = {"G1", "G2", "G3", "G4", "G5", "G6", "G7"}
    assert reached | cards == set(words.texts.statements) | set(words.texts.guidance)
    assert set(NOT_THIS) == {"S14", "S15", "S16"}


def test_a_certain_emergency_stands_before_those_that_were_left_open() -> None:
    given = {"blood_in_sputum": "yes", "blood_amount": "unsure", "breathlessness": "yes", "breathing_kind": "at_rest"}
    answers = Answers.model_validate(given)
    help_line, first, *_ = report_sections(answers, assess(answers), kiosk().words)[0].blocks
    assert help_line.reason is not None
    assert help_line.reason.because == ()
    assert first.reason is not None
    assert first.reason.because == (Question.BREATHING_KIND,)


def test_what_is_contested_or_older_than_todays_practice_always_says_so() -> None:
    words = kiosk().words
    blocks = [block for section in report_sections(PERSON, assess(PERSON), words) for block in section.blocks]
    for statement in ("S10", "S13"):
        (block,) = [block for block in blocks if block.reason and block.reason.sources[0] == statement]
        assert words.texts.caveats[statement] in block.lines


def _answers() -> st.SearchStrategy[dict[str, Any]]:
    one: dict[str, st.SearchStrategy[Any]] = {
        question: st.sampled_from([option.value for option in OPTIONS[question]])
        for question in Question
        if question is not Question.WHAT_MATTERS
    }
    matters = [option.value for option in OPTIONS[Question.WHAT_MATTERS] if option.value != "declined"]
    many = st.lists(st.sampled_from(matters), min_size=1, unique=True)
    return st.fixed_dictionaries({**one, Question.WHAT_MATTERS: many})


def only_open(given: dict[str, Any]) -> Answers:
    """Return the answers of `given` whose questions these same answers leave open."""
    kept: dict[str, Any] = {}
    for question in Question:
        opener = OPENED_BY_YES_TO.get(question)
        if opener is None or kept.get(opener) == "yes":
            kept[question] = given[question]
    return Answers.model_validate(kept)


@pytest.mark.parametrize("count", little_and_much(10, 200))
@pytest.mark.parametrize("language", CATALOG.languages)
def test_no_result_holds_a_phrase_of_the_deny_list(language: str, count: int) -> None:
    words = kiosk(language).words

    def holds_none(given: dict[str, Any]) -> None:
        answers = only_open(given)
        blocks = [block for section in report_sections(answers, assess(answers), words) for block in section.blocks]
        text = "\n".join([sheet_text(answers, words), *(line for block in blocks for line in _all_of(block))])
        assert DENY[language].denied(text) == []

    # Each distinct part of a result is looked at by tests/assets/test_deny.py; here they stand together.
    try_examples(count, _answers(), holds_none)


def _all_of(block: Block) -> tuple[str, ...]:
    return (block.title, block.label, *block.lines, *block.points, block.action)
