"""What a release promises in docs/releasing.md, where a test can look. `.ci/release` is run by `.ci/run`."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_package_of_an_installation_has_its_licence_listed() -> None:
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    table = re.findall(r"^\| ([a-z0-9, -]+) \| (.+) \|$", (ROOT / "docs/releasing.md").read_text("utf-8"), re.MULTILINE)
    listed = [name for names, _ in table[1:] for name in names.split(", ")]
    assert sorted(listed) == sorted(locked)


def test_the_program_starts_as_a_module_of_its_own_name() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "pulmoscreen", "--version"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert told.stdout.startswith("pulmoscreen ")
