"""What goes wrong is one sentence, with the exit status of its kind."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.cli.test_commands import BARE, run


def test_check_says_first_what_is_wrong_and_how_to_fix_it(tmp_path: Path) -> None:
    (tmp_path / ".failed-writes").write_text("\n..")
    ended = run("check", "--data", str(tmp_path), "--language", "xx")
    assert ended.returncode == 1
    verdict, *lines = ended.stdout.splitlines()
    told = json.loads(run("check", "--data", str(tmp_path), "--language", "xx", "--json").stdout)
    wrong = sum(len(check["wrong"]) for check in told["checks"])
    assert (told["ok"], verdict) == (False, f"{wrong} things need attention before people use this.")
    assert [re.search(r": +ok", line) is None for line in lines] == [True] * wrong + [False] * (len(lines) - wrong)
    assert "the kiosk does not start without one; give it with --emergency-number" in ended.stdout
    assert "there is no such language; there are en, es" in ended.stdout
    assert "2 records could not be kept" in ended.stdout


def test_a_bad_configuration_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_text("[site]\nnam = 'x'\n")
    ended = run("check", "--config", str(path))
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"pulmoscreen: {path}: site.nam: there is no such setting; did you mean name?")


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
    assert ended.stderr.startswith("pulmoscreen: internal error: RuntimeError at broken.py:4, from main.py:")
    assert "blood" not in ended.stderr


@pytest.mark.parametrize(
    ("raised", "status", "said"),
    [
        ("OSError(28, 'No space left', 'export.csv')", 2, "pulmoscreen: export.csv: No space left.\n"),
        ("OSError(98, 'Address already in use')", 70, "pulmoscreen: internal error: OSError at broken.py:3, from main.py:"),
        (
            "BrokenPipeError(32, 'Broken pipe')",
            70,
            "pulmoscreen: internal error: BrokenPipeError at broken.py:3",
        ),
    ],
)
def test_an_error_of_the_system_names_what_it_was_about(raised: str, status: int, said: str, tmp_path: Path) -> None:
    script = tmp_path / "broken.py"
    script.write_text(
        f"import sys, tui.cli.main as cli\ndef broken(*_):\n    raise {raised}\ncli._run = broken\nsys.exit(cli.main([]))\n"
    )
    command = [sys.executable, str(script)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env={**BARE, "PYTHONPATH": "."})
    assert ended.returncode == status
    assert ended.stderr.startswith(said)
    assert "standard output" not in ended.stderr
