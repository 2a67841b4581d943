"""Renders less after a change: the framework renders every widget of the screen for each changed part."""

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class DirtyRowCompositor(Compositor):
    """Renders only the rows that have changed, of the widgets in them."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Return region, visible part and lines of each widget, front to back; of a crop the rows count, not the columns."""
        rows = self.size.region if crop is None else Region(0, crop.y, self.size.width, crop.height)
        for widget, (region, clip) in self.visible_widgets.items():
            part = region.intersection(clip).intersection(rows)
            if part:
                yield region, part, widget.render_lines(part.translate(-region.offset))
