"""Whether somebody is still there: a pure guard that is told the time and never reads a clock."""

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Self


class Presence(Enum):
    """What the guard makes of the silence."""

    HERE = auto()
    WARNED = auto()
    ENDING = auto()
    GONE = auto()


@dataclass(frozen=True)
class IdleGuard:
    """Times in seconds on one monotonic clock.

    A stuck key is eternal activity, so a visit also has a limit that no key extends; it is told before it comes.
    """

    warn_after: float
    clear_after: float
    session_limit: float
    began: float
    last_seen: float

    @classmethod
    def start(cls, now: float, warn_after: float, clear_after: float, session_limit: float) -> Self:
        """Begin to watch at `now`."""
        return cls(warn_after, clear_after, session_limit, began=now, last_seen=now)

    def touched(self, now: float) -> Self:
        """Return the guard after a key or a click at `now`."""
        return replace(self, last_seen=now)

    def presence(self, now: float) -> Presence:
        """Say whether the person is here, is to be asked, or is gone."""
        silence = now - self.last_seen
        if silence >= self.warn_after + self.clear_after or now - self.began >= self.session_limit:
            return Presence.GONE
        if now - self.began >= self.session_limit - self.clear_after:
            return Presence.ENDING
        return Presence.WARNED if silence >= self.warn_after else Presence.HERE
