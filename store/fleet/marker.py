"""Which batches a database has already: a file beside the log. Without it all are sent again, and nothing is there twice."""

import os
from contextlib import suppress
from datetime import date
from typing import Final

from store.disk import save
from store.log import SessionLog

_NAME: Final = ".shipped"
_KEY: Final = 32


class Marker:
    """The keys of the batches that the database `destination` has, as hexadecimal digits.

    The file begins with the id of the database, so that one that was made anew gets everything, and the last day of a delivery.
    """

    def __init__(self, log: SessionLog, destination: str) -> None:
        self._log, self._path = log, log.directory / _NAME
        self._destination = destination
        lines = (log.read_bytes(self._path) or b"").decode("ascii", "replace").split("\n")
        self._day = lines[1] if len(lines) > 1 else ""
        self.keys = {line for line in lines[2:] if len(line) == _KEY} if lines[0] == destination else set()

    def begin(self, known: set[str]) -> None:
        """Forget what the ledger no longer has, and write the file.

        Raises:
            LogError: it cannot be written.
        """
        self.keys &= known
        data = "".join(f"{line}\n" for line in (self._destination, self._day, *sorted(self.keys))).encode()
        with self._log.translated():
            save(self._log.disk, self._path, data, temporary=self._log.directory / ".tmp-shipped", modified=0)

    def complete(self, day: date) -> None:
        """Note that everything was delivered on a day.

        Raises:
            LogError: it cannot be noted.
        """
        self._day = day.isoformat()
        self.begin(self.keys)

    def add(self, keys: list[str]) -> None:
        """Note that the database has these; where it cannot be noted, they are sent again."""
        self.keys.update(keys)
        with suppress(OSError):
            descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW)
            try:
                os.write(descriptor, "".join(f"{key}\n" for key in keys).encode())
                os.utime(descriptor, (0, 0))
            finally:
                os.close(descriptor)


def last_delivery(log: SessionLog) -> date | None:
    """Return the last day on which everything was delivered; None where that is not known.

    Raises:
        LogError: the file cannot be read.
    """
    lines = (log.read_bytes(log.directory / _NAME) or b"").decode("ascii", "replace").split("\n")
    try:
        return date.fromisoformat(lines[1])
    except (IndexError, ValueError):
        return None
