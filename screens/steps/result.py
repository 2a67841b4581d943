"""The report: a first page with the number and a contents, then one part at a time, page by page."""

from typing import Final

from textual.app import ComposeResult
from textual.geometry import Size
from textual.widget import Widget

from criteria.answers import Answers
from criteria.steps import Step
from screens.grid import LOW, Grid
from screens.grid import NARROW as LEAST_WIDE
from screens.messages import Request, RequestMade
from screens.steps.base import StepView
from screens.steps.report_first import FINISH, TAKE_AWAY, Told, first_page
from screens.steps.report_keys import key_hints
from screens.steps.report_pages import PartTitle, widgets_of
from screens.steps.report_reader import Place, ReportReader
from screens.widgets.action_row import ActionRow
from screens.widgets.blocks import BlockView, FoldHead
from screens.widgets.large import TITLES, has_letters
from screens.widgets.title_line import part_fits
from screens.wording.emergency import alarm, emergencies
from screens.wording.parts import report_parts
from screens.wording.told import told
from screens.wording.words import Words

WHY: Final = "9"


class ResultView(StepView):
    """The report, with keys to take it along and to finish from every page."""

    def __init__(self, words: Words, room: Size, answers: Answers) -> None:
        super().__init__(Step.RESULT, words, room)
        self.add_class("-close")
        certain = emergencies(answers)
        self.alarm = alarm(certain, words) if certain else None
        self.reader = ReportReader(report_parts(answers, words), words, room)
        self.told = told(answers, words)
        self.first: Widget | None = None
        self.fitted: Grid | None = None

    @property
    def is_alarm(self) -> bool:  # type: ignore[override]  # it depends on the page
        """Whether it begins with an emergency."""
        return self.alarm is not None and self.reader.part is None

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield from self._widgets()

    def _room(self, grid: Grid) -> Size:
        """Return what fits the window: the first page spans both panes, and may have the title line's row."""
        room = grid.room(has_number=False, is_close=True)
        if self.is_alarm and grid.columns < LEAST_WIDE and grid.rows < LOW:
            return Size(grid.columns, grid.rows - 2)
        return Size(grid.width if self.reader.part is None else room.width, room.height)

    def _grid(self) -> Grid:
        return Grid.of(self.app.size, is_big=self.screen.has_class("-big"))

    def _widgets(self) -> list[Widget]:
        grid = self.fitted = self._grid()
        reader, size = self.reader, self._room(grid)
        self.set_class(reader.part is None, "-spans")
        self.has_pane = reader.part is not None
        if reader.said is None:
            beside = Told(self.told, grid.column) if grid.pane else None
            page = first_page(reader.parts, self.words, self.alarm, reader.place.read, size, told=beside)
            self.first = page.first
            return page.widgets
        title, below = PartTitle(*reader.said, large=has_letters(self, TITLES)), int(grid.rows >= LOW)
        title.display = part_fits(grid, reader.said) is None
        above = len(title.lines(size.width)) + below if title.display else 0
        reader.room = Size(size.width, size.height - above)
        pages = reader.pages()
        title.page = self.page_said
        made = widgets_of(pages[reader.page], self.words, reader.place.opened)
        # Not at a heading that Enter opens and closes: whoever reads with Enter alone would not get further.
        self.first = next((widget for widget in made if isinstance(widget, BlockView)), None)
        return [title, *made]

    @property
    def part_said(self) -> tuple[str, str] | None:
        """The part that is open."""
        return self.reader.said

    @property
    def page_said(self) -> str:
        """Which page of how many this is; empty where there is one."""
        page, pages = self.words.texts.result.page, len(self.reader.pages())
        return self.words(page, count=str(self.reader.page + 1), total=str(pages)) if pages > 1 else ""

    async def _show(self) -> None:
        """Exchange what is on the page; the frame then says where it is."""
        if not self.is_attached:
            return
        async with self.batch():
            await self.remove_children()
            await self.mount_all(self._widgets())
            self.scroll_home(animate=False, immediate=True)
            self.turned()

    def on_resize(self) -> None:
        """Lay out the page anew for the window, unless it was laid out for that room."""
        if self._grid() != self.fitted:
            self.call_later(self._show)

    def size_changed(self) -> None:
        """Lay out the page anew for the size of the text."""
        self.call_later(self._show)

    @property
    def carry_on_label(self) -> str | None:
        """The next page, the next part, or the first page."""
        text, reader = self.words.texts.result, self.reader
        if reader.part is None:
            return text.read_on
        last = text.title if reader.is_last_part else text.next_part
        return text.next_page if reader.has_next_page else last

    @property
    def extra_label(self) -> str | None:
        """Take it with you; within a part, why this."""
        text = self.words.texts.result
        return text.take_away if self.reader.part is None else text.why

    @property
    def extra_key(self) -> str:
        """The digit of that button."""
        return TAKE_AWAY if self.reader.part is None else WHY

    @property
    def finish_label(self) -> str | None:
        """Finish."""
        return self.words.texts.result.finish

    @property
    def hints(self) -> tuple[tuple[str, str, str], ...]:
        """The digits of the parts, and the letter that finishes."""
        return key_hints(self.reader, self.words)

    def first_focus(self) -> Widget | None:
        """Begin at the first row or block of the page; where that would scroll the number away, at the way on."""
        return self.first or self.screen.query_one("#carry_on")

    def marks(self) -> Place:
        """Return where the person is, and what they read and unfolded."""
        return self.reader.place

    async def restore_marks(self, marks: Place) -> None:
        """Go there."""
        self.reader.place = marks
        await self._show()

    def carry_on(self) -> str | None:
        """Go to the next page, then to the next part, and after the last one to the first page."""
        self.reader.forward()
        self.call_later(self._show)
        return None

    def back_within(self) -> bool:
        """Go back a page within a part, and from its first page to the contents."""
        went = self.reader.back()
        self.call_later(self._show)
        return went

    def turn_sideways(self, direction: int) -> bool:
        """Go a page on or back within a part."""
        turned = self.reader.turn(direction)
        self.call_later(self._show)
        return turned

    def extra(self) -> None:
        """Ask for the take-away; within a part, why what has the focus is there."""
        if self.reader.part is None:
            self.screen.post_message(RequestMade(Request.TAKE_AWAY))
        else:
            self.screen.call_later(self.screen.run_action, "why")

    def pick(self, key: str) -> None:
        """Open the part with that digit, or do what the digit of a button says."""
        if key in {TAKE_AWAY, FINISH}:
            self.screen.post_message(RequestMade(Request.TAKE_AWAY if key == TAKE_AWAY else Request.FINISH))
        elif key == WHY and self.reader.part is not None:
            self.extra()
        elif key.isdigit() and self.reader.open(int(key)):
            self.call_later(self._show)

    def on_action_row_taken(self, event: ActionRow.Taken) -> None:
        """Do what a row of the contents says."""
        event.stop()
        self.pick(event.row.key)

    def on_fold_head_toggled(self, event: FoldHead.Toggled) -> None:
        """Open what is folded, or fold it again; the page begins with the same piece."""
        event.stop()
        self.reader.toggle()
        self.call_later(self._show)
