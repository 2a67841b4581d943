"""docs/operating.md, line by line in a clean Debian: install, behind sshd, update, roll back, back up, restore, uninstall."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.changes.copies import NOT_COPIED, ROOT

SECTIONS: Final = ("Install", "Behind sshd", "Update", "Roll back", "Back up and restore", "Uninstall")
PACKAGES: Final = "python3,python3-venv,openssh-server,systemd,ca-certificates"
STUB: Final = '#!/bin/sh\necho "systemctl $*" >>/systemctl.log\n'
"""There is no service manager in a changed root: what it is asked for is noted."""

PREPARED: Final = """\
set -eux
cd /source
mkdir -p /run/sshd
ssh-keygen -A
"""


def blocks(section: str) -> str:
    """Return the commands of a section of the guide."""
    guide = (ROOT / "docs" / "operating.md").read_text("utf-8")
    text = guide.split(f"\n## {section}\n")[1].split("\n## ")[0]
    return "".join(re.findall(r"^```\n(.*?)^```$", text, re.DOTALL | re.MULTILINE))


def test_every_section_of_the_walk_has_commands() -> None:
    assert [section for section in SECTIONS if not blocks(section)] == []


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the root of a Debian with nothing on it, the source in it."""
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        pytest.skip("needs root and debootstrap")
    root = tmp_path_factory.mktemp("root")
    root.chmod(0o755)
    made = subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", root],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"no packages of Debian can be had: {made.stdout[-200:]!r}")
    shutil.copytree(ROOT, root / "source", ignore=NOT_COPIED)
    for path in (Path("/etc/resolv.conf"), Path("/etc/pip.conf"), Path("/etc/ssl/certs/ca-certificates.crt")):
        if path.exists():
            shutil.copy(path, root / path.relative_to("/"))
    for name in ("systemctl", "systemd-analyze"):
        stub = root / "usr" / "local" / "bin" / name
        stub.write_text(STUB)
        stub.chmod(0o755)
    return root


def entered(root: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a script in the root; it types a PIN where one is asked for."""
    (root / "walk.sh").write_text(PREPARED + script)
    environment = {"PATH": "/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin", "HOME": "/root", "LANG": "C.UTF-8"}
    return subprocess.run(
        ["chroot", root, "/bin/bash", "/walk.sh"],
        env=environment,
        input="280613\n280613\n",
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_guide_holds_line_by_line_in_a_clean_root(clean: Path) -> None:
    for section in SECTIONS:
        ended = entered(clean, blocks(section))
        assert ended.returncode == 0, f"{section}: {ended.stdout[-2000:]}{ended.stderr[-2000:]}"
        if section == "Install":
            assert (clean / "usr/local/libexec/pulmoscreen-launcher").exists()
            assert (clean / "etc/pulmoscreen/pin_hash").read_text() != ""
        elif section == "Behind sshd":
            assert "\npulmoscreen:*:" in (clean / "etc/shadow").read_text()
        elif section == "Roll back":
            assert "pulmoscreen" in entered(clean, "/opt/pulmoscreen/bin/pulmoscreen --version").stdout
    left = [
        str(path.relative_to(clean)) for path in clean.rglob("*pulmoscreen*") if "source" not in path.parts[len(clean.parts)]
    ]
    assert [path for path in left if not path.startswith(("proc/", "sys/", "root/.cache"))] == []
