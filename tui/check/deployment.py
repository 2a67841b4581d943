"""The shipped files that are installed on this machine. A trial installation has none, which is not a fault."""

import stat
from importlib.resources import files
from pathlib import Path
from typing import Final

from tui.check.result import CheckResult

LAUNCHER: Final = "usr/local/libexec/pulmoscreen-launcher"
UNIT: Final = "etc/systemd/system/pulmoscreen.service"
SSH_UNIT: Final = "etc/systemd/system/pulmoscreen-ssh.service"
SSH_SOCKET: Final = "etc/systemd/system/pulmoscreen-ssh.socket"
SHIP_UNIT: Final = "etc/systemd/system/pulmoscreen-ship.service"
SHIP_TIMER: Final = "etc/systemd/system/pulmoscreen-ship.timer"
SSHD: Final = "etc/ssh/sshd_config.d/pulmoscreen.conf"
GUIDE: Final = "docs/operating.md"

_OTHERS_WRITE: Final = 0o022


def launcher(root: Path = Path("/")) -> CheckResult:
    """Compare the installed launcher with the one of this version."""
    path = root / LAUNCHER
    finding = _compared("launcher", path, "pulmoscreen-launcher")
    if path.exists() and not finding.wrong and not path.stat().st_mode & stat.S_IXUSR:
        return CheckResult("launcher", (f"{path} is not executable: chmod 755 {path}",))
    return finding


def unit(root: Path = Path("/")) -> CheckResult:
    """Compare the installed systemd unit with the one of this version; a site makes its changes in a drop-in."""
    return _compared("unit", root / UNIT, "pulmoscreen.service")


def ssh_unit(root: Path = Path("/")) -> CheckResult:
    """Compare the installed systemd unit of the SSH server with the one of this version."""
    return _compared("ssh unit", root / SSH_UNIT, "pulmoscreen-ssh.service")


def ssh_socket(root: Path = Path("/")) -> CheckResult:
    """Compare the socket unit as well; a site changes the port in a drop-in."""
    return _compared("ssh socket", root / SSH_SOCKET, "pulmoscreen-ssh.socket")


def ship_unit(root: Path = Path("/")) -> CheckResult:
    """Compare the installed unit of the daily delivery with the one of this version."""
    return _compared("ship unit", root / SHIP_UNIT, "pulmoscreen-ship.service")


def ship_timer(root: Path = Path("/")) -> CheckResult:
    """Compare its timer as well; a site changes the hour in a drop-in."""
    return _compared("ship timer", root / SHIP_TIMER, "pulmoscreen-ship.timer")


def sshd_block(root: Path = Path("/")) -> CheckResult:
    """Check the configuration block for sshd, which a site may adapt."""
    path = root / SSHD
    finding = _compared("sshd", path, "sshd-pulmoscreen.conf")
    return CheckResult("sshd", note=f"{path} was adapted; run `sshd -t` to validate it") if _only_differs(finding) else finding


_DIFFERS: Final = "is not the one of this version"


def _only_differs(finding: CheckResult) -> bool:
    return len(finding.wrong) == 1 and _DIFFERS in finding.wrong[0]


def _compared(name: str, path: Path, shipped: str) -> CheckResult:
    source = files("assets") / "deploy" / shipped
    try:
        status, held = path.stat(), path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return CheckResult(name, note="not installed on this machine")
    except OSError as error:
        return CheckResult(name, (f"{path}: cannot be read: {error.strerror}; chmod 644 {path}",))
    found = []
    if status.st_uid != 0 or status.st_mode & _OTHERS_WRITE:
        found.append(f"{path} can be changed by other users than root: chown root:root {path}; chmod go-w {path}")
    if held != source.read_bytes():
        found.append(f"{path} {_DIFFERS}: reinstall it from {source}, as {GUIDE} says")
    return CheckResult(name, tuple(found), note=str(path))
