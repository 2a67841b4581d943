"""The commands as they are typed: their output, their exit status, and one sentence where they cannot go on."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.tui.cli.in_process import called
from tui.cli.commands import EXIT_STATUSES, build
from tui.cli.parser import Parser, parse

BARE = {name: value for name, value in os.environ.items() if not name.startswith("PULMOSCREEN")}


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in this process."""
    done = called(*arguments, given=b"", **environment)
    return subprocess.CompletedProcess(arguments, done.returncode, done.stdout.decode(), done.stderr.decode())


def run_alone(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    return subprocess.run([sys.executable, "-m", "tui", *arguments], capture_output=True, text=True, check=False, env=BARE)


def all_commands(parser: Parser, *words: str) -> Iterator[tuple[tuple[str, ...], Parser]]:
    for name, child in parser.commands.items():
        yield (*words, name), child
        yield from all_commands(child, *words, name)


COMMANDS = dict(all_commands(build()))


def test_help_names_every_command_with_an_example_the_exit_statuses_and_nothing_else() -> None:
    ended = run("--help")
    assert ended.returncode == 0
    for name, command in build().commands.items():
        assert f"  {name}" in ended.stdout
        assert command.example
        assert command.example in ended.stdout
    for status, meaning in EXIT_STATUSES.items():
        assert f"  {status:<4}{meaning}" in ended.stdout
    assert "--kiosk" not in ended.stdout
    assert run("help").stdout == ended.stdout


@pytest.mark.parametrize("typed", ["--help", "log stats --help", "--version", "schema answers", "chek", "check --config /none"])
def test_a_process_of_its_own_says_the_same_and_ends_in_the_same_way(typed: str) -> None:
    alone, here = run_alone(*typed.split()), run(*typed.split())
    assert (alone.returncode, alone.stdout, alone.stderr) == (here.returncode, here.stdout, here.stderr)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_helps_with_a_sentence_and_an_example_that_can_be_parsed(words: tuple[str, ...]) -> None:
    helped = run(*words, "--help")
    assert helped.returncode == 0
    assert run("help", *words).stdout == helped.stdout
    command = COMMANDS[words]
    assert command.description is not None
    assert command.description.endswith(".")
    if not command.commands:
        assert f"example:\n  {command.example}" in helped.stdout
        (typed,) = re.findall(r"pulmoscreen ([^|>]*)", command.example)
        assert parse(build(), shlex.split(typed)).handler == command.get_default("handler")


@pytest.mark.parametrize("words", [("--help",), ("assess", "--help"), ("schema", "--help"), ("log", "stats", "--help")])
def test_a_command_lists_only_the_options_that_it_uses(words: tuple[str, ...]) -> None:
    listed = set(re.findall(r"--[a-z-]+", run(*words).stdout))
    common = {"--config", "--data", "--language", "--emergency-number"}
    uses = {"--help": common, "assess": set(), "schema": set(), "log": {"--config", "--data", "--language"}}
    assert listed & common == uses[words[0]]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is imitated by /dev/full")
@pytest.mark.parametrize("words", [("--help",), ("help", "log"), ("schema", "answers"), ("completion", "bash")])
def test_output_to_a_full_disk_is_one_sentence_and_exit_status_1(words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "tui", *words]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=BARE)
    assert ended.returncode == 1
    assert ended.stderr == "pulmoscreen: standard output: cannot be written: No space left on device.\n"


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_told_and_is_that_of_the_installed_package(option: str) -> None:
    assert run(option).stdout == f"pulmoscreen {version('pulmoscreen')}\n" == run("log", "stats", option).stdout


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("chek", "chek: there is no such command; did you mean check? See `pulmoscreen --help`."),
        ("log stat", "stat: there is no such command; did you mean stats? See `pulmoscreen log --help`."),
        ("xyz", "xyz: there is no such command; there are run, plain, serve, "),
        ("--emergncy-number 112 check", "--emergncy-number: there is no such option; did you mean --emergency-number? See "),
        ("log stats --jsno", "--jsno: there is no such option; did you mean --json? See `pulmoscreen log stats --help`."),
        ("--kiosk check", "--kiosk: there is no such option. See `pulmoscreen check --help`."),
        ("check more", "more: is one argument too many. See `pulmoscreen check --help`."),
        ("check -x", "-x: there is no such option"),
        ("schema \x1b[2J", "argument WHAT: invalid choice: "),
        ("help chek", "chek: there is no such command; did you mean check?"),
    ],
)
def test_a_mistyped_word_names_the_nearest_one_and_where_to_read_more(typed: str, said: str) -> None:
    ended = run(*typed.split())
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"pulmoscreen: {said}")
    assert ended.stderr.count("\n") == 1
    assert ended.stderr.rstrip().isprintable()


@pytest.mark.parametrize(
    "arguments", [["nothing"], ["--nothing"], ["run", "--nothing"], ["schema", "nothing"], ["log"], ["gallery"], ["--config"]]
)
def test_what_is_not_understood_is_one_sentence_and_exit_status_2(arguments: list[str]) -> None:
    ended = run(*arguments)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize("of", ["answers", "assessment", "record", "export", "config"])
def test_a_schema_is_json_that_allows_nothing_unknown(of: str) -> None:
    schema = json.loads(run("schema", of).stdout)
    assert schema["type"] == "object"
    assert {branch["additionalProperties"] for branch in schema.get("oneOf", [schema])} == {False}


def test_options_may_stand_before_or_after_the_command(tmp_path: Path) -> None:
    before = run("--data", str(tmp_path), "--emergency-number", "112", "check")
    after = run("check", "--data", str(tmp_path), "--emergency-number", "112")
    options = ["--data", str(tmp_path)]
    placed = [["log", "stats"], [*options, "log", "stats"], ["log", *options, "stats"], ["log", "stats", *options]]
    empty, *found = [run(*words, XDG_DATA_HOME="/nowhere") for words in placed]
    assert empty.returncode == 2
    assert {ended.stdout for ended in found} == {found[0].stdout} != {""}
    assert before.stdout == after.stdout
    assert before.returncode == after.returncode == 0
    verdict, *lines = before.stdout.splitlines()
    assert verdict == "Nothing wrong was found."
    assert all(line.partition(":")[2].strip().startswith("ok") for line in lines)
