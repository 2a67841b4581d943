"""Writes an export: one function for each format. Each takes the columns, the rows, and a binary file, which it leaves open."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, Final

import orjson

from store.columns import Column
from store.disk import LogError
from store.export import Row

_BATCH: Final = 10_000

Columns = Sequence[Column]


def write_csv(columns: Columns, table: Iterable[Row], file: IO[bytes]) -> None:
    """Write comma-separated values in UTF-8 with a header line."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(column.name for column in columns)
        writer.writerows(row.values() for row in table)
    finally:
        # The file belongs to the caller: a wrapper that is deleted would close it.
        text.detach()


def write_jsonl(_: Columns, table: Iterable[Row], file: IO[bytes]) -> None:
    """Write one JSON object a line, in UTF-8."""
    for row in table:
        file.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))


def write_parquet(columns: Columns, table: Iterable[Row], file: IO[bytes]) -> None:
    """Write Parquet, in groups of 10,000 rows.

    Raises:
        LogError: pyarrow, an optional dependency, is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - optional, and slow to import
        from pyarrow import parquet  # noqa: PLC0415 - the same
    except ModuleNotFoundError:
        raise LogError("Parquet needs pyarrow, which is not installed here: pip install 'pyarrow>=18'") from None
    schema = pa.schema([(column.name, pa.bool_() if column.is_boolean else pa.string()) for column in columns])
    with parquet.ParquetWriter(file, schema) as writer:
        for batch in _batches(table):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))


Write = Callable[[Columns, Iterable[Row], IO[bytes]], None]

FORMATS: Final[dict[str, Write]] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
}


def _batches(table: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(table)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
