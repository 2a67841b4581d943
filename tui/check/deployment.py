"""The copies of the shipped files that are in place on this machine; a trial has none, which is no fault."""

import stat
from importlib.resources import files
from pathlib import Path
from typing import Final

from tui.check.finding import Finding

LAUNCHER: Final = "usr/local/libexec/pulmoscreen-launcher"
UNIT: Final = "etc/systemd/system/pulmoscreen.service"
SSHD: Final = "etc/ssh/sshd_config.d/pulmoscreen.conf"
GUIDE: Final = "docs/operating.md"

_OTHERS_WRITE: Final = 0o022


def launcher(root: Path = Path("/")) -> Finding:
    """Compare the launcher in place with the one of this version."""
    path = root / LAUNCHER
    finding = _compared("launcher", path, "pulmoscreen-launcher")
    if path.exists() and not finding.wrong and not path.stat().st_mode & stat.S_IXUSR:
        return Finding("launcher", (f"{path} cannot be run: chmod 755 {path}",))
    return finding


def unit(root: Path = Path("/")) -> Finding:
    """Compare the unit in place with the one of this version; a site's changes stand in a drop-in."""
    return _compared("unit", root / UNIT, "pulmoscreen.service")


def sshd_block(root: Path = Path("/")) -> Finding:
    """Look at the block for sshd, which a site may adapt."""
    path = root / SSHD
    finding = _compared("sshd", path, "sshd-pulmoscreen.conf")
    return Finding("sshd", note=f"{path} was adapted; look that sshd -t is content") if _only_differs(finding) else finding


_DIFFERS: Final = "is not the one of this version"


def _only_differs(finding: Finding) -> bool:
    return len(finding.wrong) == 1 and _DIFFERS in finding.wrong[0]


def _compared(what: str, path: Path, shipped: str) -> Finding:
    source = files("assets") / "deploy" / shipped
    try:
        status, held = path.stat(), path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Finding(what, note="not installed on this machine")
    except OSError as error:
        return Finding(what, (f"{path}: cannot be read: {error.strerror}; chmod 644 {path}",))
    found = []
    if status.st_uid != 0 or status.st_mode & _OTHERS_WRITE:
        found.append(f"{path} can be changed by others than root: chown root:root {path}; chmod go-w {path}")
    if held != source.read_bytes():
        found.append(f"{path} {_DIFFERS}: install it anew from {source}, as {GUIDE} says")
    return Finding(what, tuple(found), note=str(path))
