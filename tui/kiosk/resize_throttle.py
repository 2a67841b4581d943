"""Limits how often a window that is being resized is laid out again."""

from typing import Final

from textual.geometry import Size

LAYOUT_SECONDS: Final = 3.0
"""How long one layout may take before the next size is handled all the same."""

PAUSE_SECONDS: Final = 0.05
"""Pause between two layouts."""


class ResizeThrottle:
    """Handles one size at a time: while a layout is in progress only the newest of the sizes that arrive is kept.

    Without it a window that is dragged blocks everything for as long as the layouts of all its sizes take. Times are
    seconds on a monotonic clock.
    """

    def __init__(self) -> None:
        self._busy_until = 0.0
        self._skipped = False
        self._size: Size | None = None

    def defers(self, now: float, size: Size) -> bool:
        """Return whether a size that arrives at `now` has to wait; otherwise its layout begins."""
        if now < self._busy_until:
            self._skipped = self._skipped or size != self._size
            return True
        self._size = size
        self._busy_until = now + LAYOUT_SECONDS
        return False

    def finish(self, now: float, *, more: bool) -> bool:
        """Note the end of a layout. Return whether sizes were skipped and no newer one waits (`more`)."""
        self._busy_until = now + PAUSE_SECONDS
        repaint = self._skipped and not more
        self._skipped = self._skipped and more
        return repaint
