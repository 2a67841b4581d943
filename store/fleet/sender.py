"""Sends whole batches to PostgreSQL. Whatever is interrupted is sent again, and nothing is there twice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from store.disk import LogError
from store.fleet.connection import STALL, connected, library, patiently, within
from store.fleet.marker import Marker
from store.fleet.outbox import Parcel, keys_of, parcels
from store.fleet.schema import ANSWERS, MIGRATIONS, SCHEMA
from store.lines import Progress
from store.log import SessionLog
from store.release import Released

if TYPE_CHECKING:
    from store.fleet.connection import Connection

LOCK: Final = "ship"
_AT_ONCE: Final = 2000
"""So many rows are on their way before the sender waits until they are on the server's disk."""

_LABELS: Final = (
    "quarter", "key", "site", "first_week", "last_week", "in_quarter", "in_year",
    "questionnaire", "simulated", "kind", "language", "channel", "size",
)  # fmt: skip
_NAMES: Final = ", ".join(column.name for column in ANSWERS)
_VALUES: Final = ", ".join(f"cells[{at}]" for at in range(2, len(ANSWERS) + 2))
_INSERT_BATCH: Final = (
    f"INSERT INTO {SCHEMA}.batch ({', '.join(_LABELS)}) VALUES ({', '.join(f'%({name})s' for name in _LABELS)}) "
    "ON CONFLICT DO NOTHING"
)
_INSERT_ROWS: Final = (
    f"INSERT INTO {SCHEMA}.visit (quarter, key, batch, {_NAMES}) SELECT %s, cells[1]::uuid, %s, {_VALUES} "
    "FROM (SELECT string_to_array(line, ',') AS cells FROM unnest(%s::text[]) line OFFSET 0) split ON CONFLICT DO NOTHING"
)
"""Three times as fast as a parameter for each value, and twice as fast as JSON; `OFFSET 0` splits each line once."""
_SETTINGS: Final = "SELECT set_config('synchronous_commit', 'off', true), "
"""For one transaction only, so that a pooler can give the connection to somebody else after it."""
_END_LOST: Final = "set_config('transaction_timeout', '{:.0f}ms', true)"
_HAS_TIMEOUT: Final = 170_000
"""PostgreSQL 17 ends a transaction whose sender went silent; the next sender of the same keys waits for that."""
_NOTICE_LOST: Final = ", ".join(
    f"set_config('tcp_keepalives_{name}', '{seconds}', true)" for name, seconds in (("idle", 10), ("interval", 5), ("count", 3))
)
"""So that older ones notice a lost network in 25 seconds instead of hours."""
_INSERT_DELIVERY: Final = f"INSERT INTO {SCHEMA}.delivery (day, key, site) VALUES (%s, %s, %s)"


@dataclass(frozen=True)
class Destination:
    """The database as it describes itself.

    Attributes:
        id: it keeps this for as long as it exists.
        step: it takes batches of this size or larger.
    """

    id: str
    step: int


@dataclass
class Shipped:
    """How many batches and visits were sent, how many batches the database had, and how many are too small for it."""

    batches: int = 0
    visits: int = 0
    known: int = 0
    small: int = 0


def destination(parts: Mapping[str, str], tell: Callable[[str], object]) -> Destination | None:
    """Ask the database what it is; None where it has no tables yet.

    Raises:
        LogError: it cannot be reached, or has tables of another version.
    """

    def ask() -> Destination | None:
        with connected(parts) as connection, within(STALL, connection):
            try:
                row = connection.execute(f"SELECT version, id, step FROM {SCHEMA}.meta").fetchone()
            except (library().errors.UndefinedTable, library().errors.InvalidSchemaName):
                return None
            if row is None or row[0] != len(MIGRATIONS):
                raise LogError(
                    f"The tables have version {row and row[0]}, and this program writes {len(MIGRATIONS)}: "
                    "run `pulmoscreen log ship --create` of the newer one as their owner."
                )
            return Destination(str(row[1]), row[2])

    return patiently(ask, parts, tell)


class Sender:
    """Sends the batches of one log. One at a time holds the lock of a log; two from copies of a log do no harm."""

    def __init__(
        self, log: SessionLog, parts: Mapping[str, str], site: str, today: date, tell: Callable[[str], object]
    ) -> None:
        self._log, self._parts, self._site, self._today, self._tell = log, parts, site, today, tell
        self._open = ExitStack()
        self._connection: Connection | None = None

    def due(self, released: Released, marker: Marker, step: int) -> tuple[dict[int, str], Shipped]:
        """Return the keys of the batches that are to be sent, by number, and what is not."""
        keys = keys_of(released)
        small = {number for number in keys if released.batches[number].size < step}
        due = {number: key for number, key in keys.items() if key not in marker.keys and number not in small}
        return due, Shipped(known=len(keys) - len(due) - len(small), small=len(small))

    def ship(self, released: Released, to: Destination, progress: Progress | None = None) -> Shipped:
        """Send every batch that the database does not have.

        Raises:
            LogError: the log cannot be read, another sender is at work, or the database cannot be reached for long.
        """
        with self._log.writing(LOCK), self._open:
            marker = Marker(self._log, to.id)
            due, done = self.due(released, marker, to.step)
            marker.begin(set(keys_of(released).values()))
            if not due:
                self._deliver([], marker)
            with ThreadPoolExecutor(1) as sending:
                # One part is on its way while the rows of the next are made.
                waiting: list[Future[None]] = []
                for found in parcels(released, due, progress):
                    _finish(waiting)
                    remaining = iter(found)
                    waiting = [sending.submit(self._deliver, some, marker) for some in iter(lambda: _next(remaining), [])]  # noqa: B023 - used up at once
                    done.batches += len(found)
                    done.visits += sum(parcel.number for parcel in found)
                _finish(waiting)
            marker.complete(self._today)
        return done

    def _deliver(self, some: Sequence[Parcel], marker: Marker) -> None:
        """Send batches, each in a transaction of its own, and return when they are on the server's disk."""

        def attempt() -> None:
            if self._connection is None:
                self._connection = self._open.enter_context(connected(self._parts))
            try:
                self._send(self._connection, some)
            except BaseException:
                self._open.close()
                self._connection = None
                raise

        patiently(attempt, self._parts, self._tell)
        marker.add([parcel.key for parcel in some])

    def _send(self, connection: "Connection", some: Sequence[Parcel]) -> None:
        has_timeout = connection.info.server_version >= _HAS_TIMEOUT
        settings = _SETTINGS + (_END_LOST.format(STALL * 1000 / 3) if has_timeout else _NOTICE_LOST)
        with within(STALL, connection), connection.pipeline():
            for parcel in some:
                connection.execute("BEGIN")
                connection.execute(settings)
                connection.execute(_INSERT_BATCH, parcel.labels | {"site": self._site})
                if parcel.number:
                    connection.execute(_INSERT_ROWS, (parcel.labels["quarter"], parcel.key, parcel.rows))
                connection.execute("COMMIT")
            # This one always writes, and waits for the disk: what was committed before it is on the disk then too.
            connection.execute(_INSERT_DELIVERY, (self._today, uuid4(), self._site))


def _finish(waiting: list["Future[None]"]) -> None:
    """Wait for all; at the first that failed, drop those that have not begun and raise what it raised."""
    try:
        for one in waiting:
            one.result()
    finally:
        for one in waiting:
            one.cancel()


def _next(parcels: Iterator[Parcel]) -> list[Parcel]:
    some, rows = list[Parcel](), 0
    for parcel in parcels:
        some.append(parcel)
        rows += parcel.number + 1
        if rows >= _AT_ONCE:
            break
    return some
