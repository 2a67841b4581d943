"""`pulmoscreen log export` as a person or a script would type it."""

import subprocess
import sys
from pathlib import Path

import pytest

from store.formats import FORMATS
from store.log import SessionLog
from tests.store.people import by_id
from tests.tui.cli.conftest import Run
from tui.cli.log_commands import FORMATS as OFFERED


def test_an_export_is_written_once_for_its_owner_alone(
    run: Run, filled: SessionLog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out.jsonl"
    assert run("export", "--format", "jsonl", "-o", str(path)) == 0
    lines = path.read_text().splitlines()
    assert (
        f"{len(lines)} records were exported. Other visits wait until their week has ended and 8 or more are alike."
        in capsys.readouterr().err
    )
    assert 0 < len(lines) < len(by_id(filled))
    assert path.stat().st_mode & 0o777 == 0o600
    before = path.read_bytes()
    assert run("export", "--format", "csv", "-o", str(path)) == 2
    assert "never overwrites" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("name", ["csv", "jsonl", "parquet"])
def test_an_export_to_standard_output_is_the_same_as_to_a_file(
    run: Run, name: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run("export", "--format", name, "-o", "-") == 0
    out = capsysbinary.readouterr().out
    assert run("export", "--format", name, "-o", str(tmp_path / "out")) == 0
    assert out == (tmp_path / "out").read_bytes()


@pytest.mark.usefixtures("filled")
def test_an_export_to_a_place_that_is_not_there_is_one_sentence(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", "--format", "csv", "-o", str(tmp_path / "no" / "out.csv")) == 2
    assert capsys.readouterr().err == f"pulmoscreen: {tmp_path / 'no' / 'out.csv'}: No such file or directory.\n"


def test_the_formats_on_offer_are_those_that_can_be_written() -> None:
    assert list(FORMATS) == list(OFFERED)


WITHOUT_PYARROW = """
import sys
from pathlib import Path
sys.modules["pyarrow"] = None
from store.disk import LogError
from store.formats import write_parquet
try:
    write_parquet([], [], sys.stdout.buffer)
except LogError as error:
    print(error)
"""


def test_parquet_without_pyarrow_is_one_sentence() -> None:
    done = subprocess.run((sys.executable, "-c", WITHOUT_PYARROW), capture_output=True, text=True, check=True)
    said = "parquet needs pyarrow, which is not installed here: pip install 'pyarrow>=18', which is in the extra [parquet]"
    assert done.stdout == f"{said}\n"
