"""What a worker begins a visit with, on screens and in plain lines, from the settings of the site."""

from datetime import date

from assets.catalog import Catalog
from screens.wording.words import Languages
from tui.config.commands import call_command, kiosk_name
from tui.config.settings import Settings
from tui.visit.idle import IdleGuard
from tui.visit.staff_calls import CallCount, StaffCalls, call_text
from tui.visit.timeouts import GOODBYE_SECONDS


def languages_of(settings: Settings, catalog: Catalog, today: date | None) -> Languages:
    """Return the languages on offer; they say when guidance is overdue on `today`, and nothing about it without a day."""
    read_on = catalog.sources.stale_since(today) if today else None
    values = settings.values() | {"closes_after": str(GOODBYE_SECONDS)}
    return Languages(settings.languages(catalog), catalog.sources, values, read_on)


def guard_of(settings: Settings, now: float) -> IdleGuard:
    """Return the guard of a visit that begins at `now`, in seconds, with the site's limits."""
    kiosk = settings.kiosk
    return IdleGuard.start(now, kiosk.warn_after, kiosk.clear_after, 60.0 * kiosk.session_limit)


def calls_of(settings: Settings) -> StaffCalls | None:
    """Return how the person can call staff; None where they cannot."""
    command = call_command(settings)
    return StaffCalls(command, call_text(kiosk_name(settings)), CallCount(settings.log.directory)) if command else None
