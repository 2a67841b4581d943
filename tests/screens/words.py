"""What widgets are there to show, and what scrolling through a page shows."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Static

from screens.base import KioskScreen
from screens.steps.check import AnswerRow
from screens.widgets.action_row import ActionRow
from screens.widgets.blocks import BlockView, FoldHead
from screens.widgets.choices import ChoiceRow
from screens.widgets.large import Title
from screens.widgets.lines import Points
from screens.widgets.page_head import PageHead
from screens.widgets.symptom_row import SymptomRow
from screens.wording.report import Block
from tests.screens.kiosks import dump
from tui.gallery.app import Gallery

BREAK = str.maketrans("│┃╭╮╰╯━─┏┓┗┛▶•●()", " " * 17)


def texts_of(widget: Widget) -> Iterator[str]:
    """Yield the words that a widget is there to show."""
    if isinstance(widget, SymptomRow | ChoiceRow):
        yield widget.label
    elif isinstance(widget, Title):
        yield widget.text
    elif isinstance(widget, Points):
        yield from widget.points
    elif isinstance(widget, PageHead):
        yield from (widget.title_text, *widget.said, *widget.points)
    elif isinstance(widget, AnswerRow):
        yield from (widget.name_text, widget.answer)
    elif isinstance(widget, ActionRow):
        yield widget.label
    elif isinstance(widget, FoldHead):
        yield widget.title_text
    elif isinstance(widget, BlockView):
        yield from _block(widget.block)
    elif isinstance(widget, Static):
        yield str(widget.content)


def _block(block: Block) -> Iterator[str]:
    yield from (block.title, block.label, *block.lines, *block.points, block.action)


def seen_words(text: str) -> set[str]:
    return {word for line in text.splitlines() for word in line.translate(BREAK).split()}


def outside(screen: KioskScreen) -> list[str]:
    """Return the widgets of the frame that are cut by the window or by what holds them."""
    scroller = screen.scroller()
    wrong = []
    for widget in screen.query("*").results(Widget):
        parent = widget.parent
        if not widget.display or widget.region.area == 0 or not isinstance(parent, Widget) or widget.id == "more":
            continue
        inside, around = widget.region, parent.region
        if parent is scroller or scroller in widget.ancestors:
            fits = inside.x >= around.x and inside.right <= around.right
        else:
            fits = around.contains_region(inside)
        if not fits:
            wrong.append(f"{widget} {inside} beyond {parent} {around}")
    return wrong


async def read_all(app: Gallery, pilot_pause: object) -> set[str]:
    """Return every word that scrolling from top to bottom shows, a line at a time where a page is short."""
    assert callable(pilot_pause)
    screen = app.screen
    assert isinstance(screen, KioskScreen)
    scroller = screen.scroller()
    scroller.scroll_home(animate=False)
    await pilot_pause()
    words = seen_words(dump(app))
    while scroller.scroll_y < scroller.max_scroll_y:
        assert "↓" in dump(app), "there is more below, and nothing says so"
        scroller.scroll_relative(y=max(1, scroller.size.height - 2), animate=False)
        await pilot_pause()
        words |= seen_words(dump(app))
    return words
