"""What a worker on a local terminal runs, and what is imported once the first page is there."""

from importlib import import_module
from typing import Final

from assets.catalog import Catalog
from criteria.journey import Journey
from screens.wording.words import Words
from tui.config.settings import Settings
from tui.kiosk.worker import serve_screens
from tui.process.context import WorkerContext

LATE: Final = ("segno", "store.audit", "store.upkeep", "tui.plain.spoken", "tui.plain.worker", "tui.visit.recorder")
"""What the first page does without. The first worker imports of it what its person comes to."""


def import_late() -> None:
    """Import the rest; every worker that is forked from here on has it."""
    for name in LATE:
        import_module(name)


def serve(settings: Settings, catalog: Catalog, context: WorkerContext, *, plain: bool) -> int:
    """Serve one person, and return the exit status of the process."""
    if plain:
        from tui.plain.worker import serve_plain  # noqa: PLC0415 - late

        return serve_plain(settings, catalog, context)
    return serve_screens(settings, catalog, context, spoken=_spoken)


def _spoken(journey: Journey, words: Words, *, part: int = 0, helping: bool = False) -> tuple[str, ...]:
    from tui.plain.spoken import spoken_lines  # noqa: PLC0415 - late

    return spoken_lines(journey, words, part=part, helping=helping)
