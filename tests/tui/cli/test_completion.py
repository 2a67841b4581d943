"""Completion scripts, in the real shells: what a Tab offers after the words that were typed."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.cli.commands import SHELLS, build
from tui.cli.completion import script
from tui.cli.log_commands import FORMATS

COMMANDS = set(build().commands)

OFFER_IN_BASH = """
source "$1"; shift
COMP_WORDS=("$@" "") COMP_CWORD=$#
read -ra registered <<<"$(complete -p pulmoscreen)"
for ((i = 0; i < ${#registered[@]}; i++)); do [ "${registered[i]}" = -F ] && "${registered[i + 1]}"; done
printf '%s\\n' "${COMPREPLY[@]}"
"""
OFFER_IN_FISH = 'source $argv[1]; complete -C "$argv[2..] "'


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return name


@pytest.fixture
def path(shell: str, tmp_path: Path) -> Path:
    path = tmp_path / f"pulmoscreen.{shell}"
    path.write_text(script(shell))
    return path


def test_the_script_parses(shell: str, path: Path) -> None:
    subprocess.run([shell, "-n", path], check=True)


def in_bash(path: Path, *words: str) -> set[str]:
    command = ["bash", "--norc", "-c", OFFER_IN_BASH, "bash", str(path), *words]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


def in_fish(path: Path, *words: str) -> set[str]:
    command = ["fish", "--no-config", "-c", OFFER_IN_FISH, str(path), " ".join(words)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return {line.partition("\t")[0] for line in lines}


@pytest.mark.parametrize("offered", [in_bash, in_fish])
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("pulmoscreen", COMMANDS),
        ("pulmoscreen log", {"stats", "export", "verify", "purge", "simulate"}),
        ("pulmoscreen log export --format", set(FORMATS)),
        ("pulmoscreen completion", set(SHELLS)),
    ],
)
def test_a_tab_offers_what_may_come_next(
    offered: Callable[..., set[str]], typed: str, expected: set[str], tmp_path: Path
) -> None:
    name = offered.__name__.removeprefix("in_")
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    path = tmp_path / "script"
    path.write_text(script(name))
    assert expected <= offered(path, *typed.split())


def test_the_command_prints_the_script() -> None:
    printed = subprocess.run([sys.executable, "-m", "tui", "completion", "bash"], check=True, capture_output=True, text=True)
    assert printed.stdout == script("bash")
