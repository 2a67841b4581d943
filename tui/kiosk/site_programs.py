"""What a site has for the people at its screens."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.config.settings import Settings
from tui.kiosk.read_aloud import Spoken
from tui.process.begin import calls_of
from tui.visit.site_command import PRINT_SECONDS, ran
from tui.visit.speech import Speaker
from tui.visit.staff_calls import StaffCalls

if TYPE_CHECKING:
    from tui.staff.service import StaffService

PrintText = Callable[[str], Awaitable[bool]]
"""Prints a text and returns whether that worked."""


@dataclass(frozen=True)
class SitePrograms:
    """A printer, a way to call staff, and a voice with the words that it reads; each None where the site has none."""

    print_text: PrintText | None = None
    calls: StaffCalls | None = None
    speaker: Speaker | None = None
    spoken: Spoken | None = None


def programs_of(settings: Settings, spoken: Spoken | None) -> SitePrograms:
    """Return what a site names in its configuration; `spoken`: returns what is read aloud of a page."""
    printer, voice = settings.kiosk.print_command, settings.kiosk.speech_command

    async def print_text(text: str) -> bool:
        return await ran(printer or (), text, PRINT_SECONDS)

    speaker = Speaker(voice) if voice else None
    return SitePrograms(print_text if printer else None, calls_of(settings), speaker, spoken)


def staff_of(settings: Settings) -> "StaffService | None":
    """Return what the staff area does at a site with a PIN."""
    if not settings.staff.pin_hash:
        return None
    from tui.staff.service import StaffService  # noqa: PLC0415 - a site without a PIN has no staff area

    return StaffService(settings, settings.staff.pin_hash)
