"""What spreadsheets and statistics programs read back is what was exported."""

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assets.catalog import load
from store.columns import Column, columns
from store.export import Row
from store.formats import FORMATS
from store.log import SessionLog
from tests.store.people import people
from tests.store.releases import NEXT_YEAR, exported, put
from tui.cli.bundle import R_COMMAND
from tui.cli.codebook import described

BOOK = described(columns(), load())
TEXTS = {"first_week", "last_week", "language", "questionnaire"}


@pytest.fixture
def table(log: SessionLog) -> list[Row]:
    put(log, people(400, weeks=8))
    return exported(log, NEXT_YEAR)


def written(kind: str, table: list[Row], folder: Path) -> Path:
    path = folder / f"visits.{kind}"
    with path.open("wb") as file:
        FORMATS[kind](BOOK, table, file)
    return path


def as_text(row: Row) -> dict[str, str]:
    return {name: str(value) for name, value in row.items()}


def test_a_workbook_holds_codes_words_and_the_codebook(table: list[Row], tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    book = openpyxl.load_workbook(written("xlsx", table, tmp_path), read_only=True)
    assert book.sheetnames == ["visits", "labels", "codebook"]
    names, *rows = book["visits"].values
    assert [dict(zip(names, row, strict=True)) for row in rows] == table
    titles, *words = book["labels"].values
    assert titles[names.index("cough_duration")] == "How long have you had the cough?"
    label = {(column, code or ""): english for column, code, english, *_ in book["codebook"].values}
    assert [label[name, str(value)] for name, value in table[0].items() if (name, str(value)) in label] == [
        word for name, value, word in zip(names, table[0].values(), words[0], strict=True) if (name, str(value)) in label
    ]


@pytest.mark.parametrize("kind", ["sav", "dta"])
def test_statistics_programs_read_codes_labels_and_kinds_of_missing(kind: str, table: list[Row], tmp_path: Path) -> None:
    pyreadstat = pytest.importorskip("pyreadstat")
    path = written(kind, table, tmp_path)
    frame, about = getattr(pyreadstat, f"read_{kind}")(path, apply_value_formats=True, user_missing=True)
    assert [as_text(row) for row in frame.to_dict("records")] == [as_text(row) for row in table]
    plain, _ = getattr(pyreadstat, f"read_{kind}")(path)
    missing = sum(value in {"not_asked", "not_reached", "declined"} for row in table for value in row.values())
    coded = [column.name for column in BOOK if column.is_answer]
    assert plain[coded].isna().sum().sum() == missing > 1000
    assert about.column_names_to_labels["cough_duration"] == "How long have you had the cough?"
    assert about.variable_value_labels["finished"] == {0: "False", 1: "True"}
    assert [about.variable_value_labels["cough"][number] for number in (1, 2, 3)] == ["yes", "no", "unsure"]
    assert all(isinstance(value, str) for value in frame["questionnaire"])


@pytest.mark.parametrize("kind", ["sav", "dta"])
def test_columns_of_texts_are_texts_and_all_others_numbers_also_without_visits(
    kind: str, table: list[Row], tmp_path: Path
) -> None:
    pyreadstat = pytest.importorskip("pyreadstat")
    for rows in (table, []):
        _, about = getattr(pyreadstat, f"read_{kind}")(written(kind, rows, tmp_path))
        assert {name for name, found in about.readstat_variable_types.items() if found == "string"} == TEXTS


def test_pandas_and_duckdb_read_types_and_values(table: list[Row], tmp_path: Path) -> None:
    pandas, duckdb = pytest.importorskip("pandas"), pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    path = {kind: str(written(kind, table, tmp_path)) for kind in ("csv", "jsonl", "parquet")}
    as_string = {"questionnaire": str}
    frames = {
        "csv": pandas.read_csv(path["csv"], dtype=as_string),
        "jsonl": pandas.read_json(path["jsonl"], lines=True, dtype=as_string),
        "parquet": pandas.read_parquet(path["parquet"]),
    }
    relations = (
        duckdb.read_csv(path["csv"], dtype={"questionnaire": "VARCHAR"}),
        duckdb.read_json(path["jsonl"]),
        duckdb.read_parquet(path["parquet"]),
    )
    for kind, frame in frames.items():
        assert frame.to_dict("records") == table, kind
    for relation in relations:
        assert [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()] == table


ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
@pytest.mark.slow
def test_libreoffice_reads_every_cell_of_the_workbook(table: list[Row], tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    path = written("xlsx", table, tmp_path)
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    words = ["soffice", home, "--headless", "--convert-to", ALL_SHEETS, "--outdir", str(tmp_path / "out"), str(path)]
    subprocess.run(words, check=True, capture_output=True)
    codes, labels, codebook = (read_csv(tmp_path / "out" / f"visits-{sheet}.csv") for sheet in ("visits", "labels", "codebook"))
    flags = {"True": "TRUE", "False": "FALSE"}
    assert codes == [{name: flags.get(value, value) for name, value in as_text(row).items()} for row in table]
    assert len(labels) == len(table)
    assert {line["column"] for line in codebook} == {column.name for column in BOOK}


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


in_r = pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed here")
R_WRITES = 'write.csv(d, "{back}", row.names = FALSE, fileEncoding = "UTF-8")'
R_READS = {
    "csv": f"d <- {R_COMMAND.replace('visits.csv', '{path}')}; stopifnot(is.logical(d$finished))",
    "sav": 'd <- foreign::read.spss("{path}", to.data.frame = TRUE, use.missings = FALSE, trim.factor.names = TRUE)',
}


@in_r
@pytest.mark.slow
@pytest.mark.parametrize("kind", R_READS)
def test_r_reads_every_cell(kind: str, table: list[Row], tmp_path: Path) -> None:
    if kind == "sav":
        pytest.importorskip("pyreadstat")
    path, back = written(kind, table, tmp_path), tmp_path / "back.csv"
    program = f"{R_READS[kind]}; {R_WRITES}"
    subprocess.run(["Rscript", "-e", program.format(path=path, back=back)], check=True, capture_output=True, text=True)
    flags = {"TRUE": "True", "FALSE": "False"}
    read = [{name: flags.get(value, value).rstrip() for name, value in row.items()} for row in read_csv(back)]
    assert read == [as_text(row) for row in table]


def test_parquet_bears_labels_as_metadata(table: list[Row]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = io.BytesIO()
    FORMATS["parquet"](BOOK, table, file)
    field = parquet.read_schema(io.BytesIO(file.getvalue())).field("cough_duration")
    assert b"How long have you had the cough?" in field.metadata[b"labels"]
    assert field.metadata[b"missing"] == b"not_asked not_reached declined"


LIBRARIES = [("xlsx", "xlsxwriter"), *((kind, library) for kind in ("sav", "dta") for library in ("pandas", "pyreadstat"))]


@pytest.mark.parametrize(("kind", "library"), LIBRARIES)
def test_a_library_that_is_missing_is_named_with_its_extra(kind: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if library == "pyreadstat":
        pytest.importorskip("pandas")
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(Exception, match=rf"^{kind} needs {library}, which is not installed here: .* in the extra \[{kind}\]$"):
        FORMATS[kind]((Column("a"),), [], io.BytesIO())
