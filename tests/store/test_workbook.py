"""A workbook's codebook, and what it leaves behind."""

import io
import tempfile
from pathlib import Path
from typing import Any

import pytest

from store.columns import Column
from store.formats import FORMATS


def test_a_codebook_has_a_line_for_each_code_below_the_names_and_what_has_no_label_stands_for_itself(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    labels = {"": {"en": "Colour", "es": "Color"}, "r": {"en": "red", "es": "rojo"}}
    columns = (Column("colour", ("r", "g"), labels=labels), Column("note", pattern=".*"))
    path = tmp_path / "visits.xlsx"
    with path.open("wb") as file:
        FORMATS["xlsx"](columns, [{"colour": "r", "note": "x"}, {"colour": "g", "note": "y"}], file)
    book = openpyxl.load_workbook(path)
    assert list(book["labels"].values) == [("Colour", "note"), ("red", "x"), ("g", "y")]
    assert list(book["codebook"].values) == [
        ("column", "code", "en", "es"), ("colour", None, "Colour", "Color"), ("colour", "r", "red", "rojo"),
    ]  # fmt: skip
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    with path.open("wb") as file:
        FORMATS["xlsx"](columns[1:], [], file)
    assert list(openpyxl.load_workbook(path)["codebook"].values) == [("column", "code")]


def test_what_a_workbook_is_made_of_lies_in_a_folder_that_goes_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("xlsxwriter")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen: list[bool] = []

    class Watched(io.BytesIO):
        def write(self, data: Any) -> int:  # noqa: ANN401 - as its parent
            seen.extend(path.is_dir() for path in tmp_path.iterdir())
            return super().write(data)

    FORMATS["xlsx"]((Column("a"),), [], Watched())
    assert set(seen) == {True}
    assert list(tmp_path.iterdir()) == []
