"""What is read aloud of a page of the screens: what plain lines say of it, without what they say of entering lines."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from assets.catalog import leaves
from criteria.journey import Journey
from criteria.steps import CHOICES, Step, questions_of
from screens.wording.words import Words
from tui.plain.router import page_for
from tui.plain.state import Overlay, OverlayKind, PlainState


def spoken_lines(journey: Journey, words: Words, *, part: int = 0, helping: bool = False) -> tuple[str, ...]:
    """Return the lines of a page: of the help page, of a part of the report (0 is its first page), or of the current step.

    A question is read with its options and without the answer that there may be already.
    """
    step = journey.step
    if not helping and step in CHOICES:
        nothing: dict[str, Any] = {step.value: None}
        journey = replace(journey, **nothing)
    elif not helping and questions_of(step):
        unanswered = journey.answers.model_copy(update=dict.fromkeys(questions_of(step)))
        journey = replace(journey, answers=unanswered)
    over = (Overlay(OverlayKind.HELP),) if helping else ()
    page = page_for(PlainState(journey=journey, language=words.texts.code, part=part, overlays=over), words)
    lines = tuple(_said_on_screens(page.lines, words))
    if helping or step in {Step.WELCOME, Step.CHECKLIST, Step.CHECK, Step.RESULT}:
        # There the keys of the screens are others than the numbers of plain lines.
        return tuple(re.sub(r"^\d+\. ", "", line) for line in lines)
    return (*lines, *(f"{choice.key}. {choice.text}" for choice in page.answers))


def _said_on_screens(lines: tuple[str, ...], words: Words) -> Iterator[str]:
    of_lines = {text for _, text in leaves(words.texts.plain)}
    yield from (line for line in lines if line and line not in of_lines)
