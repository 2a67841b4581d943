"""What is imported before a command does its work: counted, because a clock would measure the machine."""

import subprocess
import sys
from pathlib import Path

OURS = ("criteria", "assets", "store", "screens", "tui")

LIBRARIES = {"orjson", "platformdirs", "pydantic", "rich", "textual", "tinydb"}
OTHER_LIBRARIES = {
    "asyncssh",
    "argon2",
    "cryptography",
    "segno",
    "prometheus_client",
    "pyarrow",
    "psycopg",
    "markdown_it",
    "setproctitle",
}

MOST_OF_OURS = 224

PRINT_MODULES = "import sys; sys.stderr.write('\\n'.join(sorted(sys.modules)))"


def imported(*arguments: str) -> set[str]:
    """Return the modules that a command has imported at its end."""
    program = f"import sys, atexit; sys.argv[1:] = {list(arguments)!r}; atexit.register(lambda: exec({PRINT_MODULES!r}))"
    program += "; from tui.__main__ import start; sys.exit(start())"
    done = subprocess.run((sys.executable, "-I", "-c", program), check=True, capture_output=True, text=True)
    return set(done.stderr.split("\n"))


def test_the_version_imports_nothing_of_ours_and_no_parser() -> None:
    modules = imported("--version")
    assert {name for name in modules if name.split(".")[0] in OURS} == {"tui", "tui.__main__"}
    assert not modules & {"argparse", "re", "enum", "typing", "ctypes", "signal"}


def test_the_help_imports_the_parser_and_no_library() -> None:
    modules = imported("--help")
    assert {name.split(".")[1] for name in modules if name.startswith("tui.")} == {
        "__main__",
        "cli",
        "config",
        "process",
        "visit",
    }
    assert not modules & {"pydantic", "textual", "ctypes", "shutil", "dataclasses", "inspect", "json", "tomllib"}


def test_an_assessment_imports_no_screens_no_texts_and_no_log(tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"cough": "yes", "cough_duration": "3_weeks_or_more"}')
    modules = imported("assess", str(answers))
    assert not modules & {"textual", "rich", "tinydb", "tomllib", "platformdirs"}
    assert {name.split(".")[0] for name in modules} & set(OURS) == {"criteria", "tui"}


def test_the_first_page_waits_for_these_libraries_and_rooms_and_no_other() -> None:
    program = f"import tui.cli.main, tui.cli.handlers, tui.supervisor.command; {PRINT_MODULES}"
    done = subprocess.run((sys.executable, "-I", "-c", program), check=True, capture_output=True, text=True)
    modules = set(done.stderr.split("\n"))
    roots = {name.split(".")[0] for name in modules}
    assert roots & (LIBRARIES | OTHER_LIBRARIES) == LIBRARIES
    rooms = {"cli", "config", "kiosk", "plain", "process", "staff", "supervisor", "terminal", "visit"}
    assert {name.split(".")[1] for name in modules if name.startswith("tui.")} == rooms
    late = ("store.fleet", "store.fhir", "store.formats", "tui.check", "tui.cli.log_table")
    assert not {name for name in modules if name.startswith(late)}
    assert sum(name.split(".")[0] in OURS for name in modules) <= MOST_OF_OURS
