"""A TinyDB storage that writes one small file and replaces it as a whole."""

import errno
import os
import zlib
from collections.abc import Mapping, MutableMapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from tinydb.storages import Storage
from tinydb.table import Document, Table

from store.disk import Disk, read_file, save
from store.lines import TABLE, bytes_of, document_in, key_of, line_of, lines_if_sound
from store.partition import Partition
from store.record import monday_of
from store.salvage import contents_of

ASIDE = ".damaged-"
"""What follows the name of a file in the name of its damaged copy that is kept aside."""


class ShardStorage(Storage):
    """A TinyDB storage that shows one record of one file as the whole table, and keeps all other lines as they are.

    The caller holds the lock of the shard, and flushes the folder afterwards.
    """

    def __init__(self, folder: Path, partition: Partition, disk: Disk, record_id: str) -> None:
        self._path = folder / partition.name
        self._temporary = folder / f".tmp-{partition.shard}"
        prefix = os.fspath(folder)
        self._siblings = [f"{prefix}/{name}" for name in partition.siblings()]
        self._modified = modified_of(partition)
        self._disk = disk
        self._key = key_of(record_id)
        self._window = str(int(record_id, 16))
        self._lines: dict[str, str] = {}

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the table with at most one document. A damaged file is copied aside before it can be replaced."""
        try:
            data = read_file(self._path)
        except FileNotFoundError:
            self._lines = {}
            return None
        if data is None:
            raise OSError(errno.EINVAL, "this is no file", str(self._path))
        lines = lines_if_sound(data)
        self._lines = self._kept_aside(data) if lines is None else lines
        line = self._lines.get(self._key)
        return {TABLE: {} if line is None else {self._window: document_in(line)}}

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace the file, and give all files of its week the same times, so that none tells who came last."""
        document = data.get(TABLE, {}).get(self._window)
        if document is None:
            self._lines.pop(self._key, None)
        else:
            self._lines[self._key] = line_of(self._key, document)
        self._save()

    def add(self, lines: Mapping[str, str]) -> None:
        """Add many lines in one write; those whose keys are there stay as they are."""
        self.read()
        self._lines = {**lines, **self._lines}
        self._save()

    def _save(self) -> None:
        new = bytes_of(self._lines)
        if not new:
            self._disk.remove(self._path)
            return
        save(self._disk, self._path, new, temporary=self._temporary, modified=self._modified)
        times = (self._modified, self._modified)
        for name in self._siblings:
            try:  # noqa: SIM105 - sixteen times an append
                os.utime(name, times)
            except FileNotFoundError:
                pass

    def _kept_aside(self, data: bytes) -> dict[str, str]:
        """Copy a damaged file to another name, and return its sound lines."""
        aside = self._path.with_name(f"{self._path.name}{ASIDE}{zlib.crc32(data):08x}")
        save(self._disk, aside, data, temporary=self._temporary, modified=self._modified)
        self._disk.flush_folder(self._path.parent)
        return dict(contents_of(self._path.name, data).lines)


def modified_of(partition: Partition) -> int:
    """Return the time of a file in seconds since 1970: the Monday of its week, or 0 where it has no week."""
    if partition.week is None:
        return 0
    monday = monday_of(partition.week)
    return int(datetime(monday.year, monday.month, monday.day, tzinfo=UTC).timestamp())


def put(storage: ShardStorage, record_id: str, fields: Mapping[str, Any], *, over: bool) -> None:
    """Store a document under its id; where the id exists, replace it if `over`, else leave it."""
    table = _table(storage)
    key = int(record_id, 16)
    if over and table.update(partial(_become, fields), doc_ids=[key]):
        return
    try:
        table.insert(Document(fields, doc_id=key))
    except ValueError:
        # TinyDB raises this for an id that exists; any other cause must not pass for success.
        if not table.contains(doc_id=key):
            raise


def drop(storage: ShardStorage, record_id: str) -> None:
    """Remove the document with this id; the file goes with its last document."""
    _table(storage).remove(doc_ids=[int(record_id, 16)])


def blot(path: Path, partition: Partition, disk: Disk, record_id: str) -> None:
    """Remove the lines with this id from a damaged file that was kept aside."""
    data = b"\n".join(line for line in (read_file(path) or b"").split(b"\n") if record_id.encode() not in line)
    save(disk, path, data, temporary=path.with_name(f".tmp-{partition.shard}"), modified=modified_of(partition))


def _table(storage: ShardStorage) -> Table:
    return Table(storage, TABLE, cache_size=0)


def _become(fields: Mapping[str, Any], document: MutableMapping[str, Any]) -> None:
    document.clear()
    document.update(fields)
