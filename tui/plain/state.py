"""The state of a visit in plain lines: the journey, and the parts of a step that is read line by line."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Self

from criteria.journey import Journey
from criteria.questions import Question, Reply
from screens.wording.report import Block


class Command(Enum):
    """What an entry asks for, other than another state."""

    LEAVE = auto()
    STOP = auto()
    PRINT = auto()
    CALL = auto()
    END = auto()


class OverlayKind(Enum):
    """What can be shown over the journey, which stays as it is."""

    HELP = auto()
    LANGUAGE = auto()
    PARTS = auto()
    WHY = auto()
    TAKE_AWAY = auto()
    TEXT = auto()


@dataclass(frozen=True)
class Overlay:
    """One page over the journey; `block` is what is to be explained."""

    kind: OverlayKind
    block: Block | None = field(default=None, repr=False)


@dataclass(frozen=True)
class PlainState:
    """A change makes a new one. Nothing of what was answered is in its repr."""

    journey: Journey = field(default_factory=Journey, repr=False)
    language: str = ""
    symptom: Question | None = field(default=None, repr=False)
    """The symptom of the checklist that is being asked about; None is the page before the first."""
    replies: Mapping[Question, Reply] = field(default_factory=dict, repr=False)
    """What was said about the symptoms so far, before the checklist is submitted as one."""
    only_one: bool = field(default=False, repr=False)
    """Whether the checklist is open for one symptom that is being changed."""
    part: int = 0
    """Which part of the result is read; 0 is its first page."""
    opened: frozenset[str] = field(default=frozenset(), repr=False)
    """The folded sections of the result that were asked for."""
    overlays: tuple[Overlay, ...] = field(default=(), repr=False)

    def at_journey(self, journey: Journey) -> Self:
        """Return the state at the beginning of another step, in the same language."""
        return type(self)(journey=journey, language=self.language)

    def with_overlay(self, overlay: Overlay) -> Self:
        """Return the state with an overlay, unless the topmost one is of the same kind."""
        return (
            self
            if self.overlays and self.overlays[-1].kind is overlay.kind
            else replace(self, overlays=(*self.overlays, overlay))
        )

    def without_top(self) -> Self:
        """Return the state without its topmost overlay."""
        return replace(self, overlays=self.overlays[:-1])


Move = PlainState | Command
"""What an entry does."""
