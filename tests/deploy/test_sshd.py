"""The shipped block in a real sshd that allows everything else, walked and attacked with real clients."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.log import SessionLog
from tests.deploy.servers import SSHD, Server, needs_sshd, prepare, run, serving
from tests.deploy.shipped import all_gone, needs_install, processes_of
from tests.pty.terminals import to_the_checklist

pytestmark = [needs_sshd, needs_install]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path) as running:
        yield running


def test_sshd_finds_nothing_wrong_with_the_block(tmp_path: Path) -> None:
    prepare(tmp_path)
    assert SSHD is not None
    ended = run([SSHD, "-t", "-f", str(tmp_path / "sshd_config")])
    assert (ended.returncode, ended.stderr) == (0, "")


def test_somebody_who_connects_walks_to_the_checklist_and_leaves(server: Server, tmp_path: Path) -> None:
    terminal = server.terminal()
    terminal.wait_for("Begin")
    to_the_checklist(terminal)
    terminal.press("y", "Cough (●) Yes")
    terminal.press("l", "Begin")
    (record,) = SessionLog(tmp_path / "log").scan()
    assert record.ended == "left"
    terminal.process.send("~.")
    terminal.process.close(force=True)
    assert all_gone(tmp_path)


@pytest.mark.parametrize("command", [["id"], ["sh", "-i"], ["cat", "/etc/passwd"]])
def test_with_a_terminal_a_command_is_never_run_and_the_kiosk_comes(server: Server, command: list[str]) -> None:
    terminal = server.terminal(["-t"], command)
    terminal.wait_for("Begin")
    assert b"uid=" not in terminal.everything
    assert b"root:" not in terminal.everything
    terminal.process.close(force=True)


@pytest.mark.parametrize("command", [[], ["id"], ["sh", "-i"]])
def test_without_a_terminal_it_is_one_plain_sentence(server: Server, tmp_path: Path, command: list[str]) -> None:
    ended = server.say(["-T"], command)
    assert ended.stdout == ""
    assert ended.stderr == "This is a kiosk, and nothing else: it needs a terminal (with ssh: no command, and no -T).\n"
    assert ended.returncode == 2
    assert all_gone(tmp_path)


def test_no_file_can_be_fetched_or_left(server: Server, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    for program in (["scp"], ["scp", "-O"]):
        fetched = run([*program, *server.options(), f"127.0.0.1:{tmp_path}/site.toml", str(tmp_path / "fetched")])
        left = run([*program, *server.options(), str(tmp_path / "mine"), f"127.0.0.1:{tmp_path}/left"])
        assert fetched.returncode != 0
        assert left.returncode != 0
    sftp = subprocess.run(["sftp", *server.options(), "127.0.0.1"], input="ls /\n", capture_output=True, text=True, check=False)
    assert sftp.returncode != 0
    assert "etc" not in sftp.stdout
    assert not (tmp_path / "fetched").exists()
    assert not (tmp_path / "left").exists()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


@pytest.mark.parametrize("way", ["-L", "-R", "-D"])
def test_nothing_is_forwarded(server: Server, way: str) -> None:
    port = _free_port()
    where = str(port) if way == "-D" else f"127.0.0.1:{port}:127.0.0.1:{server.port}"
    terminal = server.terminal([way, where])
    terminal.wait_for("Begin")
    answer = b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as through:
            if way == "-D":
                through.sendall(b"\x04\x01" + server.port.to_bytes(2, "big") + bytes([127, 0, 0, 1]) + b"\x00")
                granted = through.recv(8)
                assert granted[1:2] != b"\x5a" or through.recv(64) == b""
            else:
                answer = through.recv(64)
    except ConnectionError:
        pass
    assert b"SSH-" not in answer
    terminal.process.close(force=True)


def _environment_of(number: int) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in Path(f"/proc/{number}/environ").read_text().split("\0") if pair)
    return {name: value for name, _, value in pairs}


def _is_kiosk(number: int) -> bool:
    return b"run\0--kiosk" in Path(f"/proc/{number}/cmdline").read_bytes()


def test_no_variable_and_no_agent_of_the_client_reaches_the_kiosk(server: Server, tmp_path: Path) -> None:
    sent = {"PULMOSCREEN_EMERGENCY_NUMBER": "666", "TEXTUAL_PRESS": "q", "PYTHONINSPECT": "1", "TERM": "xterm-256color"}
    set_there = ["-o", "SetEnv=TEXTUAL_LOG=/tmp/textual.log PULMOSCREEN_CONFIG=/dev/null COLUMNS=9"]
    options = ["-A", *set_there, *(word for name in sent for word in ("-o", f"SendEnv={name}"))]
    terminal = server.terminal(options, environment=sent)
    terminal.wait_for("Begin")
    terminal.press("\r", "112")
    assert "666" not in terminal.text()
    (kiosk,) = [number for number in processes_of(tmp_path) if _is_kiosk(number) and _readable(number)]
    assert set(_environment_of(kiosk)) - {"PWD", "_", "SHLVL"} == {
        "TERM", "HOME", "PATH", "LANG", "TEXTUAL_DISABLE_KITTY_KEY", "SSH_CONNECTION",
    }  # fmt: skip
    assert _environment_of(kiosk)["SSH_CONNECTION"] == "yes"
    terminal.process.close(force=True)


def _readable(number: int) -> bool:
    # The person's process carries the same environment; the parent's is the one that was started.
    parent = int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1])
    return not _is_kiosk(parent)


def test_a_client_that_was_killed_leaves_no_process(server: Server, tmp_path: Path) -> None:
    terminal = server.terminal()
    terminal.wait_for("Begin")
    to_the_checklist(terminal)
    assert len([number for number in processes_of(tmp_path) if _is_kiosk(number)]) >= 2
    os.kill(terminal.process.pid, signal.SIGKILL)
    assert all_gone(tmp_path)
    terminal.process.close(force=True)


def test_a_second_session_on_one_connection_gives_nothing_more(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "shared"
    terminal = server.terminal(["-M", "-S", str(path)])
    terminal.wait_for("Begin")
    second = run(["ssh", *server.options(), "-S", str(path), "-o", "ControlMaster=no", "-T", "127.0.0.1", "id"])
    assert "uid=" not in second.stdout
    assert second.returncode != 0
    terminal.process.close(force=True)
