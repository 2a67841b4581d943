"""Everything that SSH offers beside a terminal with the kiosk in it is refused, to real clients and to hostile ones."""

import subprocess
from pathlib import Path

import asyncssh
import pytest

from tests.tui.ssh.people import connecting, person
from tests.tui.ssh.servers import SSH, Server


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, stdin=subprocess.DEVNULL)


@pytest.mark.parametrize("arguments", [[], ["-tt"]])
def test_no_command_runs(server: Server, arguments: list[str], tmp_path: Path) -> None:
    made = tmp_path / "made"
    ended = run([*server.ssh(*arguments), "touch", str(made)])
    assert ended.returncode == 255
    assert "exec request failed" in ended.stderr
    assert not made.exists()
    assert server.people() == []


def test_no_file_comes_or_goes(server: Server, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    for program in (["scp", "-O"], ["scp", "-s"]):
        for way in (["/etc/hostname", f"127.0.0.1:{secret}"], ["127.0.0.1:/etc/hostname", str(secret)]):
            ended = run([*program, *SSH[1:], "-P", str(server.port), *way])
            assert ended.returncode != 0
            assert not secret.exists()
    assert "subsystem request failed" in run(["sftp", *SSH[1:], "-P", str(server.port), "127.0.0.1"]).stderr


def test_nothing_is_forwarded_by_a_real_client(server: Server, tmp_path: Path) -> None:
    assert "forwarding failed" in run(server.ssh("-W", f"127.0.0.1:{server.port}")).stderr
    fail = ("-N", "-o", "ExitOnForwardFailure=yes")
    assert run(server.ssh(*fail, "-R", "0:127.0.0.1:22")).returncode == 255
    assert run(server.ssh(*fail, "-R", f"{tmp_path}/socket:127.0.0.1:22")).returncode == 255
    assert not (tmp_path / "socket").exists()


async def test_nothing_is_forwarded_to_a_client_that_asks_for_it_itself(server: Server, tmp_path: Path) -> None:
    async with connecting(server) as connection:
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_connection("127.0.0.1", server.port)
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_unix_connection(str(tmp_path / "there"))
        with pytest.raises(asyncssh.ChannelListenError):
            await connection.start_server(lambda *_: None, "127.0.0.1", 0)
        with pytest.raises(asyncssh.ChannelListenError):
            await connection.start_unix_server(lambda *_: None, str(tmp_path / "here"))
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_tun(0)


@pytest.mark.parametrize("name", ["_process_x11_req_request", "_process_auth_agent_req_at_openssh_dot_com_request"])
async def test_what_the_library_could_forward_is_turned_off(server: Server, name: str) -> None:
    request = {
        "_process_x11_req_request": (b"x11-req", b"\0" + b"\0\0\0\x12MIT-MAGIC-COOKIE-1" + b"\0\0\0\x0200" + b"\0\0\0\0"),
        "_process_auth_agent_req_at_openssh_dot_com_request": (b"auth-agent-req@openssh.com", b""),
    }[name]
    assert hasattr(asyncssh.channel.SSHServerChannel, name)
    async with person(server) as somebody:
        await somebody.wait_for("Begin")
        assert not await somebody.process.channel._make_request(request[0], request[1])


async def test_no_variable_is_taken_however_many_are_sent(server: Server) -> None:
    async with person(server) as somebody:
        await somebody.wait_for("Begin")
        taken = [
            await somebody.process.channel._make_request(b"env", asyncssh.packet.String(name), asyncssh.packet.String("1"))
            for name in ("LANG", "TEXTUAL_DRIVER", "PYTHONINSPECT", "LD_PRELOAD")
        ]
        assert taken == [False] * 4


async def test_a_connection_has_one_session(server: Server) -> None:
    async with person(server) as somebody:
        await somebody.wait_for("Begin")
        connection = somebody.process.get_extra_info("connection")
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.create_process(term_type="xterm")
        await somebody.to_the_checklist()


async def test_old_algorithms_are_refused(server: Server) -> None:
    old = {
        "kex_algs": ["diffie-hellman-group14-sha1", "ecdh-sha2-nistp256"],
        "encryption_algs": ["aes256-cbc", "3des-cbc"],
        "mac_algs": ["hmac-sha1"],
        "server_host_key_algs": ["ssh-rsa", "ecdsa-sha2-nistp256"],
    }
    for kind, names in old.items():
        more = {"encryption_algs": ["aes256-ctr"]} if kind == "mac_algs" else {}
        with pytest.raises((asyncssh.KeyExchangeFailed, asyncssh.ConnectionLost)):
            await connecting(server, **{kind: names}, **more)


async def test_a_strange_name_of_a_terminal_reaches_nothing(server: Server) -> None:
    async with person(server, term="../../x$(id)\x1b") as somebody:
        await somebody.wait_for("Begin")
        (pid,) = server.people()
        assert Path(f"/proc/{pid}").exists()
