"""What stands around every page: where its parts go, and its buttons."""

from typing import ClassVar, Final

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.message import Message
from textual.widget import Widget

from screens.base import binding
from screens.grid import Grid
from screens.widgets.key_line import cap
from screens.widgets.progress import ProgressLine
from screens.widgets.said import Said, refresh_layout, unwatched_size
from screens.widgets.visit_pane import VisitPane


class FrameLayout(Layout):
    """Puts the parts of a page, by their ids, where the grid says: title line, progress, view, pane, notice, foot, keys."""

    name = "frame"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:  # noqa: FBT001, FBT002 - as the framework calls it
        """Return the place of each part."""
        del greedy
        parent.pre_layout(self)
        grid = Grid.of(size, is_big=parent.screen.has_class("-big"))
        parts = {"notice" if child.has_class("notice") else str(child.id): child for child in children}
        return [
            WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, parts[name])
            for name, region in self._regions(grid, parts, size).items()
            if name in parts
        ]

    def _regions(self, grid: Grid, parts: dict[str, Widget], size: Size) -> dict[str, Region]:
        bar = parts.get("progress")
        progress = bar.progress if isinstance(bar, ProgressLine) else None
        has_number = progress is not None and progress.number is not None
        view = parts.get("view")
        is_close = view is not None and view.has_class("-close")
        has_step = progress is not None
        top = grid.top(has_step=has_step, has_number=has_number, is_close=is_close) if "title-line" in parts else 0
        is_paper = view is not None and view.has_class("-paper")
        column = grid.width if view is not None and view.has_class("-spans") else grid.column
        foot = grid.button_rows if "foot" in parts else 0
        notice = self._rows(parts["notice"], column, size) if "notice" in parts else 0
        under = max(notice, int(grid.is_centred and foot > 0))
        most = max(1, size.height - 1 - top - foot - under)
        rows = most
        if grid.is_centred and view is not None:
            pane = parts.get("pane")
            beside = pane.least_rows(grid.pane) - under - foot if isinstance(pane, VisitPane) else 0
            rows = min(most, max(beside, self._rows(view, column, size)))
            top += (most - rows) // 2
        below = top + rows
        return {
            "title-line": Region(0, 0, size.width, 1),
            "progress": Region(0, 1, size.width, grid.progress_rows),
            "view": Region(0, 0, size.width, size.height - 1) if is_paper else Region(grid.margin, top, column, rows),
            "pane": Region(grid.margin + column + 2, top, grid.pane + 2, rows + under + foot),
            "notice": Region(grid.margin, below, column, notice),
            "foot": Region(grid.margin, below + under, column, foot),
            "keys": Region(0, size.height - 1, size.width, 1),
        }

    @staticmethod
    def _rows(widget: Widget, columns: int, size: Size) -> int:
        gutter = widget.gutter
        inside = Size(columns - gutter.width, size.height)
        return widget.get_content_height(inside, size, inside.width) + gutter.height


class Frame(Widget):
    """Holds the parts of a page."""

    virtual_size, refresh = unwatched_size(), refresh_layout

    @property
    def layout(self) -> Layout:
        """The grid."""
        return _LAYOUT


_LAYOUT: Final = FrameLayout()


class KioskButton(Said, can_focus=True):
    """A button with its key on a cap, pressed with Enter, space or the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("enter,space", "press", "press")]

    class Pressed(Message):
        """The button was pressed."""

        def __init__(self, button: "KioskButton") -> None:
            super().__init__()
            self.button = button

        @property
        def control(self) -> "KioskButton":
            """The button, for handlers that name it."""
            return self.button

    def __init__(self, label: str, *, key: str = "", id: str | None = None, classes: str = "") -> None:  # noqa: A002 - the framework's name
        super().__init__(id=id, classes=f"button {classes}")
        self.show(label, key)

    def show(self, label: str, key: str = "") -> None:
        """Show another label and key."""
        self.label, self.key = label, key
        self.set_class(bool(key), "-capped")
        self.update(f" {key}  {label}" if key else label)

    def render(self) -> Content:
        """Draw cap and label; in focus the cap is turned over, so that it stands out from the ground."""
        style = "bold $focus on $focus-ink" if self.has_focus else "bold $keycap-ink on $keycap"
        return cap(self.key, style) + Content(f" {self.label}") if self.key else Content(self.label)

    def action_press(self) -> None:
        """Tell that it was pressed."""
        self.post_message(self.Pressed(self))

    def on_click(self, event: events.Click) -> None:
        """Press with the mouse."""
        event.stop()
        self.action_press()
