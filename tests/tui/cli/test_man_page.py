"""The man page that is shipped is the one that the parser gives, and man can read it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.tui.cli.test_commands import COMMANDS
from tui.cli.commands import EXIT_STATUSES, build
from tui.cli.man_page import man_page
from tui.cli.overview import overview

PAGE = Path("docs/pulmoscreen.1")


def test_the_page_is_that_of_the_parser() -> None:
    assert PAGE.read_text("utf-8") == man_page(), f"make it again: python -m tui.cli.man_page > {PAGE}"


def test_the_help_that_is_shown_without_a_parser_is_that_of_the_parser() -> None:
    file = Path("tui/cli/overview.txt")
    assert file.read_text("utf-8") == overview(build()), f"make it again: python -m tui help > {file}"


def test_a_long_name_of_a_command_does_not_run_into_what_the_command_does() -> None:
    root = build()
    for name in root.commands:
        assert f"\n  {name}  " in overview(root)


def test_the_page_has_every_command_with_its_example_and_every_exit_status() -> None:
    page = man_page().replace(r"\-", "-").replace(r"\(aq", "'").replace(r"\(dq", '"')
    for words, command in COMMANDS.items():
        if not command.commands:
            assert f'.SS "pulmoscreen {" ".join(words)}' in page
            assert f"\n{command.example}\n" in page
    for status, meaning in EXIT_STATUSES.items():
        assert f".B {status}\n{meaning}\n" in page


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
def test_the_page_has_no_fault_that_mandoc_knows() -> None:
    found = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", PAGE], capture_output=True, text=True, check=False)
    assert [line for line in found.stdout.splitlines() if "missing date" not in line] == []
