"""What is imported before a command does its work: counted, because a clock would measure the machine."""

import os
import subprocess
import sys
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.pty.terminals import Terminal

OURS = ("criteria", "assets", "store", "screens", "tui")

LIBRARIES = {
    "annotated_types", "platformdirs", "pydantic", "pydantic_core", "rich", "textual", "typing_extensions", "typing_inspection",
}  # fmt: skip
"""Third-party packages that the first page waits for."""

OF_THE_ENVIRONMENT = {"_distutils_hack", "coverage"}

ROOMS = {
    "assets", "criteria", "store", "screens", "screens.overlays", "screens.phone", "screens.rendering", "screens.steps",
    "screens.widgets", "screens.wording", "tui", "tui.cli", "tui.config", "tui.kiosk", "tui.process", "tui.staff",
    "tui.supervisor", "tui.terminal", "tui.visit",
}  # fmt: skip
"""Our own packages that it waits for: no log, no plain lines."""

MOST_OF_OURS = 200

PRINT_MODULES = "import sys; sys.stderr.write('\\n'.join(sorted(sys.modules)))"


def imported(*arguments: str) -> set[str]:
    """Return the modules that a command has imported at its end."""
    program = f"import sys, atexit; sys.argv[1:] = {list(arguments)!r}; atexit.register(lambda: exec({PRINT_MODULES!r}))"
    program += "; from tui.__main__ import start; sys.exit(start())"
    # What measures which lines the tests reach would start in it, with modules of its own.
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    command = (sys.executable, "-I", "-c", program)
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=unmeasured)
    return set(done.stderr.split("\n"))


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_import_nothing_of_ours_and_no_parser(option: str) -> None:
    modules = imported(option)
    assert {name for name in modules if name.split(".")[0] in OURS} == {"tui", "tui.__main__"}
    assert not modules & {"argparse", "re", "enum", "typing", "ctypes", "signal"}


def test_the_help_of_a_command_imports_the_parser_and_no_library() -> None:
    modules = imported("log", "--help")
    assert {name.split(".")[1] for name in modules if name.startswith("tui.")} == {
        "__main__",
        "cli",
        "config",
        "process",
        "visit",
    }
    assert not modules & {"pydantic", "textual", "shutil", "dataclasses", "inspect", "json", "tomllib"}


def test_an_assessment_imports_no_screens_no_texts_and_no_log(tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"cough": "yes", "cough_duration": "3_weeks_or_more"}')
    modules = imported("assess", str(answers))
    assert not modules & {"textual", "rich", "tinydb", "tomllib", "platformdirs"}
    assert {name.split(".")[0] for name in modules} & set(OURS) == {"criteria", "tui"}


def test_no_other_package_is_looked_for_that_wants_to_see_answers(tmp_path: Path) -> None:
    plugin, answers = tmp_path / "watches-1.dist-info", tmp_path / "answers.json"
    plugin.mkdir()
    (plugin / "METADATA").write_text("Metadata-Version: 2.1\nName: watches\nVersion: 1\n")
    (plugin / "entry_points.txt").write_text("[pydantic]\nwatches = watches:plugin\n")
    (tmp_path / "watches.py").write_text("print('loaded')\nraise ImportError\n")
    answers.write_text('{"cough": "no"}')
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "PYDANTIC_DISABLE_PLUGINS": ""}
    models = (sys.executable, "-c", "from pydantic import BaseModel\nclass Model(BaseModel): ...")
    assert "loaded" in subprocess.run(models, check=True, capture_output=True, text=True, env=environment).stdout
    ours = (sys.executable, "-m", "tui", "assess", str(answers))
    assert "loaded" not in subprocess.run(ours, check=True, capture_output=True, text=True, env=environment).stdout


NOTE_AT_FIRST_FRAME = """
import sys
from pathlib import Path
opened = []
sys.addaudithook(lambda event, details: opened.append(str(details[0])) if event == "open" else None)
from tui.kiosk import worker
from tui.process.heartbeat import HeartbeatSender
from tui.terminal.standby_driver import StandbyDriver
beat, worker.TICK = HeartbeatSender.send, 1000
def beating(sender, **state):
    opened.append("/heartbeat")
    return beat(sender, **state)
HeartbeatSender.send = beating
write, told = StandbyDriver.write, Path(sys.argv.pop())
def noting(driver, data):
    if "Begin" in data and not told.exists():
        told.write_text(chr(10).join([*sys.modules, *opened]))
    write(driver, data)
StandbyDriver.write = noting
from tui.__main__ import start
sys.exit(start())
"""


def test_the_first_page_waits_for_these_libraries_packages_and_languages_and_no_other(tmp_path: Path) -> None:
    told, run = tmp_path / "modules", ("run", "--once", "--emergency-number", "112", "--data", str(tmp_path / "log"))
    command = (sys.executable, "-c", NOTE_AT_FIRST_FRAME, *run, str(told))
    terminal = Terminal([], tmp_path, {"PULMOSCREEN_SITE_LANGUAGES": "en es"}, command=command)
    terminal.wait_for("Begin")
    terminal.process.close(force=True)
    lines = told.read_text().splitlines()
    assert sorted(Path(line).stem for line in lines if line.endswith(".toml") and "texts" in line) == ["en", "es"]
    assert "/heartbeat" not in lines  # at which the parent begins to work for the next person
    modules = [line for line in lines if "/" not in line]
    assert {name.split(".")[0] for name in modules} & set(packages_distributions()) - {*OURS, *OF_THE_ENVIRONMENT} == LIBRARIES
    ours = [name for name in modules if name.split(".")[0] in OURS]
    assert {name for name in ours if hasattr(import_module(name), "__path__")} == ROOMS
    assert len(ours) <= MOST_OF_OURS
