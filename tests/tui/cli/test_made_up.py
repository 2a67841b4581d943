"""Made-up visits: in a log of their own, told apart, and dropped by one command."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from store.log import SessionLog
from store.simulate import simulated
from tests.store.people import a_record, by_id, people
from tests.store.releases import put
from tui.check.session_log import session_log
from tui.cli.main import main
from tui.config.settings import LogSettings, Settings
from tui.visit.clock import now

Run = Callable[..., int]


@pytest.fixture
def run(log: SessionLog) -> Run:
    return lambda *words: main(["log", *words, "--data", str(log.directory)])


def test_simulate_wants_a_folder_that_is_not_the_sites_own(
    log: SessionLog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site.toml"
    site.write_text(f'[log]\ndirectory = "{log.directory}"\n')
    configured = ["--config", str(site)]
    for more in ([], ["--data", str(log.directory)]):
        assert main(["log", "simulate", "1", *configured, *more]) == 2
        assert "need a folder of their own, named with --data DIR" in capsys.readouterr().err
    assert not log.directory.exists()
    assert main(["log", "simulate", "1", *configured, "--data", str(tmp_path / "made up")]) == 0


def test_a_log_with_made_up_visits_says_so(run: Run, log: SessionLog, capsys: pytest.CaptureFixture[str]) -> None:
    log.append(a_record())
    assert session_log(Settings(log=LogSettings(directory=log.directory)), now()).wrong == ()
    assert run("stats") == 0
    assert capsys.readouterr().err == ""
    log.append(a_record(simulated=True))
    assert run("stats") == 0
    assert "holds made-up visits" in capsys.readouterr().err
    (told,) = session_log(Settings(log=LogSettings(directory=log.directory)), now()).wrong
    assert told == f"{log.directory}: holds made-up visits; drop them: pulmoscreen log purge --simulated"


def test_purge_drops_made_up_visits_and_no_other(run: Run, log: SessionLog, capsys: pytest.CaptureFixture[str]) -> None:
    real = [record.model_copy(update={"simulated": False}) for record in people(30, weeks=4)]
    put(log, real)
    put(log, simulated(40, now(), 4, Random(3), ["en"]))
    assert run("stats") == 0
    assert run("purge", "--simulated") == 0
    assert "40 made-up visits were dropped" in capsys.readouterr().out
    assert set(by_id(log)) == {record.id for record in real}
    assert run("verify") == run("stats") == run("purge", "--simulated") == 0
    captured = capsys.readouterr()
    assert "0 made-up visits were dropped" in captured.out
    assert "made-up" not in captured.err
