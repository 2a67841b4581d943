"""Writes an export: one function for each format. Each takes the columns, the rows, and a binary file, which it leaves open."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, Final

import orjson

from store.columns import Column
from store.export import Row
from store.fhir import write_fhir
from store.labelled import write_dta, write_sav, write_xlsx
from store.optional import optional

_BATCH: Final = 10_000

Columns = Sequence[Column]


def write_csv(columns: Columns, table: Iterable[Row], file: IO[bytes]) -> None:
    """Write comma-separated values in UTF-8 with a header line."""
    file.write(_csv_line(column.name for column in columns))
    for row in table:
        file.write(_csv_line(map(str, row.values())))


def _csv_line(cells: Iterable[str]) -> bytes:
    # No code or pattern of a column has anything to quote, and csv.writer takes four times as long to find that out.
    return (",".join(cells) + "\r\n").encode()


def write_jsonl(_: Columns, table: Iterable[Row], file: IO[bytes]) -> None:
    """Write one JSON object a line, in UTF-8."""
    for row in table:
        file.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))


def write_parquet(columns: Columns, table: Iterable[Row], file: IO[bytes]) -> None:
    """Write Parquet, in groups of 10,000 rows; the labels of a column are its metadata, as JSON by code and language.

    Raises:
        LogError: pyarrow, an optional dependency, is not installed.
    """
    pa, parquet = optional("pyarrow", "parquet"), optional("pyarrow.parquet", "parquet")
    types = {True: pa.bool_(), False: pa.string()}
    schema = pa.schema([pa.field(column.name, types[column.is_boolean], metadata=_metadata(column)) for column in columns])
    with parquet.ParquetWriter(file, schema) as writer:
        for batch in _batches(table):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))


Write = Callable[[Columns, Iterable[Row], IO[bytes]], None]

FORMATS: Final[dict[str, Write]] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
    "xlsx": write_xlsx,
    "sav": write_sav,
    "dta": write_dta,
    "fhir": write_fhir,
}


def _metadata(column: Column) -> dict[str, str]:
    return {"labels": orjson.dumps(column.labels).decode(), "missing": " ".join(column.missing)}


def _batches(table: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(table)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
