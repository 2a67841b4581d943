"""The commands as they are typed: their output, their exit status, and one sentence where they cannot go on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.cli.main import COMMANDS

BARE = {name: value for name, value in os.environ.items() if not name.startswith("PULMOSCREEN")}


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments], capture_output=True, text=True, check=False, env={**BARE, **environment}
    )


def test_help_names_every_command_with_an_example_and_nothing_else() -> None:
    ended = run("--help")
    assert ended.returncode == 0
    for name, command in COMMANDS.items():
        assert f"  {name}" in ended.stdout
        assert command.example in ended.stdout
    for later in ("ship", "fhir", "--kiosk"):
        assert later not in ended.stdout


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_helps_by_itself(name: str) -> None:
    assert run(name, "--help").returncode == 0


def test_the_version_is_told() -> None:
    assert run("--version").stdout.startswith("pulmoscreen ")


@pytest.mark.parametrize(
    "arguments", [["nothing"], ["--nothing"], ["run", "--nothing"], ["schema", "nothing"], ["log"], ["gallery"], ["--config"]]
)
def test_what_is_not_understood_is_one_sentence_and_exit_status_2(arguments: list[str]) -> None:
    ended = run(*arguments)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize("of", ["answers", "assessment", "record", "config"])
def test_a_schema_is_json_that_allows_nothing_unknown(of: str) -> None:
    schema = json.loads(run("schema", of).stdout)
    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False


def test_options_may_stand_before_or_after_the_command(tmp_path: Path) -> None:
    before = run("--data", str(tmp_path), "--emergency-number", "112", "check")
    after = run("check", "--data", str(tmp_path), "--emergency-number", "112")
    assert before.stdout == after.stdout
    assert before.returncode == after.returncode == 0
    assert all(line.partition(":")[2].strip().startswith("ok") for line in before.stdout.splitlines())


def test_check_says_what_is_wrong_and_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / ".failed-writes").write_text("\n..")
    ended = run("check", "--data", str(tmp_path), "--language", "xx")
    assert ended.returncode == 1
    assert "the kiosk does not start without one; give it with --emergency-number" in ended.stdout
    assert "there is no such language; there are en, es" in ended.stdout
    assert "2 records could not be kept" in ended.stdout


def test_a_bad_configuration_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_text("[site]\nnam = 'x'\n")
    ended = run("check", "--config", str(path))
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"{path}: site.nam: there is no such setting; did you mean name?")


def test_an_error_of_its_own_tells_type_and_place_and_no_value(tmp_path: Path) -> None:
    script = tmp_path / "broken.py"
    script.write_text(
        "import sys, tui.cli.main as cli\n"
        "def broken(*_):\n    secret = 'blood_amount=more'\n    raise RuntimeError(secret)\n"
        "cli._run = broken\nsys.exit(cli.main([]))\n"
    )
    ended = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, env={**BARE, "PYTHONPATH": "."}
    )
    assert ended.returncode == 70
    assert ended.stderr == "pulmoscreen: internal error: RuntimeError at broken.py:4\n"
