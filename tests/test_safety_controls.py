"""Controls of the safety file that no other test shows: what stands first, whom to call, and what a finding does not mean."""

from datetime import timedelta
from itertools import product
from typing import Final

import pytest

from assets.catalog import leaves, load
from criteria.answers import OPTIONS, Answers
from criteria.assess import assess, cards_so_far
from criteria.questions import FOLLOW_UP_OF, SYMPTOMS, Question, Removed, Reply
from criteria.rules import EMERGENCY_AT_ONCE, Card, Level
from criteria.steps import Step, visible_steps
from screens.overlays.base import HelpOverlay
from screens.wording.report import Block, Section, report_sections
from screens.wording.sheet import sheet_text
from screens.wording.words import Words
from tests.amounts import one_of
from tests.screens.kiosks import CATALOG
from tui.check.site import sources
from tui.config.files import SettingsError
from tui.config.loader import load_settings
from tui.config.settings import Settings
from tui.gallery.app import PERSON

NUMBER: Final = "0800 555"
STAFF: Final = {"en": "member of staff", "es": "personal", "fr": "le personnel"}
ADULTS: Final = {"en": "for adults", "es": "para adultos", "fr": "pour les adultes"}
NO_OPINION: Final = {
    "en": "Not a medical opinion",
    "es": "No es una opinión médica",
    "fr": "Ce n'est pas un avis médical",
}
each_language = pytest.mark.parametrize(
    "language", [code for code in CATALOG.languages if code in STAFF or code not in load().drafts]
)
"""Those that were reviewed, which need their words here, and those that have them already."""


def settings() -> Settings:
    return load_settings({"emergency_number": NUMBER}, {"PULMOSCREEN_SITE_NAME": "Elm House"})


def words_in(language: str) -> Words:
    return Words(CATALOG.languages[language], CATALOG.sources, settings().values())


def section(name: str, answers: Answers, words: Words) -> Section:
    return next(section for section in report_sections(answers, assess(answers), words) if section.id == name)


def test_the_help_card_and_what_this_is_not_come_before_the_first_question() -> None:
    before = (Step.WELCOME, Step.HELP_CARD, Step.BEFORE_YOU_BEGIN, Step.RESPONDENT, Step.CONSENT, Step.CHECKLIST)
    for answers in (Answers(), PERSON):
        assert visible_steps(answers)[: len(before)] == before


@each_language
def test_the_help_card_names_what_is_an_emergency_only_together(language: str) -> None:
    together = {
        "en": ("cough up any blood", "breathlessness", "very fast heartbeat", "chest or back pain"),
        "es": ("echa sangre al toser, aunque sea poca", "falta de aire", "corazón muy rápido", "dolor de pecho o espalda"),
        "fr": ("crachez du sang, même peu", "essoufflement", "cœur très rapide", "douleur à la poitrine ou au dos"),
    }
    points = CATALOG.languages[language].help_card.points
    assert [point for point in points if all(words in point for words in together[language])]


@each_language
def test_before_you_begin_says_for_whom_it_is_and_how_long_it_waits(language: str) -> None:
    words = words_in(language)
    points = [words(point) for point in words.texts.before.points]
    assert any(ADULTS[language] in point for point in points)
    assert any("90" in point and "30" in point for point in points)
    assert any("30\u00a0minut" in point for point in points)


@each_language
def test_the_sites_number_stands_in_every_text_that_sends_for_help(language: str) -> None:
    words = words_in(language)
    texts = words.texts
    emergencies = [words(texts.cards[card].action) for _, card in EMERGENCY_AT_ONCE.values()]
    for text in [*map(words, texts.help_card.text), words(texts.ui.sorry_text), words(texts.ui.unwell), *emergencies]:
        assert NUMBER in text
        assert STAFF[language] in text
    assert NUMBER in words(texts.cards[Card.PEOPLE_WITH_CANCER].action)
    assert not [path for path, text in leaves(texts) if any(number in text for number in ("112", "911", "999", "061"))]


@pytest.mark.parametrize("number", ["1", "call us", "112\n", "112; 911", "١١٢", "1" * 21])
def test_what_cannot_be_a_number_to_call_is_refused(number: str) -> None:
    assert load_settings({"emergency_number": NUMBER}, {}).required_number() == NUMBER
    with pytest.raises(SettingsError, match=r"site\.emergency_number: is not valid"):
        load_settings({"emergency_number": number}, {})


@pytest.mark.parametrize("language", one_of(CATALOG.languages))
def test_the_symptoms_begin_with_what_the_guide_cannot_tell_whatever_was_answered(language: str) -> None:
    words = words_in(language)
    for replies in product(Reply, repeat=len(SYMPTOMS)):
        answers = Answers.model_validate(dict(zip(SYMPTOMS, replies, strict=True)))
        assert section("symptoms", answers, words).blocks[0].lines == (words.texts.result.cannot_tell,)


@each_language
def test_every_verdict_on_a_circumstance_says_what_it_does_not_mean(language: str) -> None:
    words = words_in(language)
    told = {Question.CANCER_HISTORY: Reply.YES, Question.TOLD_LUNG_METASTASIS: Reply.YES}
    for curable, removed, other in product(Reply, Removed, Reply):
        given = {Question.PRIMARY_CURABLE: curable, Question.PRIMARY_REMOVED: removed}
        given_too = {Question.ONLY_METASTASIS: other, Question.WELL_DEFINED_AREA: other}
        answers = Answers.model_validate({**told, **given, **given_too})
        verdicts = [finding.verdict for finding in assess(answers).criteria]
        _, stricter, *blocks = section("criteria", answers, words).blocks
        assert stricter.lines == (words.texts.result.stricter,)
        for verdict, block in zip(verdicts, blocks, strict=True):
            assert words.texts.result.does_not_mean[verdict] in block.lines


@each_language
@pytest.mark.parametrize("symptom", [symptom for symptom in SYMPTOMS if FOLLOW_UP_OF[symptom] in EMERGENCY_AT_ONCE])
@pytest.mark.parametrize("said", ["unsure", "declined", None])
def test_a_follow_up_left_open_brings_its_emergency_card_which_says_why(language: str, symptom: Question, said: str) -> None:
    words, follow_up = words_in(language), FOLLOW_UP_OF[symptom]
    answers = Answers.model_validate({symptom: "yes", follow_up: said})
    help_line, first, *_ = section("cards", answers, words).blocks
    assert NUMBER in help_line.lines[0]
    assert first.level is Level.EMERGENCY
    assert first.title == words.texts.cards[EMERGENCY_AT_ONCE[follow_up][1]].title
    assert words.texts.result.unsure_too in first.lines
    under_help: list[Block] = HelpOverlay(words, Step.CHECK, answers).blocks
    assert (first in under_help) is (said is not None)


@pytest.mark.parametrize("told", Reply)
def test_the_card_for_people_with_cancer_is_shown_whatever_else_they_answer(told: Reply) -> None:
    for site in OPTIONS[Question.PRIMARY_SITE]:
        answers = Answers.model_validate(
            {Question.CANCER_HISTORY: Reply.YES, Question.PRIMARY_SITE: site, Question.TOLD_LUNG_METASTASIS: told}
        )
        assert Step.PEOPLE_WITH_CANCER in visible_steps(answers)
        for cards in (assess(answers).cards, cards_so_far(answers)):
            assert Card.PEOPLE_WITH_CANCER in [card.id for card in cards]


@each_language
def test_the_summary_says_first_that_it_is_no_medical_opinion(language: str) -> None:
    words = words_in(language)
    text = sheet_text(PERSON, words)
    assert text.splitlines()[0] == words.texts.take_away.heading
    assert NO_OPINION[language] in words.texts.take_away.heading
    assert "Elm House" not in text
    assert "202" not in text


def test_check_names_each_source_that_was_to_be_read_again() -> None:
    dates = [source.check_again for source in (CATALOG.sources.article, *CATALOG.sources.guidance.values())]
    assert sources(CATALOG, min(dates)).wrong == ()
    overdue = sources(CATALOG, max(dates) + timedelta(days=1)).wrong
    assert len(overdue) == len(dates)
    assert [sentence for sentence in overdue if sentence.startswith("guidance.G7: was due to be read again on ")]
