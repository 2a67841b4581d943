"""When a PIN may be tried again: the wait doubles with each wrong one. Pure functions that are given the time."""

import contextlib
import json
import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple, Self

from tui.visit.clock import seconds

FREE: Final = 2
"""So many wrong PINs in a row cost no wait, since anybody mistypes."""

FIRST_WAIT: Final = 5.0
LONGEST_WAIT: Final = 900.0
"""Seconds: the wait after the third wrong PIN in a row, and the longest wait."""

MOST: Final = 99
"""The highest count of wrong PINs; a count that cannot be read counts as this."""


class Moment(NamedTuple):
    """A time that nobody can set: the seconds since the machine booted, and the id of that boot."""

    boot: str
    seconds: float


def moment_now() -> Moment:
    """Return the current moment."""
    boot = ""
    with contextlib.suppress(OSError):
        # Without a boot id, a clock that has gone back still shows that the machine has booted again.
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    return Moment(boot, seconds())


def wait_after(wrong: int) -> float:
    """Return the seconds to wait before the next try, after `wrong` PINs in a row."""
    if wrong <= FREE:
        return 0.0
    return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(wrong - FREE - 1, 10))


_NEVER: Final = Moment("", 0.0)


@dataclass(frozen=True)
class Tries:
    """How many wrong PINs there were in a row, and the moment at which the wait began."""

    wrong: int = 0
    since: Moment = _NEVER

    def seen(self, now: Moment) -> Self:
        """Return the tries as of `now`; after a reboot the wait starts again from its beginning."""
        same = self.since.boot == now.boot and self.since.seconds <= now.seconds
        return self if same else replace(self, since=now)

    def remaining(self, now: Moment) -> float:
        """Return the seconds that are left of the wait; `now` is of the same boot."""
        return max(0.0, wait_after(self.wrong) - (now.seconds - self.since.seconds))

    def one_more(self, now: Moment) -> Self:
        """Count a try as wrong. This is done before the PIN is checked, so that no interruption makes a try free."""
        return replace(self, wrong=min(self.wrong + 1, MOST), since=now)

    def line(self) -> bytes:
        """Return the contents of the file: always 160 bytes, so that it can be rewritten on a full disk."""
        fields = {"wrong": self.wrong, "boot": self.since.boot[:64], "seconds": round(self.since.seconds, 3)}
        return f"{json.dumps(fields):<159}\n".encode()

    @classmethod
    def of(cls, line: bytes) -> Self:
        """Read the contents of the file. No bytes are no tries; damaged ones count as very many wrong PINs."""
        if not line:
            return cls()
        try:
            fields = json.loads(line)
            wrong, seconds = int(fields["wrong"]), float(fields["seconds"])
            since = Moment(str(fields["boot"]), seconds)
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return cls(MOST)
        return cls(wrong, since) if 0 <= wrong <= MOST and math.isfinite(seconds) else cls(MOST)
