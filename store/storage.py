"""How TinyDB's documents reach the disk and survive: one small file, replaced as a whole."""

import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from tinydb.storages import Storage
from tinydb.table import Document, Table

from store.disk import Disk, save
from store.lines import TABLE, bytes_of, key_of
from store.partition import Partition
from store.record import monday_of
from store.salvage import contents_of

ASIDE = ".damaged-"
"""What the name of a damaged file that is kept aside has after the name it had."""


class ShardStorage(Storage):
    """One file of the log for TinyDB. Whoever writes holds the shard's lock, and flushes the folder afterwards."""

    def __init__(self, folder: Path, partition: Partition, disk: Disk) -> None:
        self._path = folder / partition.name
        self._temporary = folder / f".tmp-{partition.shard}"
        self._siblings = [f"{folder}/{name}" for name in partition.siblings()]
        self._modified = modified_of(partition)
        self._disk = disk

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the table, its documents as lines not yet parsed. A damaged file is kept aside before it is replaced."""
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return None
        contents = contents_of(self._path.name, data)
        if contents.damage:
            aside = self._path.with_name(f"{self._path.name}{ASIDE}{zlib.crc32(data):08x}")
            save(self._disk, aside, data, temporary=self._temporary, modified=self._modified)
            self._disk.flush_folder(self._path.parent)
        return {TABLE: dict(contents.lines)}

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace the file; all files of its week then carry the same times, so that none tells who came last."""
        documents = data.get(TABLE, {})
        if not documents:
            self._disk.remove(self._path)
            return
        save(self._disk, self._path, bytes_of(documents), temporary=self._temporary, modified=self._modified)
        for name in self._siblings:
            with suppress(FileNotFoundError):
                os.utime(name, (self._modified, self._modified))


def modified_of(partition: Partition) -> int:
    """Return the time that a file shows, in seconds: the Monday of its week, or the beginning of time."""
    if partition.week is None:
        return 0
    monday = monday_of(partition.week)
    return int(datetime(monday.year, monday.month, monday.day, tzinfo=UTC).timestamp())


class ShardTable(Table):
    """TinyDB's table, with ids that stay the decimal strings they are in the file: an append turns none into a number."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's docs offer it, its types do not


def put(storage: ShardStorage, record_id: str, fields: Mapping[str, Any], *, over: bool) -> None:
    """Store a document under its id; where there is one already, leave it, or write the new one `over` it."""
    key = key_of(record_id)
    if over:
        storage.write({TABLE: _documents(storage) | {key: fields}})
        return
    table = ShardTable(storage, TABLE, cache_size=0)
    doc_id = cast("int", key)
    try:
        table.insert(Document(fields, doc_id=doc_id))
    except ValueError:
        # This is how TinyDB refuses an id that is there; anything else must not pass for success.
        if key not in _documents(storage):
            raise


def drop(storage: ShardStorage, record_id: str) -> None:
    """Remove the document with this id, and with its last document the file."""
    documents = _documents(storage)
    if documents.pop(key_of(record_id), None) is not None:
        storage.write({TABLE: documents})


def _documents(storage: ShardStorage) -> dict[str, Any]:
    return (storage.read() or {}).get(TABLE, {})
