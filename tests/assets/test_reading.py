"""How easily the texts read: by section, by the formula of the language, and with goals that are reached."""

import pytest

from assets.catalog import load
from assets.models import Texts
from assets.reading import Level, levels
from assets.writing import Reading


def with_text(texts: Texts, said: str) -> Texts:
    page = texts.welcome.model_copy(update={"points": (said,) * 4000})
    return texts.model_copy(update={"welcome": page})


def level(texts: Texts, section: str = "other") -> Level:
    return next(level for level in levels(texts) if level.section == section)


@pytest.mark.parametrize(
    ("code", "short", "long", "hard"),
    [
        ("en", "The rat sat down.", "The rat sat down and the rat sat down.", "Consideration necessitates communication here."),
        ("fr", "Le rat dort là.", "Le rat dort là et le rat dort là.", "La considération nécessite une communication."),
    ],
)
def test_longer_words_and_longer_sentences_read_less_easily(code: str, short: str, long: str, hard: str) -> None:
    texts = load().languages[code]
    figures = [level(with_text(texts, text)).figure or 0.0 for text in (short, long, hard)]
    assert figures == sorted(figures, reverse=code != "en")
    assert abs(figures[0] - figures[-1]) > 5


def test_a_language_without_a_formula_is_told_by_its_words_a_sentence() -> None:
    english = load().languages["en"]
    plain = english.model_copy(update={"writing": english.writing.model_copy(update={"reading": None})})
    assert str(level(plain)).endswith(" words a sentence (there is no formula for this language)")
    assert str(level(english.model_copy(update={"code": "zz"}))) == str(level(plain))
    assert not any(level.is_missed for level in levels(plain))


@pytest.mark.parametrize("code", load().languages)
def test_cards_help_and_statements_have_goals_and_reach_them(code: str) -> None:
    read = {level.section: level for level in levels(load().languages[code])}
    assert {section for section, found in read.items() if found.goal is not None} == {"cards", "help", "statements"}
    assert [str(found) for found in read.values() if found.is_missed] == []


@pytest.mark.parametrize(("figure", "missed"), [(5.0, False), (5.1, True), (4.9, False)])
def test_a_goal_is_missed_only_on_its_far_side(figure: float, missed: bool) -> None:  # noqa: FBT001 - a case
    low = Reading(name="x", start=figure, words=0, syllables=0, easier="low", goals={"help": 5})
    assert Level("help", 1.0, 1.0, low, "hyphenation").is_missed is missed
    high = low.model_copy(update={"easier": "high", "start": 10.0 - figure})
    assert Level("help", 1.0, 1.0, high, "hyphenation").is_missed is missed
    assert not Level("staff", 1.0, 1.0, high, "hyphenation").is_missed
