"""What a worker on a local terminal runs, and what is imported once the first page is there."""

import gc
from importlib import import_module
from typing import TYPE_CHECKING, Final

from assets.catalog import Catalog
from tui.config.settings import Settings
from tui.process.context import WorkerContext

if TYPE_CHECKING:
    from criteria.journey import Journey
    from screens.wording.words import Words

LATE: Final = (
    "segno", "store.audit", "store.upkeep", "tui.kiosk.worker", "tui.plain.spoken", "tui.plain.worker", "tui.visit.recorder",
)  # fmt: skip
"""What the first worker imports itself: what its page needs at once, the rest when its person comes to it.

The parent can wait with it, and a small process is forked sooner: less of its memory is copied.
"""


def import_late() -> None:
    """Import it all; every worker that is forked from here on has it."""
    for name in LATE:
        import_module(name)
    gc.freeze()


def serve(settings: Settings, catalog: Catalog, context: WorkerContext, *, plain: bool) -> int:
    """Serve one person, and return the exit status of the process."""
    if plain:
        from tui.plain.worker import serve_plain  # noqa: PLC0415 - late

        return serve_plain(settings, catalog, context)
    # Nothing that is imported is garbage.
    gc.disable()
    from tui.kiosk.worker import serve_screens  # noqa: PLC0415 - late

    gc.freeze()
    gc.enable()
    return serve_screens(settings, catalog, context, spoken=_spoken)


def _spoken(journey: "Journey", words: "Words", *, part: int = 0, helping: bool = False) -> tuple[str, ...]:
    from tui.plain.spoken import spoken_lines  # noqa: PLC0415 - late

    return spoken_lines(journey, words, part=part, helping=helping)
