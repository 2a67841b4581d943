"""Which SSH clients reach the first page: every one that is installed, and clients that know few algorithms only."""

import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import asyncssh
import pexpect
import pytest

from tests.tui.ssh.servers import SSH, Server, serving

SECONDS: Final = 60

OLD_ALGORITHMS: Final[list[dict[str, Any]]] = [
    {"kex_algs": ["diffie-hellman-group14-sha256"], "server_host_key_algs": ["rsa-sha2-256"]},
    {"kex_algs": ["diffie-hellman-group16-sha512"], "server_host_key_algs": ["ecdsa-sha2-nistp256"]},
    {"encryption_algs": ["aes128-ctr"], "mac_algs": ["hmac-sha2-256"]},
    {"encryption_algs": ["aes256-ctr"], "mac_algs": ["hmac-sha2-512"]},
]


@pytest.fixture(scope="module")
def all_keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve with a host key of each kind."""
    folder = tmp_path_factory.mktemp("clients")
    keys = []
    for kind in ("ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa"):
        path = folder / kind
        path.touch(0o600)
        asyncssh.generate_private_key(kind).write_private_key(path)
        keys.append(str(path))
    with serving(folder, f"max_per_address = 200\nhost_key = {keys}") as server:
        yield server


def fingerprint(server: Server) -> str:
    return server.host_key.split()[2]


def commands(server: Server) -> dict[str, list[str]]:
    port = str(server.port)
    return {
        "ssh": [*SSH, "-tt", "-p", port, "127.0.0.1"],
        "dbclient": ["dbclient", "-y", "-y", "-p", port, "127.0.0.1"],
        "plink": ["plink", "-batch", "-P", port, "-hostkey", fingerprint(server), "somebody@127.0.0.1"],
    }


@pytest.mark.parametrize("client", ["ssh", "dbclient", "plink"])
def test_an_installed_client_shows_the_first_page(all_keys: Server, client: str, tmp_path: Path) -> None:
    if shutil.which(client) is None:
        pytest.skip(f"{client} is not installed")
    program, *arguments = commands(all_keys)[client]
    person = pexpect.spawn(
        program, arguments, env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "TERM": "xterm"}, timeout=SECONDS
    )
    try:
        person.expect_exact("Begin")
    finally:
        person.close(force=True)


def with_paramiko(port: int) -> Iterator[bytes]:
    library = pytest.importorskip("paramiko", reason="paramiko is not installed")
    transport = library.Transport(("127.0.0.1", port))
    try:
        transport.start_client(timeout=SECONDS)
        transport.auth_none("somebody")
        channel = transport.open_session(timeout=SECONDS)
        channel.settimeout(SECONDS)
        channel.get_pty("xterm")
        channel.invoke_shell()
        while True:
            yield channel.recv(4096)
    finally:
        transport.close()


def with_libssh(port: int) -> Iterator[bytes]:
    session = pytest.importorskip("ssh.session", reason="ssh-python (libssh) is not installed").Session()
    options = pytest.importorskip("ssh.options")
    session.options_set(options.HOST, "127.0.0.1")
    session.options_set_port(port)
    session.connect()
    session.userauth_none()
    channel = session.channel_new()
    channel.open_session()
    channel.request_pty()
    channel.request_shell()
    while True:
        yield channel.read(4096)[1]


def with_libssh2(port: int) -> Iterator[bytes]:
    session = pytest.importorskip("ssh2.session", reason="ssh2-python (libssh2) is not installed").Session()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        session.handshake(connection)
        session.userauth_list("somebody")  # the library asks for this with the method "none", which lets everybody in
        channel = session.open_session()
        channel.pty("xterm")
        channel.shell()
        while True:
            yield channel.read(4096)[1]


@pytest.mark.parametrize("library", [with_paramiko, with_libssh, with_libssh2])
def test_an_installed_library_shows_the_first_page(all_keys: Server, library: Callable[[int], Iterator[bytes]]) -> None:
    shown = b""
    for part in library(all_keys.port):
        assert part
        shown += part
        if b"Begin" in shown:
            return


@pytest.mark.filterwarnings("ignore:Diffie-Hellman over finite fields")  # of the library that the client uses here
@pytest.mark.parametrize(
    "known", OLD_ALGORITHMS, ids=lambda known: "-".join(name for names in known.values() for name in names)
)
async def test_a_client_that_knows_few_algorithms_comes_in(all_keys: Server, known: dict[str, Any]) -> None:
    async with asyncssh.connect("127.0.0.1", all_keys.port, known_hosts=None, config=[], username="anybody", **known) as client:
        process = await client.create_process(term_type="xterm", encoding=None)
        shown = b""
        while b"Begin" not in shown:
            shown += await process.stdout.read(4096)
