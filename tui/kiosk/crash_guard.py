"""A kiosk that ends at once, in whatever way, and never says more of an error than its place."""

from collections.abc import Callable
from typing import Any

from textual.worker import WorkerFailed

from assets.catalog import Catalog
from tui.config.settings import Settings
from tui.kiosk.app import Kiosk
from tui.process.context import WorkerContext, exit_worker
from tui.visit.error_log import place
from tui.visit.outcome import CRASHED, Outcome


class CrashSafeKiosk(Kiosk):
    """Its process ends with it; the framework would take its time, and print an error with the answers around it."""

    def __init__(
        self,
        settings: Settings,
        catalog: Catalog,
        context: WorkerContext,
        *,
        note_error: Callable[[str], None],
        **more: Any,  # noqa: ANN401 - the kiosk's own
    ) -> None:
        super().__init__(settings, catalog, **more)
        self.worker_context, self.note_error = context, note_error
        self.crashed = False

    def exit(self, result: Outcome | None = None, return_code: int = 0, message: object = None) -> None:
        """End at once: the kernel clears the process, and the parent the terminal."""
        del return_code, message
        exit_worker(self.worker_context, CRASHED if self.crashed or result is None else result.value, self._driver)

    def _handle_exception(self, error: BaseException) -> None:
        """Note where it happened, and end: the framework would print the answers that its frames hold."""
        if not self.crashed:
            self.crashed = True
            self.note_error(place(error.error if isinstance(error, WorkerFailed) else error))
        exit_worker(self.worker_context, CRASHED, self._driver)

    def _fatal_error(self) -> None:
        """Print nothing."""
        exit_worker(self.worker_context, CRASHED, self._driver)

    def panic(self, *renderables: Any) -> None:  # noqa: ANN401
        """Print nothing."""
        del renderables
        self._fatal_error()

    def _print_error_renderables(self) -> None:
        """Print nothing."""
