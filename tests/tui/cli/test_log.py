"""`pulmoscreen log …` as a person or a script would type it."""

import json
import os
import pty
from pathlib import Path

import pytest

from store.log import SessionLog
from tests.store.people import a_record, by_id, people
from tests.tui.cli.conftest import Run
from tui.cli.log_table import console_for


def test_simulate_prints_each_id_once_it_is_kept(run: Run, log: SessionLog, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("simulate", "40", "--seed", "1", "--weeks", "3", "--print-ids") == 0
    assert set(capsys.readouterr().out.split()) == set(by_id(log))
    assert len(by_id(log)) == 40


def test_simulate_refuses_a_log_that_holds_real_sessions(run: Run, log: SessionLog, capsys: pytest.CaptureFixture[str]) -> None:
    log.append(a_record())
    assert run("simulate", "1") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "holds real sessions" in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize("number", ["0", "-1", "x", "1e3", "²"])
def test_simulate_wants_a_number(run: Run, number: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("simulate", number) == 2
    assert capsys.readouterr().out == ""


def test_stats_as_json(run: Run, filled: SessionLog, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("stats", "--json") == 0
    stats = json.loads(capsys.readouterr().out)
    assert stats["sessions"] == 296
    assert stats["released"] + stats["waiting"] == 296
    assert stats["kept"] > 150
    assert (stats["damaged"], stats["halted"]) == (0, "")
    assert by_id(filled)


@pytest.mark.usefixtures("filled")
def test_stats_in_a_pipe_are_plain_ascii_and_fit_a_page(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("stats") == 0
    out = capsys.readouterr().out
    assert out.isascii()
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 80
    for subject in (
        "Visits over time",
        "How far people get",
        "How visits ended",
        "Where people stopped",
        "Help cards",
        "The symptoms",
    ):
        assert subject in out


@pytest.mark.parametrize("words", [("stats",), ("verify",), ("purge",), ("export", "--format", "csv", "-o", "-")])
def test_a_folder_that_is_not_there_is_one_sentence(
    words: tuple[str, ...], run: Run, log: SessionLog, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 2
    assert capsys.readouterr().err.startswith(f"pulmoscreen: {log.directory}: there is no such folder")
    log.directory.mkdir()
    assert run("stats") == 0
    assert capsys.readouterr().out.startswith("Of <8 visits that were kept and are released, <8 reached")


def test_stats_draws_bars_on_a_terminal() -> None:
    near, far = pty.openpty()
    with os.fdopen(near), os.fdopen(far, "w") as terminal:
        assert console_for(terminal).is_terminal


def test_damage_is_told_and_is_exit_status_1(run: Run, filled: SessionLog, capsys: pytest.CaptureFixture[str]) -> None:
    path = next(filled.directory.glob("2026-*.json"))
    path.write_bytes(b"")
    assert run("stats", "--json") == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["damaged"] == 1
    assert path.name in captured.err
    assert run("verify") == 1
    assert f"{path.name}: the file is not as it was written; 0 records in it can be read." in capsys.readouterr().out


@pytest.mark.usefixtures("filled")
def test_verify_of_a_sound_log(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify") == 0
    assert capsys.readouterr().out == "300 records can be read; 0 findings.\n"


def test_purge_says_how_many(run: Run, log: SessionLog, capsys: pytest.CaptureFixture[str]) -> None:
    for record in people(60, weeks=5):
        log.append(record)
    log.append(a_record().model_copy(update={"week": "2020-W01"}))
    assert run("purge") == 2
    assert "--clock-checked" in capsys.readouterr().err
    assert run("purge", "--clock-checked") == 0
    assert capsys.readouterr().out == "1 records older than 104 weeks were dropped.\n"


def test_a_log_that_cannot_be_read_is_one_sentence(run: Run, log: SessionLog, capsys: pytest.CaptureFixture[str]) -> None:
    log.directory.write_text("")
    for words in (("stats",), ("verify",), ("purge",), ("simulate", "1"), ("export", "--format", "csv", "-o", "-")):
        assert run(*words) == 2
        assert capsys.readouterr().err == f"pulmoscreen: {log.directory}: Not a directory.\n"


@pytest.mark.usefixtures("filled")
def test_audit_prints_what_staff_did(run: Run, log: SessionLog, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("audit") == 0
    assert capsys.readouterr().out == ""
    assert run("export", "--format", "csv", "-o", str(tmp_path / "out.csv")) == 0
    records = len((tmp_path / "out.csv").read_text("utf-8").splitlines()) - 1
    capsys.readouterr()
    assert run("audit") == 0
    assert capsys.readouterr().out.endswith(f"exported   by=command  records={records}  format=csv\n")
    (log.directory / ".audit").write_text("nonsense")
    assert run("audit") == 1
    assert capsys.readouterr().out == "line 1: is damaged\n"
