"""What an operator does with the server, and what it tells them."""

import asyncio
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import urllib.request
from pathlib import Path

import asyncssh
import pytest

from tests.tui.ssh.people import connecting, person
from tests.tui.ssh.servers import CONFIGURATION, serving
from tui.config.files import SettingsError
from tui.config.settings import Settings
from tui.ssh.host_key import host_keys


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


async def test_a_hang_up_reloads_limits_and_texts_for_those_who_come_and_disturbs_nobody(tmp_path: Path) -> None:
    with serving(tmp_path, "max_sessions = 1") as server:
        async with person(server) as inside:
            await inside.wait_for("Begin")
            with pytest.raises(asyncssh.DisconnectError):
                await connecting(server)
            server.configure('max_sessions = 5\n[kiosk]\nwarn_after = "x"')
            server.send(signal.SIGHUP)
            assert "kiosk.warn_after" in (await asyncio.to_thread(server.wait_for_event, "not_reloaded"))["why"]
            server.file.write_text(
                '[site]\nname = "New Name"\n' + CONFIGURATION.format(data=server.data, ssh="").removeprefix("\n[site]")
            )
            server.send(signal.SIGHUP)
            await asyncio.to_thread(server.wait_for_event, "reloaded")
            async with person(server) as other:
                await other.wait_for("Begin")
                assert "New Name" in other.text()
            await inside.to_the_checklist()
            assert "New Name" not in inside.text()


async def test_the_log_is_lines_of_json_without_addresses_and_metrics_are_on_loopback(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, f"metrics_port = {port}") as server:
        async with person(server) as somebody:
            await somebody.wait_for("Begin")
            text = (await asyncio.to_thread(urllib.request.urlopen, f"http://127.0.0.1:{port}/metrics")).read().decode()
        # One visit tells nobody that somebody has just come.
        assert "\npulmoscreen_ssh_people 0.0\n" in text
        assert "\npulmoscreen_ssh_visits_total 0.0\n" in text
        await asyncio.to_thread(server.until_empty)
        server.send(signal.SIGTERM)
        stopped = await asyncio.to_thread(server.wait_for_event, "stopped")
        written = (tmp_path / "stderr").read_text()
        assert [json.loads(line)["event"] for line in written.splitlines()] == ["ready", "stopping", "stopped"]
        assert stopped["visits"] == stopped["addresses"] == 1
        assert stopped["longest_wait_seconds"] > 0
        assert "127.0.0.1" not in written


@pytest.mark.slow
def test_the_host_key_is_made_once_for_nobody_else_and_its_fingerprint_is_told(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        path = server.data / "ssh_host_key"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        listed = subprocess.run(["ssh-keygen", "-lf", str(path)], capture_output=True, text=True, check=True).stdout
        assert listed.split()[1] in server.host_key
        assert "ED25519" in listed
        made = path.read_bytes()
    with serving(tmp_path) as server:
        assert path.read_bytes() == made
        assert listed.split()[1] in server.host_key


def with_host_keys(folder: Path, *paths: Path) -> Settings:
    return Settings.model_validate({"ssh": {"host_key": paths}, "log": {"directory": folder / "data"}})


@pytest.mark.parametrize(
    ("text", "mode", "said"), [("no key", 0o600, "is not a private key"), (None, 0o644, "others can read")]
)
def test_a_key_that_cannot_be_used_is_told_in_one_sentence(tmp_path: Path, text: str | None, mode: int, said: str) -> None:
    path = tmp_path / "key"
    if text is None:
        host_keys(with_host_keys(tmp_path, path))
    else:
        path.write_text(text)
    path.chmod(mode)
    with pytest.raises(SettingsError, match=said):
        host_keys(with_host_keys(tmp_path, path))


def test_of_several_keys_only_the_first_is_made_and_none_is_of_the_kind_of_another(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    with pytest.raises(SettingsError, match=r"second: (cannot be read: )?No such file"):
        host_keys(with_host_keys(tmp_path, first, second))
    second.write_bytes(first.read_bytes())
    second.chmod(0o600)
    with pytest.raises(SettingsError, match=r"second: is the second ssh-ed25519 key; one of each kind is allowed"):
        host_keys(with_host_keys(tmp_path, first, second))


@pytest.mark.slow
async def test_only_listed_keys_come_in_where_the_site_has_a_list(tmp_path: Path) -> None:
    mine, other = asyncssh.generate_private_key("ssh-ed25519"), asyncssh.generate_private_key("ssh-ed25519")
    listed = tmp_path / "listed"
    listed.write_bytes(b"# those who may come\n\n" + mine.export_public_key())
    with serving(tmp_path, f'authorized_keys = "{listed}"') as server:
        for keys in (None, [other]):
            with pytest.raises(asyncssh.PermissionDenied):
                await asyncssh.connect(
                    "127.0.0.1", server.port, known_hosts=None, config=None, client_keys=keys, agent_path=None
                )
        async with asyncssh.connect("127.0.0.1", server.port, known_hosts=None, config=None, client_keys=[mine]) as connection:
            process = await connection.create_process(term_type="xterm", encoding=None)
            assert b"\x1b[?1049h" in await process.stdout.read(200)


def _told(manager: socket.socket, what: bytes) -> bool:
    """Wait until the service manager is told something."""
    while manager.recv(1000) != what:
        pass
    return True


@pytest.mark.slow
def test_a_service_manager_hands_its_socket_over_and_is_told_how_it_goes(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text(CONFIGURATION.format(data=tmp_path / "data", ssh=""))
    starter = (
        "import os, socket, sys\n"
        "listener = socket.create_server(('127.0.0.1', 0)); os.dup2(listener.fileno(), 3); os.set_inheritable(3, True)\n"
        "os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS='1')\n"
        "os.execv(sys.executable, [sys.executable, '-m', 'tui', 'serve', '--config', sys.argv[1]])\n"
    )
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(60)
        process = subprocess.Popen(
            [sys.executable, "-c", starter, str(tmp_path / "site.toml")],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "400000"},
        )
        assert process.stdout is not None
        port = int(process.stdout.readline().rpartition(" ")[2])
        assert manager.recv(1000) == b"READY=1"
        assert manager.recv(1000).startswith(b"STATUS=about 0 people now, about 0 today")
        with socket.create_connection(("127.0.0.1", port), 30) as line:
            assert line.recv(100).startswith(b"SSH-2.0-pulmoscreen")
        for _ in range(3):
            assert _told(manager, b"WATCHDOG=1")
        process.terminate()
        assert _told(manager, b"STOPPING=1")
        assert process.wait(30) == 0
        process.stdout.close()


def test_it_does_not_start_without_an_emergency_number_or_on_a_port_that_is_taken(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tui", "serve", "--data", str(tmp_path)]
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PULMOSCREEN")}
    ended = subprocess.run([*command, "--port", "0"], capture_output=True, text=True, check=False, env=bare)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("pulmoscreen: site.emergency_number: ")
    with socket.create_server(("", 0)) as taken:
        number = ["--emergency-number", "112", "--port", str(taken.getsockname()[1])]
        ended = subprocess.run([*command, *number], capture_output=True, text=True, check=False, env=bare)
    assert ended.returncode == 2
    assert ended.stderr.startswith("pulmoscreen: ssh.port: ")
    assert ended.stderr.count("\n") == 1
