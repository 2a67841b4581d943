"""`log export --bundle`: a folder that explains itself, as a Frictionless Data Package."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from assets.accepted import FILE, Accepted
from assets.catalog import parse
from store.columns import Column
from store.disk import LogError
from store.export import Row
from store.formats import write_csv
from tui import __version__
from tui.cli.codebook import codebook_rows
from tui.cli.log_output import output_to
from tui.cli.schemas import row_schema, schema_document

R_COMMAND: Final = (
    'read.csv("visits.csv", colClasses = c(questionnaire = "character", simulated = "logical", finished = "logical"))'
)
"""The command of R that reads the visits with their types."""

README: Final = """# Visits of a pulmoscreen kiosk, exported on {today}

`visits.csv` has {rows} rows, one for each visit of a person who agreed to it. UTF-8, commas, a header line, `True` and `False`.

- `codebook.csv` says what each column and each code means, in {languages}. `schema.json` is the JSON Schema of a row.
- A batch is {least} or more visits that are alike in all columns before the answers; `first_week` and `last_week` are those of
  the batch.
- Three kinds of missing answers: `declined` (asked, and not answered), `not_asked` (an answer before left it closed),
  `not_reached` (the person left before, or the answer is not released). Of visits that were left only the answers to the
  symptoms are told.
- Visits that wait for a batch are not here: rare languages and ways in, and visits that were left, are under-represented.
- People who declined to be counted, or left the checklist empty, have no row. Somebody may have come twice.
- Rows are in random order. A question may mean something else in another version of the `questionnaire`; digests of what
  was asked are in `datapackage.json`.

Has anything changed since? `sha256sum -c SHA256SUMS`. To read it with its types, use `datapackage.json` (datapackage.org),
or in R `{in_r}`.
"""

_CODEBOOK_TYPES: Final = {"column": "string", "code": "string", "kind": "string", "type": "string"}


@dataclass(frozen=True)
class About:
    """What the README of a bundle says of it: the number of rows, the least size of a batch, and the day."""

    rows: int
    least: int
    today: date


def write_bundle(folder: Path, columns: Sequence[Column], table: Iterable[Row], about: About) -> None:
    """Write a bundle into a new folder. What fails leaves no folder behind.

    Raises:
        LogError: the folder exists already or cannot be written, or the log cannot be read.
    """
    try:
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise LogError(f"{folder}: {error.strerror}; a bundle needs a new folder.") from None
    try:
        with output_to(str(folder / "visits.csv")) as file:
            write_csv(columns, table, file)
        _write(folder / "codebook.csv", _codebook(columns))
        _write(folder / "schema.json", _json(schema_document("export", row_schema(columns))))
        _write(folder / "README.md", README.format(**asdict(about), in_r=R_COMMAND, languages=", ".join(columns[0].labels[""])))
        _write(folder / "datapackage.json", _json(_package(folder, columns, about.today)))
        names = sorted(path.name for path in folder.iterdir())
        _write(folder / "SHA256SUMS", "".join(f"{_digest(folder / name)}  {name}\n" for name in names))
    except BaseException:
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
        raise


def _write(path: Path, text: str) -> None:
    with output_to(str(path)) as file:
        file.write(text.encode())


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _codebook(columns: Sequence[Column]) -> str:
    rows = list(codebook_rows(columns))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _package(folder: Path, columns: Sequence[Column], today: date) -> dict[str, Any]:
    languages = [f"label_{language}" for language in columns[0].labels[""]]
    codebook = [{"name": name, "type": "string"} for name in (*_CODEBOOK_TYPES, *languages)]
    missing = dict.fromkeys(code for column in columns for code in column.missing)
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "pulmoscreen-visits",
        "title": "Visits of a pulmoscreen kiosk",
        "created": f"{today}T00:00:00Z",
        "resources": [
            _resource(folder / "visits.csv", {"fields": [*map(_field, columns)], "missingValues": [*missing]}),
            _resource(folder / "codebook.csv", {"fields": codebook, "missingValues": [""]}),
        ],
        "program": {"name": "pulmoscreen", "version": __version__},
        "questionnaires": dict(parse(Accepted, files("assets") / FILE).questionnaires),
    }


def _resource(path: Path, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": path.stem,
        "path": path.name,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_digest(path)}",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "title": column.labels[""]["en"]}
    if column.is_boolean:
        return field | {"type": "boolean", "trueValues": ["True"], "falseValues": ["False"]}
    field["type"] = "string"
    if column.codes:
        field["categories"] = [{"value": str(code), "label": column.labels[code]["en"]} for code in column.codes]
        return field | {"constraints": {"enum": [str(code) for code in column.codes]}}
    return field | {"constraints": {"pattern": column.pattern}}
