"""What silence means in a visit: a pure guard that is told the time and never reads a clock."""

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final, Self

from criteria.steps import ALARMS, Step
from tui.visit.timeouts import GOODBYE_SECONDS, STOPPED_SECONDS


class Presence(Enum):
    """Whether the person is there, as far as the time since their last input tells."""

    HERE = auto()
    WARNED = auto()
    ENDING = auto()
    GONE = auto()


class IdleAction(Enum):
    """What to do about the silence. Time never answers a question."""

    NOTHING = auto()
    ASK = auto()
    """Ask whether somebody is there."""
    ANNOUNCE_END = auto()
    """Say that the visit reaches its longest duration soon."""
    SHOW_NUMBER = auto()
    """Clear everything and leave the number to call on the screen: an emergency was shown."""
    END = auto()
    """Clear everything and end the visit."""


CLEARING: Final = frozenset({IdleAction.SHOW_NUMBER, IdleAction.END})


@dataclass(frozen=True)
class IdleGuard:
    """Times in seconds on one clock that goes on while the machine is suspended.

    Input resets the idle time and never extends `session_limit`, so that a stuck key cannot hold a visit open.
    """

    warn_after: float
    clear_after: float
    session_limit: float
    began: float
    last_seen: float

    @classmethod
    def start(cls, now: float, warn_after: float, clear_after: float, session_limit: float) -> Self:
        """Return a guard of a visit that begins at `now`."""
        return cls(warn_after, clear_after, session_limit, began=now, last_seen=now)

    def restarted(self, now: float) -> Self:
        """Return the guard of a visit that begins at `now`, with the same limits."""
        return replace(self, began=now, last_seen=now)

    def touched(self, now: float) -> Self:
        """Return the guard after a key or a click at `now`."""
        return replace(self, last_seen=now)

    def presence(self, now: float) -> Presence:
        """Return whether the person is here, is to be asked, or is gone."""
        silence = now - self.last_seen
        if silence >= self.warn_after + self.clear_after or now - self.began >= self.session_limit:
            return Presence.GONE
        if now - self.began >= self.session_limit - self.clear_after:
            return Presence.ENDING
        return Presence.WARNED if silence >= self.warn_after else Presence.HERE

    def seconds_left(self, now: float) -> float:
        """Return the seconds until nobody is taken to be here: silence for too long, or the longest duration of a visit."""
        return max(0.0, min(self.last_seen + self.warn_after + self.clear_after, self.began + self.session_limit) - now)

    def action(self, step: Step, now: float, *, in_use: bool, stopped: bool) -> IdleAction:
        """Return what to do about the silence at `now`.

        Args:
            step: The step that the person sees.
            now: Seconds on the clock of the guard.
            in_use: Whether somebody changed something on the welcome page, such as the language.
            stopped: Whether the visit was stopped, and the last page shows the number to call.
        """
        if step in {Step.WELCOME, Step.GOODBYE}:
            limit = self._page_limit(step, in_use=in_use, stopped=stopped)
            return IdleAction.END if limit is not None and now - self.last_seen >= limit else IdleAction.NOTHING
        gone = IdleAction.SHOW_NUMBER if step in ALARMS else IdleAction.END
        return {
            Presence.HERE: IdleAction.NOTHING,
            Presence.WARNED: IdleAction.ASK,
            Presence.ENDING: IdleAction.ANNOUNCE_END,
            Presence.GONE: gone,
        }[self.presence(now)]

    def seconds_until_next(self, step: Step, now: float, *, in_use: bool, stopped: bool) -> float | None:
        """Return the seconds until `action` may return something else; None where it never does without input."""
        if step in {Step.WELCOME, Step.GOODBYE}:
            limit = self._page_limit(step, in_use=in_use, stopped=stopped)
            return None if limit is None else self.last_seen + limit - now
        changes = (
            self.last_seen + self.warn_after,
            self.last_seen + self.warn_after + self.clear_after,
            self.began + self.session_limit - self.clear_after,
            self.began + self.session_limit,
        )
        return min(moment for moment in changes if moment > now) - now

    def _page_limit(self, step: Step, *, in_use: bool, stopped: bool) -> float | None:
        """Return how long the first page waits once it was used, and how long the last page stays."""
        if step is Step.GOODBYE:
            return STOPPED_SECONDS if stopped else GOODBYE_SECONDS
        return self.warn_after + self.clear_after if in_use else None
