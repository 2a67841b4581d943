"""Every id of the core has its words in every language, and there are no words for what does not exist."""

import re
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from assets.catalog import OWN, differences, leaves, load
from assets.content import gaps
from assets.models import Texts
from assets.text import placeholders
from criteria.answers import OPTIONS
from criteria.questions import CIRCUMSTANCES, SYMPTOMS, Question
from criteria.rules import (
    CARD_LEVELS,
    CARDS_FOR,
    CRITERION_SOURCES,
    SYMPTOM_SOURCES,
    Card,
    Consideration,
    Criterion,
    Level,
    Verdict,
)
from criteria.steps import Consent, Step
from screens.wording.needed import cited
from tests.criteria.statements import GUIDANCE, LEVEL_OF, STATEMENTS

CATALOG: Final = load()
TEXTS: Final = Path(__file__).parents[2] / "assets" / "texts"
ENGLISH: Final = CATALOG.languages["en"]
each_language = pytest.mark.parametrize("texts", CATALOG.languages.values(), ids=list(CATALOG.languages))


@pytest.mark.parametrize("code", sorted(path.stem for path in TEXTS.glob("*.toml")))
def test_no_language_file_lacks_a_text_or_has_one_too_many(code: str) -> None:
    assert [f"{gap.key} {gap.what}" for gap in gaps(TEXTS.parent, code)] == []
    assert CATALOG.incomplete.get(code) is None
    assert code in CATALOG.languages


@each_language
def test_every_language_has_the_same_ids_and_placeholders(texts: Texts) -> None:
    assert differences(texts, ENGLISH) == []
    assert [path for path, _ in leaves(texts)] == [path for path, _ in leaves(ENGLISH)]
    for (path, text), (_, english) in zip(leaves(texts), leaves(ENGLISH), strict=True):
        assert path.startswith(OWN) or placeholders(text) == placeholders(english), path


@each_language
def test_every_question_and_option_has_its_words_and_nothing_else_has(texts: Texts) -> None:
    single = [question.value for question in Question if question not in SYMPTOMS]
    assert list(texts.questions) == single
    for question in single:
        assert list(texts.questions[question].options) == [option.value for option in OPTIONS[Question(question)]], question
    assert list(texts.checklist.symptoms) == [symptom.value for symptom in SYMPTOMS]
    assert list(texts.consent.options) == [answer.value for answer in Consent]
    assert Step.CONSENT not in texts.questions
    assert Step(Step.CONSENT) is Step.CONSENT


@each_language
def test_options_of_a_question_are_unlike_one_another(texts: Texts) -> None:
    for question in texts.questions.values():
        assert len(set(question.options.values())) == len(question.options)


@each_language
def test_every_card_level_criterion_verdict_and_consideration_has_its_words(texts: Texts) -> None:
    ids: dict[str, tuple[Any, set[str]]] = {
        "cards": (texts.cards, {card.value for card in Card}),
        "levels": (texts.levels, {level.value for level in Level}),
        "criteria": (texts.criteria, {criterion.value for criterion in Criterion}),
        "considerations": (texts.considerations, {consideration.value for consideration in Consideration}),
        "verdicts": (texts.result.verdicts, {verdict.value for verdict in Verdict}),
        "does_not_mean": (texts.result.does_not_mean, {verdict.value for verdict in Verdict}),
        "to_ask": (texts.to_ask, {*(question.value for question in CIRCUMSTANCES), Question.GENERAL_CONDITION.value}),
    }
    for name, (words, known) in ids.items():
        assert set(words) == known, name


@each_language
def test_an_answer_without_a_card_has_the_general_advice(texts: Texts) -> None:
    without = {
        f"{question}.{option}"
        for question, cards in CARDS_FOR.items()
        for option, shown in cards.items()
        if not shown and question is not Question.CANCER_HISTORY
    }
    assert set(texts.result.advice) == without


@each_language
def test_every_statement_and_guidance_has_its_words(texts: Texts) -> None:
    assert set(texts.statements) == STATEMENTS
    assert set(texts.guidance) == GUIDANCE
    assert set(texts.caveats) == {"S10", "S13"}


@each_language
def test_the_number_of_symptoms_in_the_source_s_statement_is_that_of_the_symptoms_that_cite_it(texts: Texts) -> None:
    named = str(sum("S4" in sources.named_by for sources in SYMPTOM_SOURCES.values()))
    assert texts.amounts.say("symptoms", named) in texts.statements["S4"]


def test_the_levels_and_the_cards_are_those_of_the_design() -> None:
    assert {card.value: level.value for card, (level, _) in CARD_LEVELS.items()} == LEVEL_OF


def test_the_sources_file_has_every_guidance_with_dates_and_addresses() -> None:
    assert set(CATALOG.sources.guidance) == GUIDANCE
    for source in (CATALOG.sources.article, *CATALOG.sources.guidance.values()):
        assert source.checked < source.check_again <= source.checked + timedelta(days=366)
        assert not [address for address in source.addresses if "://" in address or " " in address]
    assert all(source.addresses for source in CATALOG.sources.guidance.values())


def test_every_id_that_a_rule_cites_has_its_words_and_its_source() -> None:
    cited = {source for _, sources in CARD_LEVELS.values() for source in sources}
    cited |= {source for _, sources in CRITERION_SOURCES.values() for source in sources}
    assert cited <= set(ENGLISH.statements) | set(CATALOG.sources.guidance)


def test_every_id_that_stands_in_the_code_of_the_screens_is_looked_for_in_the_texts() -> None:
    needed = set(CATALOG.languages["en"].statements) | set(CATALOG.sources.guidance)
    paths = [path for room in ("screens", "tui") for path in (TEXTS.parents[1] / room).rglob("*.py")]
    named = {found for path in paths for found in re.findall(r'"([SG]\d+[abc]?)"', path.read_text("utf-8"))}
    assert {"S11", "G9"} <= named <= needed == cited()


def test_a_further_language_is_one_file_and_no_code_names_one(tmp_path: Path) -> None:
    root = tmp_path / "assets"
    shutil.copytree(TEXTS.parent, root)
    whole = (root / "texts" / "fr.toml").read_text("utf-8")
    (root / "texts" / "xx.toml").write_text(whole.replace('code = "fr"', 'code = "xx"').replace('"Français"', '"Xx"'), "utf-8")
    (root / "texts" / "fr.toml").unlink()
    assert {code: texts.name for code, texts in load(root).languages.items()} == {"en": "English", "es": "Español", "xx": "Xx"}
    named = re.compile(
        "|".join(rf"[\"']{texts.code}[\"']|{texts.name}" for texts in CATALOG.languages.values() if texts != ENGLISH)
    )
    rooms = [
        path for room in ("criteria", "assets", "store", "screens", "tui") for path in (TEXTS.parents[1] / room).rglob("*.py")
    ]
    assert len(rooms) > 50
    assert [path.name for path in rooms if named.search(path.read_text("utf-8"))] == []
