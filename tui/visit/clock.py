"""The clocks of a visit."""

import time
from datetime import UTC, datetime


def now() -> datetime:
    """Return the current time, with the time zone of this machine."""
    return datetime.now(UTC).astimezone()


def seconds() -> float:
    """Return seconds on a clock that nobody can set, and that goes on while the machine is suspended, where there is one."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)
