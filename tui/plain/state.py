"""Where a person is in plain lines: the journey, and what its one step is divided into when it is read line by line."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Self

from criteria.journey import Journey
from criteria.questions import Question, Reply
from screens.wording.report import Block


class Command(Enum):
    """What an entry asks for beyond another place."""

    LEAVE = auto()
    STOP = auto()
    PRINT = auto()
    END = auto()


class OverlayKind(Enum):
    """What can lie over the journey and leaves it as it was."""

    HELP = auto()
    LANGUAGE = auto()
    PARTS = auto()
    WHY = auto()
    SECTION = auto()
    TAKE_AWAY = auto()
    TEXT = auto()


@dataclass(frozen=True)
class Overlay:
    """One thing over the journey; `section` is a folded part of the result, `block` what is to be explained."""

    kind: OverlayKind
    section: str = ""
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
    """Which part of the result is read; one after the last is the end of it."""
    over: tuple[Overlay, ...] = field(default=(), repr=False)

    def at(self, journey: Journey) -> Self:
        """Return the place at the beginning of another step, in the same language."""
        return type(self)(journey=journey, language=self.language)

    def under(self, over: Overlay) -> Self:
        """Return the place with something laid over it, once."""
        return self if self.over and self.over[-1].kind is over.kind else replace(self, over=(*self.over, over))

    def closed(self) -> Self:
        """Return the place without what lies on top."""
        return replace(self, over=self.over[:-1])


Move = PlainState | Command
"""What an entry does."""
