"""The gate of the staff area: looks at a PIN, and keeps the count of wrong ones where no restart loses it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Final

from store.disk import FOLDER_MODE, Disk, LogError, locked
from tui.staff.pin_backoff import Moment, Tries, moment_now, wait_after

PATIENCE: Final = 5.0
"""How many seconds to wait for another process that has the count; a stopped one must not stop the kiosk."""


class Verdict(Enum):
    """What became of a try."""

    RIGHT = auto()
    WRONG = auto()
    TOO_EARLY = auto()
    UNCHECKED = auto()


@dataclass(frozen=True)
class Answer:
    """What became of a try, and how many seconds pass before the next one."""

    verdict: Verdict
    wait: float = 0.0


def is_pin_of(pin_hash: str, pin: str) -> bool:
    """Say whether `pin` is the one that `pin_hash` was made of.

    Raises:
        LogError: it could not be looked at, for example for want of memory.
    """
    from argon2 import PasswordHasher  # noqa: PLC0415 - nobody but staff needs it
    from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError  # noqa: PLC0415

    try:
        return PasswordHasher().verify(pin_hash, pin)
    except VerifyMismatchError:
        return False
    except (VerificationError, InvalidHashError, MemoryError):
        raise LogError("the PIN cannot be looked at.") from None


class PinChecker:
    """Lets staff in. Any number of processes may stand at it: they share one count, under one lock, in one small file."""

    def __init__(self, directory: Path, pin_hash: str, moment: Callable[[], Moment] = moment_now) -> None:
        self.path = directory / ".pin-tries"
        self._pin_hash = pin_hash
        self._moment = moment

    def wait(self) -> float:
        """Return how many seconds pass before the next try. It makes the file while there is room on the disk for it."""
        try:
            with self._tries() as (descriptor, tries, now):
                self._keep(descriptor, tries)
                return tries.remaining(now)
        except (LogError, OSError):
            # The try itself will say that nothing can be written.
            return 0.0

    def attempt(self, pin: str) -> Answer:
        """Look at a PIN, unless it comes too early. Before that, the try is on the disk as a wrong one."""
        try:
            with self._tries() as (descriptor, tries, now):
                if tries.remaining(now) > 0:
                    self._keep(descriptor, tries)
                    return Answer(Verdict.TOO_EARLY, tries.remaining(now))
                counted = tries.one_more(now)
                self._keep(descriptor, counted)
            if not is_pin_of(self._pin_hash, pin):
                return Answer(Verdict.WRONG, wait_after(counted.wrong))
        except (LogError, OSError):
            return Answer(Verdict.UNCHECKED)
        with suppress(LogError, OSError), self._tries() as (descriptor, _, now):
            self._keep(descriptor, Tries(0, now))
        return Answer(Verdict.RIGHT)

    @contextmanager
    def _tries(self) -> Iterator[tuple[int, Tries, Moment]]:
        self.path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        with locked(self.path, PATIENCE):
            descriptor = os.open(self.path, os.O_RDWR | os.O_CLOEXEC)
            try:
                now = self._moment()
                yield descriptor, Tries.of(os.pread(descriptor, 4096, 0)).seen(now), now
            finally:
                os.close(descriptor)

    def _keep(self, descriptor: int, tries: Tries) -> None:
        """Write the count in place, less than what a disk writes in one piece, and return when it is on the disk."""
        line, before = tries.line(), os.pread(descriptor, 4096, 0)
        if line == before:
            return
        os.pwrite(descriptor, line, 0)
        os.ftruncate(descriptor, len(line))
        os.fsync(descriptor)
        if not before:
            Disk().flush_folder(self.path.parent)
