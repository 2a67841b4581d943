"""Where no member of staff is near, no text names one; every text that does has its form without."""

import re
from typing import Final

import pytest

from assets.catalog import leaves, load
from assets.channel import unknown_paths, without_staff
from assets.models import Texts
from assets.text import placeholders

CATALOG: Final = load()
STAFF: Final = {
    "en": r"\bstaff\b|\breception",
    "es": r"\bpersonal\b(?! médico)|\brecepción",
    "fr": r"\bpersonnel\b(?! infirmier)|\baccueil\b",
}
"""The words for a member of staff, written here by hand; "personal médico" and "personnel infirmier" are doctors and nurses."""

each_language = pytest.mark.parametrize(
    "texts",
    [texts for code, texts in CATALOG.languages.items() if code in STAFF or code not in CATALOG.drafts],
    ids=lambda texts: texts.code,
)
"""Those that were reviewed, which need their words here, and those that have them already."""


def names_staff(text: str, code: str) -> bool:
    return re.search(STAFF[code], text, re.IGNORECASE) is not None


def read_by_people(texts: Texts) -> dict[str, str]:
    """Return every text but those that are shown only where there are staff, and the table of forms itself."""
    return {path: text for path, text in leaves(texts) if not path.startswith(("staff.", "call.", "unstaffed."))}


@each_language
def test_a_text_names_staff_exactly_where_it_has_a_form_without(texts: Texts) -> None:
    named = {path for path, text in read_by_people(texts).items() if names_staff(text, texts.code)}
    assert named == set(texts.unstaffed)
    assert unknown_paths(texts) == []


@each_language
def test_without_staff_no_text_names_them_and_every_other_text_stays(texts: Texts) -> None:
    before, after = read_by_people(texts), read_by_people(without_staff(texts))
    assert {path: text for path, text in after.items() if names_staff(text, texts.code)} == {}
    assert {path for path in before if before[path] != after[path]} == set(texts.unstaffed)


@each_language
def test_a_form_without_staff_holds_the_number_where_the_other_does(texts: Texts) -> None:
    before = read_by_people(texts)
    for path, text in texts.unstaffed.items():
        assert placeholders(text) == placeholders(before[path]), path


@each_language
def test_a_path_that_is_no_text_is_told(texts: Texts) -> None:
    assert unknown_paths(texts.model_copy(update={"unstaffed": {"ui.nothing": "x"}})) == ["ui.nothing"]
