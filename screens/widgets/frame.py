"""What stands around every page: where its parts go, and the foot with its buttons."""

import re
from collections.abc import Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from screens.base import binding
from screens.grid import Grid
from screens.widgets.key_line import cap
from screens.widgets.progress import ProgressLine
from screens.wording.words import Words


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
        top = grid.top(has_step=progress is not None, has_number=has_number) if "title-line" in parts else 0
        view = parts.get("view")
        column = grid.width if view is not None and view.has_class("-spans") else grid.column
        foot = grid.button_rows if "foot" in parts else 0
        notice = self._rows(parts["notice"], column, size) if "notice" in parts else 0
        under = max(notice, int(grid.is_centred and foot > 0))
        most = max(1, size.height - 1 - top - foot - under)
        rows = most
        if grid.is_centred and view is not None:
            rows = min(most, self._rows(view, column, size))
            top += (most - rows) // 2
        below = top + rows
        left = grid.margin
        return {
            "title-line": Region(0, 0, size.width, 1),
            "progress": Region(0, 1, size.width, grid.progress_rows),
            "view": Region(left, top, column, rows),
            "pane": Region(left + column + 2, top, grid.pane + 2, rows + under + foot),
            "notice": Region(left, below, column, notice),
            "foot": Region(left, below + under, column, foot),
            "keys": Region(0, size.height - 1, size.width, 1),
        }

    @staticmethod
    def _rows(widget: Widget, columns: int, size: Size) -> int:
        gutter = widget.gutter
        inside = Size(columns - gutter.width, size.height)
        return widget.get_content_height(inside, size, inside.width) + gutter.height


class Frame(Widget):
    """Holds the parts of a page."""

    @property
    def layout(self) -> Layout:
        """The grid."""
        return _LAYOUT


_LAYOUT: Final = FrameLayout()


class KioskButton(Static, can_focus=True):
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
        super().__init__(id=id, classes=f"button {classes}", markup=False)
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


class Foot(Horizontal):
    """Back on the left, the way on to the right, and between them a sign that there is more to read."""

    labels: tuple[tuple[str, str | None, str], ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the buttons; which of them are shown depends on the step."""
        yield KioskButton("", id="back")
        yield Static(id="more", markup=False)
        yield KioskButton("", id="extra")
        yield KioskButton("", id="finish")
        yield KioskButton("", id="carry_on", classes="primary")

    def say_more(self, words: Words, *, above: bool, below: bool, page: str = "") -> None:
        """Say that there is more to read; where there is no room for words, with an arrow. Else say which page this is."""
        sign, said = ("↓", words.texts.ui.more_below) if below else ("↑", words.texts.ui.more_above) if above else ("", "")
        more = self.query_one("#more", Static)
        text = f"{sign} {said}".strip() or page
        more.update(text if cell_len(text) <= more.size.width else sign or "/".join(re.findall(r"[0-9]+", page)))
        more.set_class(below, "-below")

    def show(
        self,
        words: Words,
        *,
        back: str | None,
        carry_on: str | None,
        extra: tuple[str, str] | None = None,
        finish: str | None = None,
    ) -> None:
        """Label the buttons, each with its key; one without a label is not there. `extra`: its label and its key."""
        more, key = extra or (None, "")
        keys = words.texts.keys
        self.labels = (("back", back, keys.back), ("extra", more, key), ("finish", finish, "8"), ("carry_on", carry_on, "0"))
        self._fit()

    def on_resize(self) -> None:
        """Fit the buttons to the window."""
        self._fit()

    def has(self, name: str) -> bool:
        """Say whether a button is there."""
        return any(named == name for named, _, _ in self._fitting())

    def _fitting(self) -> list[tuple[str, str, str]]:
        """Return the buttons; where there are too many, those that stand in the line of keys too are left out."""
        labels = [(name, label, key) for name, label, key in self.labels if label]
        for spare in ("back", "extra"):
            if any(name == "finish" for name, _, _ in labels) and self._needed(labels) > self._room():
                labels = [found for found in labels if found[0] != spare]
        return labels

    def _room(self) -> int:
        return Grid.of(self.app.size, is_big=self.screen.has_class("-big")).column

    def _needed(self, labels: Sequence[tuple[str, str, str]]) -> int:
        # The box of a button with its padding and margin, its cap, and the sign between the buttons.
        around = 7 if Grid.of(self.app.size).button_rows > 1 else 5
        return 3 + sum(cell_len(label) + around + (3 if key else 0) for _, label, key in labels)

    def _fit(self) -> None:
        """Show the buttons; where they do not fit beside each other, without their caps and closer together."""
        labels = self._fitting()
        is_tight = self._needed(labels) > self._room()
        self.set_class(is_tight, "-tight")
        shown = {name: (label, key) for name, label, key in labels}
        for name, _, _ in self.labels:
            label, key = shown.get(name, ("", ""))
            button = self.query_one(f"#{name}", KioskButton)
            button.show(label, "" if is_tight else key)
            button.set_class(name in shown, "-shown")

    def on_click(self, event: events.Click) -> None:
        """Turn a page where the sign is clicked."""
        if event.widget is self.query_one("#more"):
            event.stop()
            self.screen.call_later(self.screen.run_action, "page(1)")
