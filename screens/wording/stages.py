"""How far people get, from what may be told of where they stopped: sums of shown numbers, which tell nothing more."""

from collections import Counter
from collections.abc import Mapping
from typing import Final, NamedTuple

from assets.models import Texts
from criteria.steps import Step
from screens.wording.words import part_of

STAGES: Final = ("start", "symptoms", "more", "history", "check", "result")
"""Parts of a visit, in order. `more` are the questions that follow the checklist of symptoms."""


class Stage(NamedTuple):
    """One part of a visit: how many visits got here and how many stopped here, both at least."""

    name: str
    got: int
    stopped: int


def stages(left_at: Mapping[Step, int | str], reached: int | str) -> list[Stage]:
    """Return all stages, in order.

    Args:
        left_at: how many visits stopped at each step; a text such as `<8` counts as none.
        reached: how many reached the result.
    """
    stopped: Counter[str] = Counter()
    for step, number in left_at.items():
        stopped[_stage_of(step)] += _known(number)
    got = [_known(reached)]
    for name in reversed(STAGES[:-1]):
        got.append(got[-1] + stopped[name])
    return [Stage(name, number, stopped[name]) for name, number in zip(STAGES, reversed(got), strict=True)]


def stage_name(stage: str, texts: Texts) -> str:
    """Return what a stage is called."""
    if stage == "more":
        return texts.staff.more
    return texts.check.title if stage == "check" else texts.ui.parts[stage]


def _stage_of(step: Step) -> str:
    if step is Step.CHECK:
        return "check"
    part = part_of(step)
    return "more" if part == "symptoms" and step is not Step.CHECKLIST else part


def _known(number: int | str) -> int:
    return number if isinstance(number, int) else 0
