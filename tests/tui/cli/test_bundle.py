"""A bundle explains itself: data, codebook, schemas, checksums, and a Data Package by the rules that are published for one."""

import csv
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assets.catalog import load
from criteria.questions import QUESTIONNAIRE
from store.log import SessionLog
from tests.store.people import people
from tests.store.releases import put
from tui.cli.main import main

Run = Callable[..., int]


@pytest.fixture
def run(log: SessionLog) -> Run:
    put(log, people(300, weeks=10))
    return lambda *words: main(["log", *words, "--data", str(log.directory)])


@pytest.fixture
def bundle(run: Run, tmp_path: Path) -> Path:
    assert run("export", "--bundle", str(tmp_path / "bundle")) == 0
    return tmp_path / "bundle"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def package_of(bundle: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((bundle / "datapackage.json").read_text("utf-8"))
    return package


def test_its_files_are_those_in_its_checksums_and_only_their_owner_can_read_them(bundle: Path) -> None:
    sums = dict(line.split("  ")[::-1] for line in (bundle / "SHA256SUMS").read_text("utf-8").splitlines())
    assert set(sums) | {"SHA256SUMS"} == {path.name for path in bundle.iterdir()}
    assert all(hashlib.sha256((bundle / name).read_bytes()).hexdigest() == told for name, told in sums.items())
    assert {path.stat().st_mode & 0o777 for path in bundle.iterdir()} == {0o600}


def test_every_column_and_every_code_in_the_data_is_in_the_codebook_in_every_language(bundle: Path) -> None:
    visits, codebook = table(bundle / "visits.csv"), table(bundle / "codebook.csv")
    assert [row["column"] for row in codebook if row["kind"] == "column"] == list(visits[0])
    known = {(row["column"], row["code"]) for row in codebook if row["kind"] != "column"}
    told = {(name, value) for row in visits for name, value in row.items()}
    coded = {row["column"] for row in codebook if row["type"] == "code"}
    assert {(name, value) for name, value in told if name in coded} <= known
    assert {value for name, value in told if name == "cough_duration"} >= {"not_asked", "declined"}
    languages = load().languages
    assert all(row[f"label_{language}"] for row in codebook for language in languages)
    assert len(visits) > 100


def test_its_schema_allows_every_row(bundle: Path) -> None:
    schema = json.loads((bundle / "schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    allows = Draft202012Validator(schema).is_valid
    for row in table(bundle / "visits.csv"):
        assert allows(row | {flag: row[flag] == "True" for flag in ("simulated", "finished")})


def test_it_is_a_data_package_by_the_published_rules(bundle: Path) -> None:
    package = package_of(bundle)
    assert re.fullmatch(r"[a-z0-9._-]+", package["name"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", package["created"])
    assert package["questionnaires"][QUESTIONNAIRE]
    for resource in package["resources"]:
        path = bundle / resource["path"]
        assert resource["bytes"] == path.stat().st_size
        assert resource["hash"] == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
        fields, rows = resource["schema"]["fields"], table(path)
        assert [field["name"] for field in fields] == list(rows[0])
        missing = resource["schema"]["missingValues"]
        for field in fields:
            wrong = {row[field["name"]] for row in rows if row[field["name"]] not in missing and not is_valid(field, row)}
            assert wrong == set(), field


def is_valid(field: dict[str, Any], row: dict[str, str]) -> bool:
    value, constraints = row[field["name"]], field.get("constraints", {})
    if field["type"] == "boolean":
        return value in {*field["trueValues"], *field["falseValues"]}
    return value in constraints.get("enum", [value]) and bool(re.fullmatch(constraints.get("pattern", ".*"), value))


def test_the_validator_of_data_packages_accepts_it(bundle: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    assert frictionless.validate(str(bundle / "datapackage.json")).valid


def test_what_a_question_means_is_said_in_the_words_that_people_read(bundle: Path) -> None:
    label = {(row["column"], row["code"]): row["label_es"] for row in table(bundle / "codebook.csv")}
    spanish = load().languages["es"]
    asked = spanish.questions["cough_duration"]
    assert label["cough_duration", ""] == asked.title
    assert label["cough_duration", "under_3_weeks"] == asked.options["under_3_weeks"]
    assert label["cough", "yes"] == spanish.checklist.yes
    assert label["what_matters_time", ""].endswith(spanish.questions["what_matters"].options["time"])
    assert label["first_week", "undated"] == "El reloj estaba mal"


def test_one_grain_is_in_data_codebook_and_schema(run: Run, tmp_path: Path) -> None:
    assert run("export", "--bundle", str(tmp_path / "by"), "--by", "quarter") == 0
    assert list(table(tmp_path / "by" / "visits.csv")[0])[:2] == ["quarter", "language"]
    assert table(tmp_path / "by" / "codebook.csv")[0]["label_fr"] == "Trimestre du lot"
    assert "quarter" in json.loads((tmp_path / "by" / "schema.json").read_text("utf-8"))["required"]


def test_it_never_overwrites_and_what_fails_leaves_nothing(
    run: Run, log: SessionLog, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()
    assert run("export", "--bundle", str(tmp_path / "mine")) == 2
    assert capsys.readouterr().err == f"pulmoscreen: {tmp_path / 'mine'}: File exists; a bundle needs a new folder.\n"
    monkeypatch.setattr("tui.cli.bundle.README", "{no}")
    assert run("export", "--bundle", str(tmp_path / "new")) == 70
    assert not (tmp_path / "new").exists()
    assert log.directory.exists()


@pytest.mark.parametrize(
    "words", [(), ("--format", "csv"), ("-o", "x.csv"), ("--bundle", "x", "-o", "y"), ("--bundle", "x", "--format", "csv")]
)
def test_an_export_is_one_file_or_a_bundle(run: Run, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", *words) == 2
    assert "either --format and -o, or --bundle, or --raw and -o, are needed" in capsys.readouterr().err
