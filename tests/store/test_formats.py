"""The bytes of each format."""

import csv
import io
import json
import re
import sys
from collections.abc import Iterator

import pytest

from store.columns import columns
from store.disk import LogError
from store.export import Row
from store.formats import FORMATS

NAMES = [column.name for column in columns()]
PERSON: Row = dict.fromkeys(NAMES, "not_asked") | {"first_week": "2026-W47", "simulated": False, "finished": True}
SAYS: Row = PERSON | {"cough": "yes", "language": "é"}


def written(name: str, *table: Row) -> io.BytesIO:
    file = io.BytesIO()
    FORMATS[name](columns(), iter(table), file)
    assert not file.closed
    file.seek(0)
    return file


def test_no_code_of_a_column_has_anything_that_csv_would_quote() -> None:
    for by in (None, "quarter", "year"):
        for column in columns(by):
            assert all(re.fullmatch(r"[0-9A-Za-z_.-]+", str(code)) for code in (column.name, *column.codes, *column.missing))
            assert not {",", '"', r"\n", r"\r"} & set(re.sub(r"\{[0-9,]*\}", "", column.pattern))


def test_csv_has_a_line_of_names() -> None:
    data = written("csv", PERSON, SAYS).read()
    assert data.startswith(",".join(NAMES).encode() + b"\r\n2026-W47,not_asked,")
    assert data.count(b"\r\n") == data.count(b"\n") == 3
    first, second = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    assert (first["cough"], first["simulated"], first["finished"]) == ("not_asked", "False", "True")
    assert (second["cough"], second["language"]) == ("yes", "é")


def test_csv_reaches_the_file_row_by_row_also_where_a_later_row_fails() -> None:
    file = io.BytesIO()

    def table() -> Iterator[Row]:
        yield PERSON
        yield PERSON
        assert file.getvalue().count(b"\n") == 3  # the names and both rows
        raise LogError("a file cannot be read.")

    with pytest.raises(LogError):
        FORMATS["csv"](columns(), table(), file)
    assert not file.closed


def test_jsonl_is_one_object_a_line() -> None:
    lines = written("jsonl", PERSON, SAYS).read().split(b"\n")
    assert [json.loads(line) for line in lines[:-1]] == [PERSON, SAYS]
    assert lines[-1] == b""


def test_parquet_has_a_type_for_each_column_and_groups_of_ten_thousand_rows() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    pa = pytest.importorskip("pyarrow")
    file = parquet.ParquetFile(written("parquet", *[PERSON] * 10_000, SAYS))
    types = dict.fromkeys(NAMES, pa.string()) | {"simulated": pa.bool_(), "finished": pa.bool_()}
    assert dict(zip(file.schema_arrow.names, file.schema_arrow.types, strict=True)) == types
    assert [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)] == [10_000, 1]
    assert file.read_row_group(1).to_pylist() == [SAYS]
    (column,) = (column for column in columns() if column.name == "cough")
    told = file.schema_arrow.field("cough").metadata
    assert (json.loads(told[b"labels"]), told[b"missing"].decode().split()) == (column.labels, list(column.missing))
    assert len(column.missing) > 1
    assert file.read_row_group(0).slice(0, 1).to_pylist() == [PERSON]


@pytest.mark.parametrize("name", ["pyarrow", "pyarrow.parquet"])
def test_parquet_without_its_library_is_one_sentence_that_says_what_to_install(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    wanted = "pip install 'pyarrow>=18', which is in the extra"
    with pytest.raises(LogError, match=rf"^parquet needs {name}, which is not installed here: {wanted} \[parquet\]$"):
        written("parquet", PERSON)
