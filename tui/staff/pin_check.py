"""Checks the PIN of the staff area, and keeps the count of wrong PINs on disk, so that no restart resets it."""

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
"""Seconds to wait for the lock of another process: one that is stopped must not stop the kiosk."""


class PinResult(Enum):
    """The result of a try; `UNCHECKED` where the count cannot be written or the hash cannot be computed."""

    RIGHT = auto()
    WRONG = auto()
    TOO_EARLY = auto()
    UNCHECKED = auto()


@dataclass(frozen=True)
class Attempt:
    """The result of a try, and the seconds to wait before the next one."""

    result: PinResult
    wait: float = 0.0


def is_pin_of(pin_hash: str, pin: str) -> bool:
    """Return whether `pin` is the one of `pin_hash`.

    Raises:
        LogError: it cannot be checked, for example because there is not enough memory.
    """
    from argon2 import PasswordHasher  # noqa: PLC0415 - nobody but staff needs it
    from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError  # noqa: PLC0415

    try:
        return PasswordHasher().verify(pin_hash, pin)
    except VerifyMismatchError:
        return False
    except (VerificationError, InvalidHashError, MemoryError):
        raise LogError("the PIN cannot be checked.") from None


class PinChecker:
    """Checks PINs. Any number of processes may do so at once: they share one count, in one small file under one lock."""

    def __init__(self, directory: Path, pin_hash: str, moment: Callable[[], Moment] = moment_now) -> None:
        self.path = directory / ".pin-tries"
        self._pin_hash = pin_hash
        self._moment = moment

    def wait(self) -> float:
        """Return the seconds to wait before the next try. It creates the file while the disk has space for it."""
        try:
            with self._tries() as (descriptor, tries, now):
                self._keep(descriptor, tries)
                return tries.remaining(now)
        except (LogError, OSError):
            # The try itself will report that nothing can be written.
            return 0.0

    def attempt(self, pin: str) -> Attempt:
        """Check a PIN, unless it comes too early. Before the check, the try is counted on disk as a wrong one."""
        try:
            with self._tries() as (descriptor, tries, now):
                if tries.remaining(now) > 0:
                    self._keep(descriptor, tries)
                    return Attempt(PinResult.TOO_EARLY, tries.remaining(now))
                counted = tries.one_more(now)
                self._keep(descriptor, counted)
            if not is_pin_of(self._pin_hash, pin):
                return Attempt(PinResult.WRONG, wait_after(counted.wrong))
        except (LogError, OSError):
            return Attempt(PinResult.UNCHECKED)
        with suppress(LogError, OSError), self._tries() as (descriptor, _, now):
            self._keep(descriptor, Tries(0, now))
        return Attempt(PinResult.RIGHT)

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
        """Write the count in place and wait until it is on disk. It is smaller than what a disk writes in one step."""
        line, before = tries.line(), os.pread(descriptor, 4096, 0)
        if line == before:
            return
        os.pwrite(descriptor, line, 0)
        os.ftruncate(descriptor, len(line))
        os.fsync(descriptor)
        if not before:
            Disk().flush_folder(self.path.parent)
