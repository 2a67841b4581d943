"""Exports for spreadsheets and statistics programs, with labels. Each needs an optional library, and all rows in memory."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from string import ascii_lowercase
from typing import IO, Any, Final

from store.columns import Column
from store.export import Row
from store.optional import optional

_FIRST_MISSING: Final = 97
"""Codes are numbered from 1, kinds of missing from here."""
_REFERENCE: Final = "en"


def write_xlsx(columns: Sequence[Column], table: Iterable[Row], file: IO[bytes]) -> None:
    """Write a workbook with three sheets: the visits by their codes, the same in words, and the codebook.

    Raises:
        LogError: XlsxWriter, an optional dependency, is not installed.
    """
    library = optional("xlsxwriter", "xlsx")
    with tempfile.TemporaryDirectory() as folder, library.Workbook(file, {"tmpdir": folder}) as book:
        codes, words = book.add_worksheet("visits"), book.add_worksheet("labels")
        codes.write_row(0, 0, [column.name for column in columns])
        words.write_row(0, 0, [_label(column, "") for column in columns])
        for number, row in enumerate(table, start=1):
            codes.write_row(number, 0, list(row.values()))
            words.write_row(number, 0, [_label(column, row[column.name]) for column in columns])
        codebook = book.add_worksheet("codebook")
        languages = list(columns[0].labels.get("", {}))
        codebook.write_row(0, 0, ["column", "code", *languages])
        for number, line in enumerate(_codebook(columns, languages), start=1):
            codebook.write_row(number, 0, line)
        for sheet in (codes, words, codebook):
            sheet.freeze_panes(1, 0)


def write_sav(columns: Sequence[Column], table: Iterable[Row], file: IO[bytes]) -> None:
    """Write a file for SPSS: codes are numbers with labels, and the kinds of missing are its user-defined missing values.

    Raises:
        LogError: pyreadstat or pandas, which are optional, are not installed.
    """
    numbers = {column.name: _numbers(column) for column in columns}
    missing = {column.name: [numbers[column.name].get(code, code) for code in column.missing] for column in columns}
    options = {"missing_ranges": {name: values for name, values in missing.items() if values}}
    _write_statistics("sav", columns, table, file, numbers, options)


def write_dta(columns: Sequence[Column], table: Iterable[Row], file: IO[bytes]) -> None:
    """Write a file for Stata: codes are numbers with labels, and the kinds of missing are .a, .b and .c.

    Raises:
        LogError: pyreadstat or pandas, which are optional, are not installed.
    """
    letters = dict(enumerate(ascii_lowercase, start=_FIRST_MISSING))
    numbers = {
        column.name: {code: letters.get(number, number) for code, number in _numbers(column).items()} for column in columns
    }
    missing = {name: [value for value in values.values() if isinstance(value, str)] for name, values in numbers.items()}
    options = {"missing_user_values": {name: values for name, values in missing.items() if values}}
    _write_statistics("dta", columns, table, file, numbers, options)


def _numbers(column: Column) -> dict[str, Any]:
    """Return the number of each code; none for a column of texts."""
    if column.is_boolean:
        return {"False": 0, "True": 1}
    if not column.codes:
        return {}
    values = {str(code): number for number, code in enumerate(column.codes, start=1)}
    return values | {code: number for number, code in enumerate(column.missing, start=_FIRST_MISSING)}


def _write_statistics(  # noqa: PLR0913, PLR0917 - what the two formats differ in
    kind: str,
    columns: Sequence[Column],
    table: Iterable[Row],
    file: IO[bytes],
    numbers: Mapping[str, Mapping[str, Any]],
    options: Mapping[str, Any],
) -> None:
    pandas, library = optional("pandas", kind), optional("pyreadstat", kind)
    cells: dict[str, list[Any]] = {column.name: [] for column in columns}
    for row in table:
        for name, value in row.items():
            cells[name].append(numbers[name].get(str(value), value))
    labels = {name: {number: code for code, number in codes.items()} for name, codes in numbers.items() if codes}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"visits.{kind}"
        frame = pandas.DataFrame({name: pandas.Series(values, dtype=object) for name, values in cells.items()})
        for column in columns:
            if not options.get("missing_user_values", {}).get(column.name) and numbers[column.name]:
                frame[column.name] = frame[column.name].astype("int64")
        write = getattr(library, f"write_{kind}")
        write(frame, path, column_labels=[_label(column, "") for column in columns], variable_value_labels=labels, **options)
        with path.open("rb") as written:
            shutil.copyfileobj(written, file)


def _label(column: Column, value: object) -> str:
    """Return a code in English words, or the value itself where it has none."""
    return column.labels.get(str(value), {}).get(_REFERENCE, str(value) or column.name)


def _codebook(columns: Sequence[Column], languages: Sequence[str]) -> Iterator[list[str]]:
    for column in columns:
        for code, labels in column.labels.items():
            yield [column.name, code, *(labels[language] for language in languages)]
