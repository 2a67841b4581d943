"""The units of the daily delivery and of the SSH server, each beside what starts it, as systemd itself sees them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.shipped import DEPLOY

pytestmark = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")


PAIRS = ("pulmoscreen-ship.timer", "pulmoscreen-ssh.socket")


@pytest.fixture(params=PAIRS)
def starter(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the timer or socket beside the unit that it starts, which has a program that exists on this machine."""
    path = tmp_path / str(request.param)
    path.write_bytes((DEPLOY / path.name).read_bytes())
    unit = path.with_suffix(".service")
    shipped = (DEPLOY / unit.name).read_text()
    assert shipped.count("/opt/pulmoscreen/bin/python") == 1
    unit.write_text(shipped.replace("/opt/pulmoscreen/bin/python", sys.executable))
    return path


def test_systemd_finds_nothing_wrong_with_the_units(starter: Path) -> None:
    both = [str(starter.with_suffix(".service")), str(starter)]
    ended = subprocess.run(["systemd-analyze", "verify", "--man=no", *both], capture_output=True, text=True, check=False)
    assert [line for line in ended.stderr.splitlines() if "pulmoscreen" in line] == []
    assert ended.returncode == 0, ended.stderr


def test_systemd_rates_the_unit_as_safe(starter: Path) -> None:
    command = [
        "systemd-analyze",
        "security",
        "--offline=true",
        "--threshold=20",
        "--no-pager",
        str(starter.with_suffix(".service")),
    ]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
