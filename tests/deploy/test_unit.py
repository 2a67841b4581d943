"""The unit for a console, as systemd itself sees it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.shipped import DEPLOY, LAUNCHER

pytestmark = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """Return the unit, with a launcher that exists on this machine."""
    launcher = tmp_path / "pulmoscreen-launcher"
    launcher.write_bytes(LAUNCHER.read_bytes())
    launcher.chmod(0o755)
    path = tmp_path / "pulmoscreen.service"
    text = (DEPLOY / "pulmoscreen.service").read_text()
    assert text.count("/usr/local/libexec/pulmoscreen-launcher") == 1
    path.write_text(text.replace("/usr/local/libexec/pulmoscreen-launcher", str(launcher)))
    return path


def test_systemd_finds_nothing_wrong_with_the_unit(unit: Path) -> None:
    ended = subprocess.run(["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False)
    about_it = [line for line in ended.stderr.splitlines() if "pulmoscreen" in line]
    assert about_it == []
    assert ended.returncode == 0, ended.stderr


def test_a_typing_error_in_the_unit_would_be_found(unit: Path) -> None:
    unit.write_text(unit.read_text().replace("ProtectSystem=strict", "ProtectSystm=strict"))
    ended = subprocess.run(["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False)
    assert "ProtectSystm" in ended.stderr


def test_systemd_rates_the_unit_as_safe(unit: Path) -> None:
    # An exposure of 1.0 out of 10; whatever opens the unit further fails here.
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=10", "--no-pager", str(unit)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_nothing_that_the_kiosk_draws_reaches_the_journal() -> None:
    lines = (DEPLOY / "pulmoscreen.service").read_text().splitlines()
    assert {line for line in lines if line.startswith("Standard")} == {
        "StandardInput=tty",
        "StandardOutput=tty",
        "StandardError=tty",
    }


@pytest.mark.skipif(shutil.which("systemd-sysusers") is None, reason="systemd-sysusers is not installed")
def test_the_account_is_made_with_a_shell_that_starts_the_launcher(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    command = ["systemd-sysusers", f"--root={tmp_path}", str(DEPLOY / "sysusers-pulmoscreen.conf")]
    subprocess.run(command, capture_output=True, check=True)
    (line,) = [line for line in (tmp_path / "etc/passwd").read_text().splitlines() if line.startswith("pulmoscreen:")]
    assert line.endswith(":/var/lib/pulmoscreen:/bin/sh")
    (shadow,) = [line for line in (tmp_path / "etc/shadow").read_text().splitlines() if line.startswith("pulmoscreen:")]
    assert shadow.split(":")[1].startswith("!")
