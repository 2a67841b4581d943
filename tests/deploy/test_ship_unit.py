"""The units of the daily delivery, as systemd itself sees them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.shipped import DEPLOY

pytestmark = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """Return the unit beside its timer, with a program that exists on this machine."""
    (tmp_path / "pulmoscreen-ship.timer").write_bytes((DEPLOY / "pulmoscreen-ship.timer").read_bytes())
    path = tmp_path / "pulmoscreen-ship.service"
    text = (DEPLOY / "pulmoscreen-ship.service").read_text()
    assert text.count("/opt/pulmoscreen/bin/python") == 1
    path.write_text(text.replace("/opt/pulmoscreen/bin/python", sys.executable))
    return path


def test_systemd_finds_nothing_wrong_with_the_units(unit: Path) -> None:
    both = [str(unit), str(unit.with_suffix(".timer"))]
    ended = subprocess.run(["systemd-analyze", "verify", "--man=no", *both], capture_output=True, text=True, check=False)
    assert [line for line in ended.stderr.splitlines() if "pulmoscreen" in line] == []
    assert ended.returncode == 0, ended.stderr


def test_systemd_rates_the_unit_as_safe(unit: Path) -> None:
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", str(unit)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
