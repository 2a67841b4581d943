"""Reading aloud on screens: the words of plain lines, in the language of the page, and only when somebody asks."""

import asyncio
import re
import shutil
import wave
from pathlib import Path
from typing import Final

import pytest
from textual.pilot import Pilot

from criteria.steps import Step
from screens.overlays.base import HelpOverlay
from screens.wording.words import Words
from tests.screens.kiosks import BLOOD, CATALOG, METASTASIS, answer, at, kiosk, press, settings, shown, walk
from tui.gallery.app import STEPS, Gallery
from tui.kiosk.app import Kiosk
from tui.kiosk.site_programs import SitePrograms
from tui.plain.router import page_for
from tui.plain.spoken import spoken_lines
from tui.plain.state import PlainState
from tui.visit.outcome import Outcome
from tui.visit.speech import Speaker

ENDLESS: Final = "cat >>{told}; echo >>{told}; exec sleep 600"


class Voice:
    """A program that writes down what it is to read, and may go on for ever then."""

    def __init__(self, folder: Path, script: str = "cat >>{told}; echo >>{told}") -> None:
        self._told = folder / "told"
        self.speaker = Speaker(("/bin/sh", "-c", f"echo {{language}} >>{self._told}; {script.format(told=self._told)}"))
        self.programs = SitePrograms(speaker=self.speaker, spoken=spoken_lines)

    async def told(self) -> list[str]:
        """Return the lines that it was told, once it has ended."""
        while self.speaker.is_speaking:
            await asyncio.sleep(0.005)
        lines = self._told.read_text().splitlines() if self._told.exists() else []
        self._told.unlink(missing_ok=True)
        return lines

    async def has(self, text: str) -> None:
        """Wait until it was told something."""
        while not self._told.exists() or text not in self._told.read_text():
            await asyncio.sleep(0.005)


def unnumbered(line: str) -> str:
    return re.sub(r"^\d+\. ", "", line)


def in_order(wanted: list[str], lines: list[str]) -> bool:
    rest = iter(lines)
    return all(line in rest for line in wanted)


@pytest.mark.parametrize("language", CATALOG.languages)
async def test_every_page_is_read_in_the_words_and_in_the_order_of_plain_lines(language: str, tmp_path: Path) -> None:
    voice = Voice(tmp_path)
    app = Gallery(settings(language), CATALOG, programs=voice.programs)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for step in STEPS:
            await app.at(step)
            await pilot.pause()
            await app.aloud.ask()
            code, *read = await voice.told()
            plain = page_for(PlainState(journey=app.journey, language=language), app.words)
            said = [unnumbered(line) for line in plain.all_lines(app.words)]
            page = list(spoken_lines(app.journey, app.words))
            assert code == language
            assert read[: len(page)] == page, step
            assert in_order([unnumbered(line) for line in page], said), step
            assert len(page) > 1 or step is Step.GOODBYE, step


async def test_a_key_that_is_shown_reads_and_any_other_one_stops_and_nothing_is_read_unasked(tmp_path: Path) -> None:
    voice = Voice(tmp_path, ENDLESS)
    app = kiosk(programs=voice.programs)
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, BLOOD, Step.BLOOD_AMOUNT)
        assert await voice.told() == []
        for key, stop in (("a", "a"), ("f8", "down"), ("a", "f8"), ("a", "h")):
            assert "a Read aloud" in shown(app)
            await press(pilot, key)
            await voice.has(app.words.texts.questions["blood_amount"].hint)
            assert "a Stop reading" in shown(app)
            await press(pilot, stop)
            assert not voice.speaker.is_speaking
        assert isinstance(app.screen, HelpOverlay)
        await press(pilot, "a")
        await voice.has(app.words.texts.help_card.points[-1])
        await press(pilot, "b")
        assert "a Read aloud" in shown(app)


async def test_what_has_the_focus_is_read_last_and_an_answer_is_not_read_with_its_question(tmp_path: Path) -> None:
    voice = Voice(tmp_path)
    app = kiosk("es", programs=voice.programs)
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, METASTASIS, Step.PRIMARY_SITE)
        await answer(pilot, METASTASIS)
        await press(pilot, "v", "down", "o")
        _, *lines = await voice.told()
        options = app.words.texts.questions["primary_site"].options
        assert lines[-1] in options.values()
        assert not any(app.words.texts.result.matters_to_you.split("{")[0] in line for line in lines)


async def test_nothing_is_read_once_the_person_is_gone_or_another_page_is_there(tmp_path: Path) -> None:
    voice = Voice(tmp_path, ENDLESS)
    app = kiosk(programs=voice.programs)
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, BLOOD, Step.BLOOD_MORE)
        await speaking(app, pilot, voice, app.words)
        await app.flow.stop_for_help(Outcome.IDLE)
        assert not voice.speaker.is_speaking
        assert at(app) is Step.GOODBYE
        await pilot.pause()
        await press(pilot, "a")
        assert voice.speaker.is_speaking
        await app.flow.end(Outcome.FINISHED)
        assert not voice.speaker.is_speaking


async def speaking(app: Kiosk, pilot: Pilot[Outcome], voice: Voice, words: Words) -> None:
    await press(pilot, "a")
    await voice.has(words.texts.cards["blood_amount.more"].title)
    assert voice.speaker.is_speaking
    assert app.speaks


async def test_without_a_voice_no_page_offers_one() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Read aloud" not in shown(app)
        await press(pilot, "h", "f8", "a")
        assert "Read aloud" not in shown(app)


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
@pytest.mark.parametrize("language", CATALOG.languages)
async def test_a_real_voice_reads_a_page_in_each_language(language: str, tmp_path: Path) -> None:
    file = tmp_path / "spoken.wav"
    speaker = Speaker(("espeak-ng", "--stdin", "-v", "{language}", "-w", str(file)))
    app = kiosk(language, programs=SitePrograms(speaker=speaker, spoken=spoken_lines))
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, BLOOD, Step.HELP_CARD)
        await press(pilot, app.words.texts.keys.aloud)
        while speaker.is_speaking:
            await asyncio.sleep(0.005)
    with wave.open(str(file)) as sound:
        assert sound.getnframes() / sound.getframerate() > 20
