"""What every text in every language has to be: plain, short, readable, and free of what the kiosk never says."""

import re
import unicodedata
from typing import Final

import pytest

from assets.catalog import leaves, load
from assets.deny import deny_list
from assets.letters import Keys

CATALOG: Final = load()
TEXTS: Final = {
    code: {path: text for path, text in leaves(texts) if path not in {"code", "name", "amounts.plural"}}
    for code, texts in CATALOG.languages.items()
}
each_language = pytest.mark.parametrize("code", TEXTS)
LONGEST_SENTENCE: Final = 20
QUOTES: Final = re.compile('["\u2018\u2019\u201c\u201d\u00ab\u00bb\u00b4]')


@each_language
def test_no_text_says_what_the_kiosk_never_says(code: str) -> None:
    deny = deny_list(code)
    assert {path: found for path, text in TEXTS[code].items() if (found := deny.denied(text))} == {}


@each_language
def test_no_text_holds_anything_that_could_be_read_as_markup(code: str) -> None:
    bare = {path: re.sub(r"\{\w+\}", "", text) for path, text in TEXTS[code].items()}
    assert {path: text for path, text in bare.items() if re.search(r"[\[\]{}<>*_#\\`]", text)} == {}


@each_language
def test_no_text_holds_a_control_character_or_a_space_that_is_no_plain_space(code: str) -> None:
    for path, text in TEXTS[code].items():
        spaced = CATALOG.languages[code].writing.spaced
        bare = re.sub(f"\u00a0(?=[{re.escape(spaced)}])", "", text) if spaced else text
        bare = re.sub("(?<=[0-9}])\u00a0(?=[a-z])", "", bare)
        assert not [letter for letter in bare if unicodedata.category(letter).startswith(("C", "Z")) and letter != " "], path
        assert "  " not in text, path
        assert text == unicodedata.normalize("NFC", text), path


@each_language
def test_apostrophes_are_straight_and_no_text_needs_a_quotation_mark(code: str) -> None:
    assert {path: text for path, text in TEXTS[code].items() if QUOTES.search(text)} == {}


@each_language
def test_no_sentence_has_more_than_20_words(code: str) -> None:
    sentences = [(path, part) for path, text in TEXTS[code].items() for part in re.split(r"(?<=[.!?])\s+", text)]
    assert [(path, part) for path, part in sentences if len(re.findall(r"\S*\w\S*", part)) > LONGEST_SENTENCE] == []


@each_language
@pytest.mark.parametrize("kept", ["statements", "guidance", "caveats"])
def test_every_statement_is_made_of_whole_sentences(code: str, kept: str) -> None:
    for text in getattr(CATALOG.languages[code], kept).values():
        assert text[0].isupper()
        assert text.endswith(".")


@each_language
def test_keys_that_can_meet_on_one_screen_are_unlike_one_another(code: str) -> None:
    keys = [getattr(CATALOG.languages[code].keys, name) for name in Keys.model_fields]
    assert len(set(keys)) == len(keys)
    assert not [key for key in keys if not key.isascii() or key.isupper() or key.isdigit()]


def test_the_key_for_another_language_never_leaves_or_goes_back_in_the_next_one() -> None:
    others = {
        getattr(texts.keys, name) for texts in CATALOG.languages.values() for name in Keys.model_fields if name != "language"
    }
    assert not {texts.keys.language for texts in CATALOG.languages.values()} & others


def test_emergencies_and_urgent_care_have_different_words_in_spanish() -> None:
    spanish = dict(leaves(CATALOG.languages["es"]))
    assert not [path for path, text in spanish.items() if "una urgencia" in text]
    for path in ("cards.blood_amount.more.text", "cards.breathing_kind.at_rest.text", "guidance.G1"):
        assert "emergencia" in spanish[path]


def test_emergencies_and_urgent_care_have_different_words_in_french() -> None:
    french = dict(leaves(CATALOG.languages["fr"]))
    assert not [path for path, text in french.items() if re.search(r"\ben urgence\b|\burgent", text)]
    for path in ("cards.blood_amount.more.text", "cards.breathing_kind.at_rest.text", "guidance.G1"):
        assert "urgence" in french[path]
    assert "urgence" not in french["levels.same_day"] + french["levels.appointment"]


@each_language
def test_every_emergency_card_asks_for_the_same_and_the_card_for_people_with_cancer_says_when(code: str) -> None:
    cards = CATALOG.languages[code].cards
    actions = {
        cards[card].action for card in ("blood_amount.more", "chest_pain_kind.sudden_or_severe", "breathing_kind.at_rest")
    }
    assert len(actions) == 1
    assert actions == {cards["weakness_kind.sudden_or_one_sided"].action}
    assert "{emergency_number}" in actions.pop()
    assert cards["cancer_history.yes"].action.startswith(("If ", "Si "))


@each_language
def test_after_a_call_for_staff_the_number_is_told_whether_it_worked_or_not(code: str) -> None:
    call = CATALOG.languages[code].call
    assert all("{emergency_number}" in text for text in (call.called, call.failed))
    assert call.called.count(".") == 2, "that they were called, and what to do if nobody comes"
