"""Each finding of `check`, from a real cause."""

import os
import re
import sys
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from assets.catalog import load
from store.log import SessionLog
from tests.pty.terminals import Terminal
from tests.store.mounts import mounted, needs_mount
from tests.store.people import NOW, a_record
from tests.store.processes import Child, Tell, open_to_all
from tui.check.host import bytecode, clock, memory
from tui.check.result import CheckResult
from tui.check.session_log import disk_space, session_log
from tui.check.site import call_command, print_command
from tui.check.terminal import glyphs, needed
from tui.config.sections import KioskSettings
from tui.config.settings import LogSettings, Settings

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root owns what root has to own, and can become another user")
NOBODY = 65534


def settings(directory: Path) -> Settings:
    return Settings(log=LogSettings(directory=directory))


def checked(tmp_path: Path, environment: dict[str, str], size: tuple[int, int] = (24, 80)) -> str:
    rows, columns = size
    # The line that it waits for is sent once the terminal has been given its first size.
    size_then_check = f"read -r _; stty rows {rows} columns {columns}; exec {sys.executable} -m tui check --data {tmp_path}"
    command = ["/bin/sh", "-c", size_then_check]
    terminal = Terminal([], tmp_path, {"NO_COLOR": "", "PULMOSCREEN_EMERGENCY_NUMBER": "112", **environment}, command=command)
    terminal.process.send("\n")
    terminal.wait_for_end()
    return as_read(terminal)


def as_read(terminal: Terminal) -> str:
    """Return the words of a terminal without colours, each apart from the next by one space: a line ends between two words."""
    return " ".join(re.sub(r"\x1b\[[0-9;]*m", "", terminal.everything.decode()).split())


def test_a_good_terminal_is_well(tmp_path: Path) -> None:
    said = checked(tmp_path, {"TERM": "xterm-256color", "COLORTERM": ""})
    assert said.startswith("Nothing wrong was found. In order ● ")
    assert (
        "● terminal xterm-256color ● size 80x24 ● colours 256 ● font UTF-8; the characters of its font are unknown here" in said
    )


def test_a_terminal_without_a_name_that_is_too_small_and_has_no_letters_is_not(tmp_path: Path) -> None:
    environment = {"TERM": "dumb", "NO_COLOR": "1", "PYTHONIOENCODING": "latin-1"}
    said = checked(tmp_path, environment, size=(10, 39))
    assert "TERM says that it cannot draw; set TERM" in said
    assert "it is 39x10; the kiosk needs 40x12 or more" in said
    assert "colours: ok (none, as NO_COLOR asks for)" in said
    assert "the encoding is iso8859-1; set LANG" in said


def test_output_to_a_terminal_and_input_from_elsewhere_is_told(tmp_path: Path) -> None:
    command = ["/bin/sh", "-c", f"{sys.executable} -m tui check --data {tmp_path} </dev/null"]
    terminal = Terminal([], tmp_path, command=command)
    terminal.wait_for_end()
    assert "its input is not a terminal; the kiosk does not start here" in as_read(terminal)


def test_the_font_of_a_linux_console_is_read(tmp_path: Path) -> None:
    try:
        console = os.open("/dev/tty1", os.O_RDONLY | os.O_NOCTTY)
    except OSError:
        pytest.skip("there is no console that can be opened")
    try:
        known = glyphs(console)
    finally:
        os.close(console)
    if known is None:
        pytest.skip("the console does not tell its font")
    assert set("aZ0") <= known
    with (tmp_path / "no console").open("w") as file:
        assert glyphs(file.fileno()) is None


def test_every_character_of_the_pictures_is_looked_for_in_the_font() -> None:
    drawn = {letter for path in Path("tests/screens/__snapshots__").rglob("*.txt") for letter in path.read_text("utf-8")}
    assert drawn - {"\n"} <= needed(load())


def test_a_clock_from_before_the_program_and_one_far_ahead_of_the_records_are_told(tmp_path: Path) -> None:
    (old,) = clock(settings(tmp_path), datetime(2001, 1, 1, tzinfo=UTC)).wrong
    assert old == "it shows 2001-01-01, before this program was built; set it"
    SessionLog(tmp_path).append(a_record())
    assert clock(settings(tmp_path), NOW).wrong == ()
    (ahead,) = clock(settings(tmp_path), NOW + timedelta(weeks=40)).wrong
    assert "check that the clock is right" in ahead
    assert str(date(2026, 11, 16)) in ahead


@needs_mount
def test_a_disk_with_little_room_is_told(tmp_path: Path) -> None:
    assert disk_space(settings(tmp_path / "not there yet")).wrong == ()
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=9m", "tmpfs") as disk:
        (told,) = disk_space(settings(disk / "log")).wrong
    assert told == f"{tmp_path / 'disk' / 'log'}: 9 MB are free, and the log needs 50: delete something on that disk"


def test_a_folder_that_others_can_open_is_told(tmp_path: Path) -> None:
    SessionLog(tmp_path).append(a_record())
    tmp_path.chmod(0o755)
    (told,) = session_log(settings(tmp_path), NOW).wrong
    assert told.endswith(f"chmod 700 {tmp_path}")


def test_a_printer_program_that_is_not_there_is_told() -> None:
    site = Settings(kiosk=KioskSettings(print_command=("no-such-printer", "-o", "x")))
    (told,) = print_command(site).wrong
    assert told.startswith("no-such-printer: there is no such program")
    assert print_command(Settings(kiosk=KioskSettings(print_command=("sh",)))).wrong == ()


def test_the_call_for_staff_is_tried_only_where_its_program_can_be_tried_without_a_call(tmp_path: Path) -> None:
    rung, script = tmp_path / "rung", tmp_path / "call"

    def told(text: str, setting: str | None = None, *more: str) -> CheckResult:
        script.write_text(f"#!/bin/sh\n{text}\n")
        script.chmod(0o755)
        kiosk = KioskSettings(call_command=("sh", str(script), *more))
        return call_command(Settings.model_validate({"site": {"name": "x", "setting": setting}, "kiosk": kiosk.model_dump()}))

    careless, careful = f"cat >{rung}", f'[ "$1" = --dry-run ] && cat >{tmp_path}/tried && exit "${{2-0}}"; cat >{rung}'
    assert told(careless).note == "its program has no --dry-run; make a test call in the staff area"
    assert told(careful).note == "its --dry-run worked"
    assert (tmp_path / "tried").read_text() == "x: help asked for\n"
    (wrong,) = told('[ "$1" = --dry-run ] && exit 3').wrong
    assert wrong == "kiosk.call_command: sh --dry-run did not end with status 0; look why"
    (wrong,) = told(careful, "unstaffed").wrong
    assert wrong.startswith("kiosk.call_command: site.setting is unstaffed, so nobody is called")
    assert not rung.exists()


def test_swap_on_a_disk_is_told_and_fails_nothing(tmp_path: Path) -> None:
    table = tmp_path / "swaps"
    table.write_text("Filename Type Size Used Priority\n/dev/zram0 partition 1 0 1\n/dev/sda2 partition 1 0 1\n")
    assert memory(table) == CheckResult("swap", note=memory(table).note)
    assert memory(table).note.startswith("/dev/sda2 is on")
    assert memory(tmp_path / "nothing").note == "unknown on this system"


def compiled_as_nobody(path: Path, tell: Tell) -> None:
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    for told in bytecode([path]).wrong:
        tell(told)


@as_root
def test_a_module_that_every_start_compiles_anew_is_told(tmp_path: Path) -> None:
    open_to_all(tmp_path)
    module = tmp_path / "module.py"
    module.write_text("")
    child = Child(partial(compiled_as_nobody, module))
    assert child.finish() == 0
    (told,) = child.told
    assert told.startswith(f"1 modules, such as {module}, are compiled at every start")
    assert told.endswith(f"run as their owner: python -m compileall {tmp_path}")
    assert bytecode([module]).note == "except 1 modules, which are compiled at first use"
