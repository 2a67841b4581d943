"""Places in a visit in plain lines, and what is read there."""

from typing import Any

from criteria.journey import Journey
from criteria.steps import REDIRECTS, Consent, Step
from tests.screens.kiosks import METASTASIS
from tests.tui.plain.lines import submitted, words
from tui.gallery.app import journey_at
from tui.plain.router import page_for
from tui.plain.state import PlainState


def state_at(step: Step, answers: dict[Any, Any] = METASTASIS, language: str = "en") -> PlainState:
    journey = journey_at(step) if step in {*REDIRECTS, Step.EMERGENCY_AGAIN} else Journey()
    while journey.step is not step:
        journey = submitted(journey, answers, Consent.YES)
    return PlainState(journey=journey, language=language)


def read(place: PlainState, language: str = "en") -> str:
    return "\n".join(page_for(place, words(language)).all_lines(words(language)))
