"""The deny list: each family catches its sentences and lets the near misses pass, and texts and renders hold none."""

import shutil
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Final

import pytest

from assets.catalog import TextsError, load
from assets.deny import FAMILIES, deny_list
from screens.wording.words import Words
from tui.check.renders import renders
from tui.config.settings import Settings, Site

CATALOG: Final = load()
ANY: Final = "any"
"""Sentences that any family may catch."""

CASES: Final = {
    code: tomllib.loads((Path(__file__).parent / f"deny_{code}.toml").read_text("utf-8")) for code in CATALOG.languages
}
ENOUGH: Final = 10
each_language = pytest.mark.parametrize("code", CATALOG.languages)
each_family = pytest.mark.parametrize("family", [*FAMILIES, ANY])


def test_there_are_phrases_for_every_language_and_for_no_other() -> None:
    assert set(tomllib.loads((files("assets") / "deny.toml").read_text("utf-8"))) == set(CATALOG.languages)


@each_language
@each_family
def test_a_family_catches_its_sentences(code: str, family: str) -> None:
    caught, deny = CASES[code][family]["caught"], deny_list(code)
    families = {sentence: {found.family for found in deny.denied(sentence)} for sentence in caught}
    assert [sentence for sentence, found in families.items() if not found or family not in {*found, ANY}] == []
    assert len(set(caught)) >= ENOUGH


@each_language
@each_family
def test_a_near_miss_is_not_caught_by_any_family(code: str, family: str) -> None:
    near, deny = CASES[code][family]["near"], deny_list(code)
    assert {sentence: found for sentence in near if (found := deny.denied(sentence))} == {}
    assert len(set(near)) >= ENOUGH


@each_language
def test_every_pattern_catches_a_sentence(code: str) -> None:
    sentences = [sentence for family in CASES[code].values() for sentence in family["caught"]]
    patterns = deny_list(code).patterns
    assert [pattern.pattern for _, pattern in patterns if not any(map(pattern.search, sentences))] == []


@each_language
def test_nothing_that_is_put_together_from_texts_says_what_the_kiosk_never_says(code: str) -> None:
    values = Settings(site=Site(emergency_number="112")).values()
    deny, words = deny_list(code), Words(CATALOG.languages[code], CATALOG.sources, values)
    assert {text: found for _, text in renders(words) if (found := deny.denied(text))} == {}


@pytest.mark.parametrize(
    ("code", "drawn", "phrase"),
    [
        ("en", "│ You should      │\n│ HAVE SURGERY now │", "should HAVE SURGERY"),
        ("es", "Usted\n  debería operarse", "debería operar"),
        ("fr", "Vous\n  devriez VOUS FAIRE opérer", "devriez VOUS FAIRE opérer"),
    ],
)
def test_a_denied_phrase_is_found_across_lines_frames_and_capitals(code: str, drawn: str, phrase: str) -> None:
    assert phrase in [found.phrase for found in deny_list(code).denied(drawn)]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "You are likely to be a suitable candidate, at low risk: 95% recover."),
        ("en", "All clear, nothing to worry about. You have cancer. Your score is 7."),
        ("es", "Es probable que sea candidato adecuado para la cirugía, con bajo riesgo: el 95 %."),
        ("fr", "Il est probable que vous soyez candidate, éligible, à faible risque : 95 % de chances."),
        ("fr", "Tout va bien, ne vous inquiétez pas. Vous avez un cancer. Votre score est 7."),
        ("es", "Todo bien, nada de qué preocuparse. Usted tiene cáncer. Su puntuación es 7."),
    ],
)
def test_a_text_that_breaks_the_rules_is_caught_more_than_once(code: str, said: str) -> None:
    assert len(deny_list(code).denied(said)) >= 4


def test_a_language_without_phrases_is_told_in_a_sentence() -> None:
    with pytest.raises(TextsError, match=r"^deny\.toml: zz: there are no phrases for this language; it needs count, rightness"):
        deny_list("zz")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("\nduty = [", "\nduties = [", "deny.toml: en: there are no phrases for duty; every language needs count"),
        ("\ncount = [", "\nmood = ['x']\ncount = [", "deny.toml: en: mood: there is no such family; allowed are count"),
        (r"'\bcandidate'", r"'\bcandidate('", r"deny.toml: en: rightness: \bcandidate(: is no pattern: missing )"),
        (r"'\bcandidate'", r"'<cand>'", "deny.toml: en: rightness: <cand>: is no pattern: 'cand'"),
        ("[en.words]", "[en.words", "deny.toml: is not TOML: "),
    ],
)
def test_a_damaged_deny_list_is_told_in_a_sentence(old: str, new: str, sentence: str, tmp_path: Path) -> None:
    root = tmp_path / "assets"
    shutil.copytree(str(files("assets")), root)
    whole = (root / "deny.toml").read_text("utf-8")
    assert old in whole
    (root / "deny.toml").write_text(whole.replace(old, new, 1), "utf-8")
    with pytest.raises(TextsError) as refused:
        deny_list("en", root)
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)
