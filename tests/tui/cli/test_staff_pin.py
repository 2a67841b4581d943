"""`pulmoscreen staff-pin`: one line for the configuration, or one sentence; and what the configuration takes."""

import io
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import pexpect
import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from tests.pins import PIN
from tests.tui.cli.in_process import called
from tui.cli.staff_pin import wrong_with
from tui.config.files import SettingsError
from tui.config.loader import load_settings
from tui.config.settings import StaffSettings

COMMAND = [sys.executable, "-m", "tui", "staff-pin"]


def run(given_in: str) -> subprocess.CompletedProcess[str]:
    done = called("staff-pin", given=given_in.encode())
    return subprocess.CompletedProcess(COMMAND, done.returncode, done.stdout.decode(), done.stderr.decode())


def configured(tmp_path: Path, text: str) -> StaffSettings:
    path = tmp_path / "site.toml"
    path.write_text(f"[staff]\n{text}\n", "utf-8")
    return load_settings({"config": str(path)}, {}).staff


def test_it_prints_the_line_that_the_configuration_takes_and_nothing_of_the_pin(tmp_path: Path) -> None:
    ended = run(f"{PIN}\n")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.count("\n") == 1
    assert PIN not in ended.stdout
    pin_hash = configured(tmp_path, ended.stdout).pin_hash
    assert pin_hash == tomllib.loads(ended.stdout)["pin_hash"]
    assert pin_hash is not None
    assert PasswordHasher().verify(pin_hash, PIN)


def test_two_hashes_of_one_pin_are_unlike_and_a_short_pin_is_taken_with_a_word(tmp_path: Path) -> None:
    one, two = run("2806"), run("2806\r\n")
    assert one.returncode == two.returncode == 0
    assert one.stdout != two.stdout
    assert "6 or more digits" in one.stderr
    assert configured(tmp_path, two.stdout).pin_hash


@pytest.mark.parametrize(
    "pin", ["", "123", "1234567890123", "12a4", "-123", "1 34", "١٢٣٤", "1111", "1234", "987654", "890123", "x" * 5000]
)
def test_a_pin_that_cannot_be_is_one_sentence_that_does_not_repeat_it(pin: str) -> None:
    ended = run(f"{pin}\n")
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.startswith("pulmoscreen: PIN: ")
    assert ended.stderr.count("\n") == 1
    assert not pin or pin not in ended.stderr


@given(st.from_regex(r"\A[0-9]{4,12}\Z"))
def test_all_other_pins_of_4_to_12_digits_can_be(pin: str) -> None:
    steps = {(int(two) - int(one)) % 10 for one, two in pairwise(pin)}
    assert (wrong_with(pin) is None) == (steps not in ({0}, {1}, {9}))


def test_on_a_terminal_it_asks_until_two_are_the_same_and_shows_nothing_that_is_typed() -> None:
    terminal = pexpect.spawn(COMMAND[0], COMMAND[1:], encoding="utf-8", timeout=30)
    written = terminal.logfile_read = io.StringIO()
    for pin, again, said in (
        ("1234", "", "digits in a row"),
        (PIN, f"{PIN[:-1]}8", "not the same"),
        (PIN, PIN, "argon2id"),
    ):
        terminal.expect_exact("PIN for the staff area: ")
        terminal.sendline(pin)
        if again:
            terminal.expect_exact("The same once more: ")
            terminal.sendline(again)
        terminal.expect_exact(said)
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0
    asked = written.getvalue().partition("pin_hash")[0]
    assert PIN[:-1] not in written.getvalue()
    assert "1234" not in asked


@pytest.mark.parametrize(
    "pin_hash",
    [
        "280649",
        "",
        "$2b$12$abcdefghijklmnopqrstuv",
        PasswordHasher(time_cost=1, memory_cost=64).hash("280649").replace("argon2id", "argon2i"),
        PasswordHasher(time_cost=1, memory_cost=64).hash("280649")[:-30],
        PasswordHasher(time_cost=1, memory_cost=64).hash("280649").replace("m=64", "m=9999999"),
        PasswordHasher(time_cost=1, memory_cost=64).hash("280649").replace("t=1", "t=99"),
        PasswordHasher(time_cost=1, memory_cost=64).hash("280649") + "\\n",
    ],
    ids=["digits", "empty", "another kind", "another variant", "cut off", "much memory", "much time", "a line more"],
)
def test_a_hash_that_is_none_is_one_sentence_that_does_not_repeat_it(pin_hash: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        configured(tmp_path, f'pin_hash = "{pin_hash}"')
    said = str(caught.value)
    assert said.endswith("site.toml: staff.pin_hash: is not valid; allowed is the line that `pulmoscreen staff-pin` prints")
    assert not pin_hash or pin_hash not in said


def test_neither_the_hash_nor_a_pin_is_in_any_representation(tmp_path: Path) -> None:
    settings = configured(tmp_path, run("280649").stdout + 'export_directory = "/export"')
    assert "argon2" not in repr(settings) + str(settings)
    assert settings.export_directory == Path("/export")
    assert load_settings({}, {}).staff == StaffSettings()
