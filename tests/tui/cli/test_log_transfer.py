"""`pulmoscreen log export --raw` and `log import` as staff would type them."""

import stat
from pathlib import Path

import pytest

from store.log import SessionLog
from tests.store.people import by_id, people
from tests.store.releases import put
from tests.tui.cli.in_process import called


@pytest.fixture
def stick(log: SessionLog, tmp_path: Path) -> Path:
    put(log, people(60, weeks=10))
    return tmp_path / "kiosk.raw"


def export(log: SessionLog, stick: Path) -> str:
    result = called("log", "export", "--raw", "-o", str(stick), "--data", str(log.directory))
    assert (result.returncode, result.stdout) == (0, b"")
    return result.stderr.decode()


def test_a_stick_carries_every_record_to_another_log_once(log: SessionLog, stick: Path, tmp_path: Path) -> None:
    told = export(log, stick)
    assert told.startswith("60 records were exported. It holds every record as it is")
    assert stat.S_IMODE(stick.stat().st_mode) == 0o600
    there = tmp_path / "there"
    result = called("log", "import", str(stick), "--data", str(there))
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout == b"60 records were imported; 0 were there already.\n"
    assert by_id(SessionLog(there)) == by_id(log)
    again = called("log", "import", str(stick), "--data", str(there))
    assert (again.returncode, again.stdout) == (0, b"0 records were imported; 60 were there already.\n")
    audit = called("log", "audit", "--data", str(there)).stdout.decode().splitlines()
    assert [line.split("  ", 1)[1].split() for line in audit] == [
        ["imported", "records=60", "known=0", "damaged=0"],
        ["imported", "records=0", "known=60", "damaged=0"],
    ]


def test_a_damaged_line_is_named_and_is_exit_status_1(log: SessionLog, stick: Path, tmp_path: Path) -> None:
    export(log, stick)
    lines = stick.read_bytes().splitlines(keepends=True)
    stick.write_bytes(b"".join([*lines[:6], b"x" + lines[6][1:], *lines[7:]]))
    result = called("log", "import", str(stick), "--data", str(tmp_path / "there"))
    assert result.returncode == 1
    assert result.stdout == b"59 records were imported; 0 were there already.\n"
    assert result.stderr.decode().startswith("kiosk.raw, line 7: this line is damaged")
    assert result.stderr.count(b"\n") == 1


@pytest.mark.parametrize("content", [b"", b"id,week\n1,2\n", b"\x00" * 5000, b'{"id": "1"}\n'])
def test_a_file_of_another_kind_is_one_sentence(content: bytes, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_bytes(content)
    result = called("log", "import", str(other), "--data", str(tmp_path / "there"))
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode().endswith("other.csv: holds nothing that `pulmoscreen log export --raw` wrote.\n")
    missing = called("log", "import", str(tmp_path / "none"), "--data", str(tmp_path / "there"))
    assert missing.returncode == 2
    assert missing.stderr.count(b"\n") == 1


@pytest.mark.parametrize("more", [(), ("-o", "x", "--format", "csv"), ("-o", "x", "--since", "2026-W40"), ("--bundle", "x")])
def test_raw_takes_a_file_and_nothing_else(more: tuple[str, ...], log: SessionLog) -> None:
    result = called("log", "export", "--raw", *more, "--data", str(log.directory))
    assert result.returncode == 2
    assert b"--raw needs -o, and takes no other option" in result.stderr
