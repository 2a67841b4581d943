"""What `pulmoscreen check` says about the SSH server: whatever `serve` would refuse, before it is started."""

import re
from importlib.resources import files
from pathlib import Path
from typing import Final

from tui.check.result import CheckResult
from tui.config.files import SettingsError
from tui.config.settings import Settings
from tui.ssh.authorized_keys import authorized_keys
from tui.ssh.host_key import host_keys
from tui.ssh.listener import HANGUP_SECONDS
from tui.ssh.ports import PortTakenError, listen
from tui.ssh.proxy_header import ProxyHeaders

UNIT: Final = "pulmoscreen-ssh.service"
_STOP: Final = re.compile(r"^TimeoutStopSec=(\d+)$", re.MULTILINE)


def ssh_server(settings: Settings, root: Path = Path("/")) -> CheckResult:
    """Read the keys, try the ports, and compare the time for a stop with that of the installed unit."""
    wrong, notes = [], []
    try:
        host_keys(settings, make=False)
        wrong += authorized_keys(settings.ssh.authorized_keys)[1]
        ProxyHeaders(settings.ssh.proxy_protocol)
    except SettingsError as error:
        wrong.append(str(error))
    ssh = settings.ssh
    ports = (("ssh.port", ssh.address, ssh.port), ("ssh.metrics_port", "127.0.0.1", ssh.metrics_port))
    for setting, address, port in ports:
        if port is not None:
            try:
                listen(setting, address, port).close()
            except PortTakenError:
                notes.append(f"{setting}: {port}: something listens there already")
            except SettingsError as error:
                wrong.append(str(error))
    waits = stop_seconds(root)
    if ssh.finish_within + HANGUP_SECONDS > waits:
        told = f"ssh.finish_within: {ssh.finish_within}: with {HANGUP_SECONDS:.0f} more for records that is longer"
        wrong.append(f"{told} than the {waits} seconds of the unit; lower it, or raise its TimeoutStopSec")
    return CheckResult("ssh server", tuple(wrong), "; ".join(notes))


def stop_seconds(root: Path) -> int:
    """Return how long systemd waits for a stop: as the site's drop-ins say, or as the shipped unit does."""
    found = [(files("assets") / "deploy" / UNIT).read_text("utf-8")]
    found += [path.read_text("utf-8", "replace") for path in sorted((root / f"etc/systemd/system/{UNIT}.d").glob("*.conf"))]
    return int(_STOP.findall("\n".join(found))[-1])
