"""When a PIN may be tried: after each wrong one the wait grows. The rules are pure: they are told the moment."""

import contextlib
import json
import math
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple, Self

FREE: Final = 2
"""How many wrong PINs in a row cost no wait: fingers slip."""

FIRST_WAIT: Final = 5.0
LONGEST_WAIT: Final = 900.0
"""Seconds. The wait after the third wrong PIN in a row, and the longest that it doubles to."""

MOST: Final = 99
"""Wrong PINs are counted up to here. A count that cannot be read is taken for this one."""


class Moment(NamedTuple):
    """Seconds since the machine started, and which start that was: nobody can set this clock, forwards or back."""

    boot: str
    seconds: float


def moment_now() -> Moment:
    """Return the present moment."""
    boot = ""
    with contextlib.suppress(OSError):
        # Where the system does not name its starts, a clock that begins at zero again still tells of a new one.
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return Moment(boot, time.monotonic() if clock is None else time.clock_gettime(clock))


def wait_after(wrong: int) -> float:
    """Return how many seconds pass before the next try, after `wrong` PINs in a row."""
    if wrong <= FREE:
        return 0.0
    return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(wrong - FREE - 1, 10))


_NEVER: Final = Moment("", 0.0)


@dataclass(frozen=True)
class Tries:
    """How many wrong PINs there were in a row, and the moment from which the wait counts."""

    wrong: int = 0
    since: Moment = _NEVER

    def seen(self, now: Moment) -> Self:
        """Return the tries as they stand at `now`; after a restart of the machine the wait begins anew."""
        same = self.since.boot == now.boot and self.since.seconds <= now.seconds
        return self if same else replace(self, since=now)

    def remaining(self, now: Moment) -> float:
        """Return how many seconds are left of the wait; `now` is of the same start of the machine."""
        return max(0.0, wait_after(self.wrong) - (now.seconds - self.since.seconds))

    def one_more(self, now: Moment) -> Self:
        """Count a try as wrong. It is counted before it is looked at, so that no interruption makes it free."""
        return replace(self, wrong=min(self.wrong + 1, MOST), since=now)

    def line(self) -> bytes:
        """Return what a file holds of it: always as many bytes, so that a full disk still has room for them."""
        fields = {"wrong": self.wrong, "boot": self.since.boot[:64], "seconds": round(self.since.seconds, 3)}
        return f"{json.dumps(fields):<159}\n".encode()

    @classmethod
    def of(cls, line: bytes) -> Self:
        """Read a line. An empty one is a fresh start; one that is damaged counts as very many wrong PINs."""
        if not line:
            return cls()
        try:
            fields = json.loads(line)
            wrong, seconds = int(fields["wrong"]), float(fields["seconds"])
            since = Moment(str(fields["boot"]), seconds)
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return cls(MOST)
        return cls(wrong, since) if 0 <= wrong <= MOST and math.isfinite(seconds) else cls(MOST)
