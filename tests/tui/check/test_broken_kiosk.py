"""A kiosk whose texts and code do not fit together is told in one sentence: by check, and before anybody is served."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

import pexpect
import pytest

ROOT: Final = Path(__file__).parents[3]


class Fault(NamedTuple):
    """What is replaced in files that a pattern names, and the sentence that tells of it."""

    files: str
    old: str
    new: str
    sentence: str


FAULTS: Final = {
    "a card without its text": Fault(
        "assets/texts/*.toml", '[cards."blood_amount.more"]', '[cards."blood_amount.some"]',
        "en.toml: cards.blood_amount.more: is missing, and the code needs it; add it; "
        "en.toml: cards.blood_amount.some: no code asks for it; take it away",
    ),
    "an option without its text": Fault(
        "assets/texts/*.toml", "\nworse_than_usual = ", "\nworse = ",
        "en.toml: questions.breathing_kind.options.worse_than_usual: is missing, and the code needs it; add it",
    ),
    "a statement that is shown and missing": Fault(
        "assets/texts/*.toml", '\nS11 = "', '\nS17 = "', "en.toml: statements.S11: is missing, and the code needs it; add it",
    ),
    "guidance without its source": Fault(
        "assets/sources.toml", "[guidance.G9]", "[guidance.G11]",
        "sources.toml: guidance.G9: is missing, and the code needs it; add it",
    ),
    "a fault of the log without its text": Fault(
        "assets/texts/*.toml", '\nahead = "', '\nbehind = "',
        "en.toml: staff.problems.ahead: is missing, and the code needs it; add it",
    ),
    "a rule without its card": Fault(
        "criteria/rules.py", '    Card.COUGH_LONG:              (Level.APPOINTMENT, ("G4",)),\n', "",
        "criteria/rules.py: cough_duration.3_weeks_or_more: CARD_LEVELS lacks this card; add it",
    ),
    "an answer without its rule": Fault(
        "criteria/rules.py", "        WeightLossAmount.LESS:             (),\n", "",
        "criteria/rules.py: weight_loss_amount.less: CARDS_FOR lacks this answer; add it, with () where no card follows",
    ),
    "a card that no answer shows": Fault(
        "criteria/rules.py", "(Card.COUGH_LONG,),", "(),",
        "criteria/rules.py: cough_duration.3_weeks_or_more: no answer shows this card; add it to CARDS_FOR, or take it away",
    ),
    "an emergency that interrupts nobody": Fault(
        "criteria/rules.py", "    Question.BLOOD_AMOUNT:    (BloodAmount.MORE,                 Card.BLOOD_MORE),\n", "",
        "criteria/rules.py: blood_amount.more: EMERGENCY_AT_ONCE lacks this card, which is an emergency; add it",
    ),
    "a symptom without sources": Fault(
        "criteria/rules.py", '    Question.COUGH:           SymptomSources(("S3", "S4"), ("G4",)),\n', "",
        "criteria/rules.py: cough: SYMPTOM_SOURCES lacks it; add it",
    ),
    "a question without its field": Fault(
        "criteria/answers.py", "    weight_loss_amount: WeightLossAmount | None = _unasked()\n", "",
        "criteria/answers.py: weight_loss_amount: Answers has no field for this question; add it",
    ),
    "a question without its step": Fault(
        "criteria/steps.py", '    WEIGHT_LOSS_AMOUNT = "weight_loss_amount"\n', "",
        "criteria/steps.py: there is no step for the question weight_loss_amount; add it to Step",
    ),
}  # fmt: skip
NUMBER: Final = ("--emergency-number", "112")


def broken(folder: Path, fault: Fault) -> dict[str, str]:
    """Return an environment in which the program has that fault."""
    for room in ("assets", "criteria"):
        shutil.copytree(ROOT / room, folder / room)
    for path in folder.glob(fault.files):
        whole = path.read_text("utf-8")
        assert fault.old in whole
        path.write_text(whole.replace(fault.old, fault.new), "utf-8")
    return {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "PULMOSCREEN_DATA": str(folder / "log")}


def command(environment: dict[str, str], *words: str) -> tuple[int, str]:
    """Run a command of the broken kiosk from another folder than the repository, and return its status and what it says."""
    ended = subprocess.run(
        [sys.executable, "-m", "tui", *words], cwd="/", env=environment, input="", capture_output=True, text=True, check=False
    )
    return ended.returncode, ended.stdout + ended.stderr


@pytest.mark.parametrize("kind", FAULTS)
def test_a_broken_kiosk_serves_nobody_and_says_why(kind: str, tmp_path: Path) -> None:
    status, said = command(broken(tmp_path, FAULTS[kind]), "plain", *NUMBER)
    assert (status, len(said.splitlines())) == (2, 1)
    assert f"pulmoscreen: {FAULTS[kind].sentence}" in said


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("a card without its text", ("check",)),
        ("a card without its text", ("check", "--content")),
        ("a card without its text", ("serve", "--port", "0")),
        ("a rule without its card", ("check",)),
        ("a rule without its card", ("serve", "--port", "0")),
    ],
)
def test_every_command_that_serves_or_checks_tells_it(kind: str, words: tuple[str, ...], tmp_path: Path) -> None:
    status, said = command(broken(tmp_path, FAULTS[kind]), *words, *NUMBER)
    assert status in {1, 2}
    assert FAULTS[kind].sentence.split("; en.toml")[0] in " ".join(said.split())
    assert "Traceback" not in said


@pytest.mark.parametrize("kind", ["a card without its text", "a rule without its card"])
def test_screens_are_not_begun(kind: str, tmp_path: Path) -> None:
    arguments = ["-m", "tui", *NUMBER]
    child = pexpect.spawn(sys.executable, arguments, cwd="/", env=broken(tmp_path, FAULTS[kind]), timeout=60, encoding="utf-8")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2
    assert FAULTS[kind].sentence.split(":")[0] in str(child.before)


def test_a_language_that_is_a_copy_of_another_is_not_offered_and_named(tmp_path: Path) -> None:
    # Over 5 s: three commands start, each in a copy of the program without compiled files.
    environment = broken(tmp_path, Fault("assets/sources.toml", "", "", ""))
    spanish = (tmp_path / "assets" / "texts" / "es.toml").read_text("utf-8")
    copied = spanish.replace('code = "es"', 'code = "pt"').replace('name = "Español"', 'name = "Português"')
    (tmp_path / "assets" / "texts" / "pt.toml").write_text(copied, "utf-8")
    for words in (("check",), ("check", "--content")):
        status, said = command(environment, *words, *NUMBER)
        assert status == 1
        assert "pt.toml: is a copy of es.toml: " in " ".join(said.split()).replace("the file: ", "")
    status, said = command(environment, "plain", "--language", "pt", *NUMBER)
    assert (status, "'pt': there is no such language" in said) == (2, True)
