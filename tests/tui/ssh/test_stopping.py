"""How the server is stopped: in order, in a hurry, and while it starts."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.tui.ssh.people import connecting, person
from tests.tui.ssh.servers import CONFIGURATION, SECONDS, children, serving


async def test_a_stop_takes_nobody_more_and_lets_those_inside_finish(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        async with person(server) as inside:
            await inside.wait_for("Begin")
            await inside.to_the_checklist()
            server.send(signal.SIGTERM)
            await asyncio.to_thread(server.wait_for_event, "stopping")
            with pytest.raises(OSError, match="Connect call failed"):
                await connecting(server)
            await inside.press("y", "Cough (●) Yes")
            inside.type("l")
            assert await inside.wait_for_end() == 0
        assert await asyncio.to_thread(server.process.wait, 30) == 0
        (record,) = server.records()
        assert record.ended == "left"
        assert record.channel == "ssh"


async def test_a_stop_ends_at_its_deadline_and_keeps_what_was_agreed_to(tmp_path: Path) -> None:
    with serving(tmp_path, "finish_within = 1") as server:
        async with person(server) as inside:
            await inside.wait_for("Begin")
            await inside.to_the_checklist()
            server.send(signal.SIGTERM)
            await inside.wait_for_end()
        assert await asyncio.to_thread(server.process.wait, 30) == 0
        assert [record.ended for record in server.records()] == ["left"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_being_asked_again_and_again_to_stop_makes_no_error_of_the_end(tmp_path: Path, number: signal.Signals) -> None:
    with serving(tmp_path) as server:
        while server.process.poll() is None:
            server.send(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                # More at once than the event loop has room for would be a finding about the test.
                server.process.wait(0.1)
        assert server.process.returncode == 0
        said = Path(server.errors.name).read_text().splitlines()
        assert [line for line in said if not line.startswith("{")] == []


def imports_already(pid: int) -> bool:
    """Say whether a process, the fork server alone of them, is in the middle of its imports."""
    try:
        return "_pydantic_core" in Path(f"/proc/{pid}/maps").read_text()
    except OSError:
        return False


@pytest.mark.parametrize("shell", ["", "trap '' INT; "], ids=["in the foreground", "where the shell lets it ignore Ctrl+C"])
def test_ctrl_c_while_it_starts_ends_it_without_a_traceback(shell: str, tmp_path: Path) -> None:
    file = tmp_path / "site.toml"
    file.write_text(CONFIGURATION.format(data=tmp_path / "data", ssh=""))
    command = ["sh", "-c", f'{shell}exec "$@"', "sh", sys.executable, "-m", "tui", "serve", "--config", str(file)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as server:
        until = time.monotonic() + SECONDS
        while not any(map(imports_already, children(server.pid))):
            assert time.monotonic() < until, "no fork server"
            time.sleep(0.02)
        os.killpg(server.pid, signal.SIGINT)
        try:
            _, said = server.communicate(timeout=SECONDS)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
    assert server.returncode in {0, 130}
    assert "Traceback" not in said
