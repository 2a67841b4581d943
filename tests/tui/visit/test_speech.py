"""The voice: which program is run for which language, and how fast it falls silent."""

import os
import shutil
import time
import wave
from pathlib import Path

import pytest

from tests.screens.kiosks import CATALOG
from tui.visit.speech import Speaker, speech_argv

needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


@pytest.mark.parametrize(
    ("command", "argv"),
    [
        (("espeak-ng",), ("espeak-ng", "--stdin", "-v", "fr")),
        (("/usr/bin/espeak-ng", "-s", "130", "-v{language}"), ("/usr/bin/espeak-ng", "-s", "130", "-vfr")),
        (("say",), ("say",)),
    ],
)
def test_a_program_is_told_the_language_and_espeak_can_be_named_alone(command: tuple[str, ...], argv: tuple[str, ...]) -> None:
    assert speech_argv(command, "fr") == argv


def test_it_falls_silent_within_a_tenth_of_a_second_with_all_that_it_has_started(tmp_path: Path) -> None:
    held = tmp_path / "held"
    os.mkfifo(held)
    # Both processes hold the pipe open for writing until they are killed; then its reader comes to its end.
    speaker = Speaker(
        ("/bin/sh", "-c", f"cat >{tmp_path}/text; exec 3>{held}; echo on >&3; trap '' TERM HUP; sleep 600 & sleep 600")
    )
    assert not speaker.stop()
    speaker.speak("Ñandú, être", "es")
    with held.open("rb") as reader:
        assert reader.readline() == b"on\n"
        assert speaker.is_speaking
        before = time.monotonic()
        assert speaker.stop()
        assert reader.read() == b""
        assert time.monotonic() - before < 0.1
    assert not speaker.is_speaking
    assert (tmp_path / "text").read_text() == "Ñandú, être"


def test_a_missing_program_and_one_that_reads_nothing_are_silent() -> None:
    for command in (("/no/such/program",), ("true",)):
        speaker = Speaker(command)
        speaker.speak("x" * 60_000, "en")
        speaker.stop()
        assert not speaker.is_speaking


@needs_espeak
@pytest.mark.parametrize("language", CATALOG.languages)
def test_a_real_voice_speaks_a_text_in_each_language(language: str, tmp_path: Path) -> None:
    file = tmp_path / "spoken.wav"
    speaker = Speaker(("espeak-ng", "--stdin", "-v", "{language}", "-w", str(file)))
    speaker.speak("112. 112. 112.", language)
    while speaker.is_speaking:
        time.sleep(0)
    with wave.open(str(file)) as sound:
        assert sound.getnframes() > sound.getframerate()
