"""Places in a visit in plain lines, and what is read there."""

from typing import Any

from criteria.journey import Consent, Journey, Step
from tests.plain.lines import submitted, words
from tests.screens.kiosks import METASTASIS
from tui.plain.pages import page_for
from tui.plain.place import Place


def place_at(step: Step, answers: dict[Any, Any] = METASTASIS, language: str = "en") -> Place:
    journey = Journey()
    while journey.step is not step:
        journey = submitted(journey, answers, Consent.YES)
    return Place(journey=journey, language=language)


def read(place: Place, language: str = "en") -> str:
    return "\n".join(page_for(place, words(language)).all_lines(words(language)))
