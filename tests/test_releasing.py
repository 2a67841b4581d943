"""What a release promises in docs/releasing.md, where a test can look. `.ci/release` is run by `.ci/run`."""

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]


def locked_packages(lock: str) -> dict[str, set[str]]:
    """Return the packages that a lock file pins, each with the extras that it names."""
    text = (ROOT / lock).read_text("utf-8")
    pinned = re.findall(r"^([a-z0-9-]+)(?:\[([a-z0-9,-]+)\])?==", text, re.MULTILINE)
    return {name: set(extras.split(",")) - {""} for name, extras in pinned}


@pytest.mark.parametrize(("lock", "extra"), [("requirements.lock", ""), ("requirements-dev.lock", "dev")])
def test_a_lock_names_the_extras_so_that_no_newer_release_breaks_an_installation(lock: str, extra: str) -> None:
    # Without them pip takes the newest release for the requirement with an extra, and then refuses it: it has no hash.
    locked = locked_packages(lock)
    for name, its_extra in [("pulmoscreen", extra), *((name, "") for name in locked)]:
        for wanted in map(Requirement, metadata.requires(name) or []):
            if wanted.extras and (wanted.marker is None or wanted.marker.evaluate({"extra": its_extra})):
                assert wanted.extras <= locked[wanted.name], wanted


def test_every_package_of_an_installation_has_its_licence_listed() -> None:
    locked = locked_packages("requirements.lock")
    table = re.findall(r"^\| ([a-z0-9, -]+) \| (.+) \|$", (ROOT / "docs/releasing.md").read_text("utf-8"), re.MULTILINE)
    listed = [name for names, _ in table[1:] for name in names.split(", ")]
    assert sorted(listed) == sorted(locked)


def test_the_program_starts_as_a_module_of_its_own_name() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "pulmoscreen", "--version"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert told.stdout.startswith("pulmoscreen ")
