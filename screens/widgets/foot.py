"""The foot of a page: its buttons, and between them a sign that there is more to read."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from screens.grid import Grid
from screens.widgets.frame import KioskButton
from screens.widgets.more import More
from screens.widgets.said import unwatched_size
from screens.wording.words import Words


class Foot(Horizontal):
    """Back on the left, the way on to the right, and between them a sign that there is more to read."""

    virtual_size = unwatched_size()
    labels: tuple[tuple[str, str | None, str], ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the buttons; which of them are shown depends on the step."""
        yield KioskButton("", id="back")
        yield More()
        yield KioskButton("", id="extra")
        yield KioskButton("", id="finish")
        yield KioskButton("", id="carry_on", classes="primary")

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
        self.query_one(More).show(words)
        self.labels = (("back", back, keys.back), ("extra", more, key), ("finish", finish, "8"), ("carry_on", carry_on, "0"))
        self._fit()

    def on_resize(self) -> None:
        """Fit the buttons to the window."""
        self._fit()

    def has(self, name: str) -> bool:
        """Say whether a button is there."""
        return any(named == name for named, _, _ in self._fitting())

    def _fitting(self) -> list[tuple[str, str, str]]:
        """Return the buttons; where many do not fit, those whose keys do as well are left out."""
        labels = [(name, label, key) for name, label, key in self.labels if label]
        for spare in ("back", "extra"):
            if any(name == "finish" for name, _, _ in labels) and self._needed(labels) > self._room():
                labels = [found for found in labels if found[0] != spare]
        return labels

    def _room(self) -> int:
        grid = Grid.of(self.app.size, is_big=self.screen.has_class("-big"))
        return grid.width if self.screen.query("#view.-spans") else grid.column

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
        if isinstance(event.widget, More):
            event.stop()
            self.screen.call_later(self.screen.run_action, "page(1)")
