"""Writes an export: one function for each format, all with the columns of `store.export.COLUMNS`.

Each takes the rows and a binary file, which it leaves open. A row has a value for each column: a string or None, except
`simulated` (a boolean) and `what_matters` (a list of strings or None).
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO, Final

import orjson

from store.disk import LogError
from store.export import COLUMNS, Row

_BATCH: Final = 10_000
_SEVERAL: Final = "what_matters"


def write_csv(table: Iterable[Row], file: IO[bytes]) -> None:
    """Write comma-separated values in UTF-8 with a header line; the options of a list are separated by a space."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        for row in table:
            writer.writerow((row | {_SEVERAL: " ".join(row[_SEVERAL] or ())}).values())
    finally:
        # The file belongs to the caller: a wrapper that is deleted would close it.
        text.detach()


def write_jsonl(table: Iterable[Row], file: IO[bytes]) -> None:
    """Write one JSON object a line, in UTF-8."""
    for row in table:
        file.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))


def write_parquet(table: Iterable[Row], file: IO[bytes]) -> None:
    """Write Parquet, in groups of 10,000 rows.

    Raises:
        LogError: pyarrow, an optional dependency, is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - optional, and slow to import
        from pyarrow import parquet  # noqa: PLC0415 - the same
    except ModuleNotFoundError:
        raise LogError("Parquet needs pyarrow, which is not installed here: pip install 'pyarrow>=18'") from None
    types = dict.fromkeys(COLUMNS, pa.string()) | {"simulated": pa.bool_(), _SEVERAL: pa.list_(pa.string())}
    schema = pa.schema(list(types.items()))
    with parquet.ParquetWriter(file, schema) as writer:
        for batch in _batches(table):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))


FORMATS: Final[dict[str, Callable[[Iterable[Row], IO[bytes]], None]]] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
}


def _batches(table: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(table)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
