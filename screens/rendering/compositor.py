"""Renders less after a change: the framework renders every widget of the screen for each changed part."""

from collections.abc import Iterable
from typing import Any

from rich.console import RenderableType
from textual._compositor import Compositor
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget


class DirtyRowCompositor(Compositor):
    """Renders only the rows that have changed, of the widgets in them."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Return region, visible part and lines of each widget, front to back; of a crop the rows count, not the columns."""
        rows = self.size.region if crop is None else Region(0, crop.y, self.size.width, crop.height)
        for widget, (region, clip) in self.visible_widgets.items():
            part = region.intersection(clip).intersection(rows)
            if part:
                yield region, part, widget.render_lines(part.translate(-region.offset))

    def reflow_visible(self, parent: Widget, size: Size) -> set[Widget]:
        """Lay out what is in view after scrolling, and at once the rest.

        The framework lays out the rest when the place of a widget is asked for, and takes what is new by then for drawn.
        """
        exposed = super().reflow_visible(parent, size)
        visible, _ = self._visible_map, self.full_map
        self._visible_map = visible
        return exposed

    def render_update(
        self,
        full: bool = False,  # noqa: FBT001, FBT002 - as the framework calls it
        screen_stack: list[Screen[Any]] | None = None,
        simplify: bool = False,  # noqa: FBT001, FBT002
    ) -> RenderableType | None:
        """Return what to send. A layout sends nothing where the whole screen is drawn right after it."""
        if not full and self.root is not None and self.root._repaint_required:  # noqa: SLF001 - there is no public way
            return None
        return super().render_update(full, screen_stack=screen_stack, simplify=simplify)
