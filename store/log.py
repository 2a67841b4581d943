"""The session log: append, replace and scan. Whatever stands in the way becomes one exception with one sentence."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from store.disk import Disk, LogError, locked, make_folders, read_file, save
from store.lines import Contents, Damage, document_of
from store.partition import Partition
from store.record import Record
from store.salvage import contents_of
from store.storage import ASIDE, ShardStorage, drop, modified_of, put

PATIENCE: Final = 5.0
"""How many seconds a writer waits for another one. A stopped process must not stop the kiosk."""


def refuse(damage: Damage) -> None:
    """Take damage for a reason to stop, which is what happens unless a reader asks to be told of it.

    Raises:
        LogError: always.
    """
    raise LogError(str(damage))


class SessionLog:
    """A folder of small TinyDB files. Any number of processes may write and read it at once.

    Nothing is held open between calls, so that a log made before a fork serves both sides of it.
    """

    def __init__(self, directory: Path, *, patience: float = PATIENCE, disk: Disk | None = None) -> None:
        self.directory = directory
        self.disk = disk or Disk()
        self._patience = patience

    def append(self, record: Record) -> None:
        """Keep `record`; return only when it is on the disk. One that is there already is left as it is.

        Raises:
            LogError: it could not be kept. Everything earlier is as it was.
        """
        self._keep(record, over=False)

    def replace(self, record: Record) -> None:
        """Keep `record` in place of what was kept under its id, in whatever week that was.

        What a person withdraws goes first: if the power fails in between, their answers are gone and a count is short.

        Raises:
            LogError: it could not be done in full; it may be tried again.
        """
        if not record.kept:
            self._forget(record.id, but=None)
        self._keep(record, over=True)
        if record.kept:
            self._forget(record.id, but=Partition.of(record).name)

    def scan(
        self, report: Callable[[Damage], object] = refuse, progress: Callable[[int, int], object] | None = None
    ) -> Iterator[Record]:
        """Iterate over every record that can be read, shard by shard, the newest week first. Needs no lock.

        Raises:
            LogError: the folder or a file cannot be read, or there is damage and nobody to `report` it to.
        """
        seen: set[str] = set()
        shard, files = "", self.files()
        for done, (path, partition) in enumerate(files, start=1):
            if partition.shard != shard:
                shard, seen = partition.shard, set()
            yield from self._records(path, partition, seen, report)
            if progress is not None:
                progress(done, len(files))

    def files(self) -> list[tuple[Path, Partition]]:
        """Return the files of the log, shard by shard, the newest week first; none where there is no folder yet.

        Raises:
            LogError: the folder cannot be read.
        """
        named = ((path, Partition.named(path.name)) for path in self.paths())
        found = [(path, partition) for path, partition in reversed(list(named)) if partition is not None]
        return sorted(found, key=lambda file: (file[1].shard, file[1].kind != "week"))

    def paths(self) -> list[Path]:
        """Return everything in the folder by name, the log's own or not.

        Raises:
            LogError: the folder cannot be read.
        """
        with self.translated():
            try:
                return sorted(self.directory.iterdir())
            except FileNotFoundError:
                return []

    def read(self, path: Path) -> Contents:
        """Return what a file holds; nothing where it has just been purged.

        Raises:
            LogError: the file cannot be read.
        """
        data = self.read_bytes(path)
        return Contents({}) if data is None else contents_of(path.name, data)

    def read_bytes(self, path: Path) -> bytes | None:
        """Return a file as it is; None where it has just been purged, and nothing where it is no file at all.

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
        """Hold the lock of one shard, in a folder that exists.

        Raises:
            LogError: the folder cannot be made or written, or another process kept the lock for too long.
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
        """Turn what the file system says into one sentence that names the file.

        Raises:
            LogError: where an OSError was raised.
        """
        try:
            yield
        except OSError as error:
            raise LogError(f"{error.filename or self.directory}: {error.strerror or 'cannot be used'}.") from error

    def _records(
        self, path: Path, partition: Partition, seen: set[str], report: Callable[[Damage], object]
    ) -> Iterator[Record]:
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
            if record.id in seen:
                # Only a power cut between the two halves of `replace` leaves this; the newer one was read first.
                report(Damage(path.name, "this record is there twice; a newer one is in another file", record.id))
                continue
            seen.add(record.id)
            yield record

    def _keep(self, record: Record, *, over: bool) -> None:
        partition = Partition.of(record)
        with self.writing(partition.shard):
            put(ShardStorage(self.directory, partition, self.disk, record.id), record.id, document_of(record), over=over)
            # Also where the record was there before: whoever wrote it may have died before this flush.
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
                    self._blot(path, partition, record_id)
                else:
                    drop(ShardStorage(self.directory, partition, self.disk, record_id), record_id)
            self.disk.flush_folder(self.directory)

    def _blot(self, path: Path, partition: Partition, record_id: str) -> None:
        """Take a record out of a damaged file that was kept aside."""
        data = b"\n".join(line for line in (read_file(path) or b"").split(b"\n") if record_id.encode() not in line)
        temporary = self.directory / f".tmp-{partition.shard}"
        save(self.disk, path, data, temporary=temporary, modified=modified_of(partition))
