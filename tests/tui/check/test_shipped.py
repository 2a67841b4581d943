"""What `check` finds of the launcher, the unit and the block for sshd that are installed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.deploy.shipped import DEPLOY
from tests.tui.check.test_command import NOBODY, as_root
from tui.check.deployment import LAUNCHER, SSHD, UNIT, launcher, sshd_block, unit
from tui.check.result import CheckResult

Look = Callable[[Path], CheckResult]
SHIPPED: list[tuple[Look, str, str]] = [
    (launcher, LAUNCHER, "pulmoscreen-launcher"),
    (unit, UNIT, "pulmoscreen.service"),
    (sshd_block, SSHD, "sshd-pulmoscreen.conf"),
]


def install(root: Path, where: str, shipped: str) -> Path:
    path = root / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((DEPLOY / shipped).read_bytes())
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(("look", "where", "shipped"), SHIPPED)
def test_what_is_not_installed_is_no_fault(look: Look, where: str, shipped: str, tmp_path: Path) -> None:
    assert where, shipped
    assert look(tmp_path).wrong == ()
    assert look(tmp_path).note == "not installed on this machine"


@as_root
@pytest.mark.parametrize(("look", "where", "shipped"), SHIPPED)
def test_a_copy_that_others_can_change_is_told(
    look: Callable[[Path], CheckResult], where: str, shipped: str, tmp_path: Path
) -> None:
    path = install(tmp_path, where, shipped)
    assert look(tmp_path) == CheckResult(look(tmp_path).name, note=str(path))
    path.chmod(0o777)
    assert "can be changed by other users than root" in look(tmp_path).wrong[0]
    path.chmod(0o755)
    os.chown(path, NOBODY, NOBODY)
    assert "can be changed by other users than root" in look(tmp_path).wrong[0]


@as_root
def test_an_old_launcher_and_unit_are_told_and_an_adapted_block_is_not(tmp_path: Path) -> None:
    for look, where, shipped in SHIPPED:
        with install(tmp_path, where, shipped).open("a") as file:
            file.write("# changed\n")
        assert bool(look(tmp_path).wrong) is (look is not sshd_block)
    assert "reinstall it from" in launcher(tmp_path).wrong[0]
    assert "was adapted" in sshd_block(tmp_path).note


@as_root
def test_a_launcher_that_cannot_be_run_is_told(tmp_path: Path) -> None:
    install(tmp_path, LAUNCHER, "pulmoscreen-launcher").chmod(0o644)
    assert "is not executable: chmod 755" in launcher(tmp_path).wrong[0]
