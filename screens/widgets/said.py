"""Words that ask for a layout only when they change. The framework draws a page once for each layout that is asked for."""

from typing import TypeVar

from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import Static

W = TypeVar("W", bound=Widget)


def unwatched_size() -> Reactive[Size]:
    """Return the property for the size of a widget's content without the framework's second layout and drawing.

    The framework asks for both when a widget gets its first size, right after the layout that gave it.
    """
    return Reactive(Size(0, 0), layout=False, repaint=False)


def refresh_layout(self: W, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> W:
    """Take the place of `refresh` in a widget that shows only its children: it is laid out again, but never drawn again.

    Each part that is new, moved or removed is drawn by the layout.
    """
    del regions, repaint
    Widget.refresh(self, repaint=False, layout=layout, recompose=recompose)
    return self


class Said(Static):
    """Words, shown exactly as they are."""

    virtual_size = unwatched_size()

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - the framework's name
        super().__init__(text, id=id, classes=classes, markup=False)

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show other words; the same words change nothing."""
        if content != self.content:
            super().update(content, layout=layout)


class Notice(Said):
    """What is told about the last key, above the foot; not there while there is nothing to tell."""

    def __init__(self) -> None:
        super().__init__(classes="notice")

    def say(self, text: str) -> None:
        """Tell something; an empty text takes that away."""
        if text != self.content:
            self.update(text)
            self.set_class(bool(text), "-shown")
            # It takes rows from the page, of which less can be seen then.
            for more in self.screen.query("#more"):
                more.refresh()
