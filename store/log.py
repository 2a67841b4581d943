"""The session log: append, replace and scan records. Every failure is a `LogError` with one sentence."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from store.disk import Disk, LogError, locked, make_folders, read_file
from store.lines import Contents, Damage, Progress, Report, document_of
from store.partition import Partition
from store.record import Record
from store.salvage import contents_of
from store.storage import ASIDE, ShardStorage, blot, drop, put

PATIENCE: Final = 5.0
"""Seconds that a writer waits for the lock of another process: one that is stopped must not stop the kiosk."""


def refuse(damage: Damage) -> None:
    """Stop at the first damage: what `scan` does with it unless the caller passes a `report` of its own.

    Raises:
        LogError: always.
    """
    raise LogError(str(damage))


class SessionLog:
    """A folder of small TinyDB files, which any number of processes may write and read at once.

    The folder is created with the first record. `patience` is how many seconds to wait for the lock of another process.
    No file is held open between calls, so that an object made before a fork can be used on both sides of it.

    Example:
        >>> log = SessionLog(Path("/var/lib/pulmoscreen"))
        >>> log.append(Record(id=uuid4().hex, kept=False))
        >>> [record.kept for record in log.scan()]
        [False]
    """

    def __init__(self, directory: Path, *, patience: float = PATIENCE, disk: Disk | None = None) -> None:
        self.directory = directory
        self.disk = disk or Disk()
        self._patience = patience

    def append(self, record: Record) -> None:
        """Write `record` and return once it is on the disk. Where its id exists already, nothing changes.

        Raises:
            LogError: it could not be written. All earlier records are as they were.
        """
        self._keep(record, over=False)

    def replace(self, record: Record) -> None:
        """Write `record` in place of the one with the same id, in whatever week that is.

        Where the person has withdrawn, the old record is removed first: if the power fails in between, the answers are
        gone and one visit is not counted.

        Raises:
            LogError: it was not done completely; the call may be repeated.
        """
        if not record.kept:
            self._forget(record.id, but=None)
        self._keep(record, over=True)
        if record.kept:
            self._forget(record.id, but=Partition.of(record).name)

    def scan(self, report: Report = refuse, progress: Progress | None = None) -> Iterator[Record]:
        """Iterate over all records that can be read, shard by shard, the newest week first. It takes no lock.

        `report` is called with each damage, `progress` with the number of files read so far and of all files.

        Raises:
            LogError: the folder or a file cannot be read, or `report` is the default and something is damaged.
        """
        seen: dict[str, str] = {}
        shard, files = "", self.files()
        for done, (path, partition) in enumerate(files, start=1):
            if partition.shard != shard:
                shard, seen = partition.shard, {}
            yield from self._records(path, partition, seen, report)
            if progress is not None:
                progress(done, len(files))

    def files(self) -> list[tuple[Path, Partition]]:
        """Return the files of the log, shard by shard, the newest week first; none where the folder does not exist.

        Raises:
            LogError: the folder cannot be read.
        """
        named = ((path, Partition.named(path.name)) for path in self.paths())
        found = [(path, partition) for path, partition in reversed(list(named)) if partition is not None]
        return sorted(found, key=lambda file: (file[1].shard, file[1].kind != "week"))

    def paths(self) -> list[Path]:
        """Return all paths in the folder, sorted by name, whether or not they belong to the log.

        Raises:
            LogError: the folder cannot be read.
        """
        with self.translated():
            try:
                return sorted(self.directory.iterdir(), key=lambda path: path.name)
            except FileNotFoundError:
                return []

    def read(self, path: Path) -> Contents:
        """Return the contents of a file of the log; none where it has just been purged.

        Raises:
            LogError: the file cannot be read.
        """
        data = self.read_bytes(path)
        return Contents({}) if data is None else contents_of(path.name, data)

    def read_bytes(self, path: Path) -> bytes | None:
        """Return the bytes of a file; None where it has just been purged, and no bytes where it is not a regular file.

        Raises:
            LogError: the file cannot be read.
        """
        with self.translated():
            try:
                data = read_file(path)
            except FileNotFoundError:
                return None
            return b"" if data is None else data

    @contextmanager
    def writing(self, shard: str) -> Iterator[None]:
        """Hold the lock of one shard; create the folder where it does not exist.

        Raises:
            LogError: the folder cannot be created or written, or another process holds the lock for too long.
        """
        lock = self.directory / f".lock-{shard}"
        with self.translated(), ExitStack() as held:
            try:
                held.enter_context(locked(lock, self._patience))
            except FileNotFoundError:
                make_folders(self.disk, self.directory)
                held.enter_context(locked(lock, self._patience))
            yield

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn an OSError into a `LogError` whose sentence names the file.

        Raises:
            LogError: an OSError was raised inside.
        """
        try:
            yield
        except OSError as error:
            raise LogError(f"{error.filename or self.directory}: {error.strerror or 'cannot be used'}.") from error

    def _records(self, path: Path, partition: Partition, seen: dict[str, str], report: Report) -> Iterator[Record]:
        contents = self.read(path)
        for damage in contents.damage:
            report(damage)
        for fields in contents.documents():
            try:
                record = Record.model_validate(fields)
            except ValidationError:
                report(Damage(path.name, "this record is not of a kind that this version knows", fields.get("id")))
                continue
            if not partition.holds(record):
                report(Damage(path.name, "this record belongs into another file", record.id))
            if (kind := seen.get(record.id)) is None:
                seen[record.id] = partition.kind
                yield record
            elif not partition.may_share_with(kind):
                # Only a power cut between the two halves of `replace` leaves this; the newer one was read first.
                report(Damage(path.name, "this record is there twice; a newer one is in another file", record.id))

    def _keep(self, record: Record, *, over: bool) -> None:
        partition = Partition.of(record)
        with self.writing(partition.shard):
            put(ShardStorage(self.directory, partition, self.disk, record.id), record.id, document_of(record), over=over)
            # Also where the record existed before: the process that wrote it may have died before this flush.
            self.disk.flush_folder(self.directory)

    def _forget(self, record_id: str, *, but: str | None) -> None:
        with self.writing(record_id[0]):
            for path in self.paths():
                partition = Partition.named(path.name.partition(ASIDE)[0])
                if partition is None or not record_id.startswith(partition.part) or path.name == but:
                    continue
                if record_id.encode() not in (read_file(path) or b""):
                    continue
                if ASIDE in path.name:
                    blot(path, partition, self.disk, record_id)
                else:
                    drop(ShardStorage(self.directory, partition, self.disk, record_id), record_id)
            self.disk.flush_folder(self.directory)
