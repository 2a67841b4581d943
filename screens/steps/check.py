"""Check your answers: every question asked with its answer, page by page, each of which a digit changes."""

from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size

from criteria.journey import Journey
from criteria.questions import Question
from criteria.steps import STEP_OF, Step
from screens.base import binding
from screens.grid import Grid
from screens.messages import ChangeAsked
from screens.steps.base import StepView, line
from screens.widgets.lines import POINTER, Lines, beside, wrapped
from screens.widgets.page_line import PageLine
from screens.wording.words import Words, part_of

LEAST_WIDTH: Final = 56
"""Columns that a question and its answer need side by side without a word being cut."""

MOST: Final = 8
"""Answers on one page: 9 turns it, and 0 goes on."""

_HEAD: Final = 5
"""Columns of pointer and cap."""


class AnswerRow(Lines, can_focus=True):
    """One question with its answer; its digit, Enter or a click changes it."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("enter,space", "press", "change")]

    def __init__(self, step: Step, question: Question | None, words: Words, answer: str) -> None:
        super().__init__(classes="answer")
        self.step, self.question, self.answer = step, question, answer
        self.name_text = words.texts.check.consent if question is None else words.name_of(question)
        self.change = words.texts.ui.change
        self.key = " "

    @property
    def part(self) -> str:
        """The part of the visit that the question belongs to."""
        return part_of(self.step)

    def lines(self, width: int) -> list[Content]:
        """Return cap, question and answer, in focus with the word for changing it; in a narrow window below each other."""
        cap = "bold $focus on $focus-ink" if self.has_focus else "bold $keycap-ink on $keycap"
        head = Content.assemble(POINTER if self.has_focus else " ", (f" {self.key} ", cap), " ")
        last = len(self.change) + 1
        left = width - _HEAD if width < LEAST_WIDTH else width // 2 - _HEAD
        rows = beside([(self.name_text, left, "")])
        if width < LEAST_WIDTH:
            answer = [part.pad_left(_HEAD) for part in wrapped(self.answer, width - _HEAD, "bold")]
            return [head + rows[0], *(row.pad_left(_HEAD) for row in rows[1:]), *answer]
        change = self.change if self.has_focus else ""
        columns = [(self.name_text, left - 2, ""), ("", 2, ""), (self.answer, width - left - _HEAD - last, "bold")]
        rows = beside([*columns, (change, last, "underline")])
        # An answer of several lines stands apart from the next one, which begins in the same column.
        apart = [Content("")] if len(rows) > 1 else []
        return [head + rows[0], *(row.pad_left(_HEAD) for row in rows[1:]), *apart]

    def action_press(self) -> None:
        """Ask to change this answer."""
        self.screen.post_message(ChangeAsked(self.step, self.question))

    def on_click(self, event: events.Click) -> None:
        """Ask with the mouse."""
        event.stop()
        self.screen.set_focus(self)
        self.action_press()


class CheckView(StepView):
    """The check page, made of what the journey asks now and of nothing that it asked before."""

    wraps = True

    def __init__(self, words: Words, room: Size, journey: Journey) -> None:
        super().__init__(Step.CHECK, words, room)
        self.add_class("-spans")
        self.journey = journey
        self.rows = list(self._rows())
        self.page = 0

    def _rows(self) -> list[AnswerRow]:
        checklist, rows = self.words.texts.checklist, []
        if self.journey.consent is not None:
            said = checklist.yes if self.journey.consent.value == "yes" else checklist.no
            rows.append(AnswerRow(Step.CONSENT, None, self.words, said))
        for question in self.journey.asked():
            answer = self.words.answer(question, self.journey.answers.get(question))
            rows.append(AnswerRow(STEP_OF[question], question, self.words, answer))
        return rows

    def compose(self) -> ComposeResult:
        """Lay out the questions by part."""
        text = self.words.texts
        yield PageLine(text.check.title, text.check.lead)
        part = ""
        for row in self.rows:
            if row.part != part:
                part = row.part
                yield line(text.ui.parts[part], f"heading -{part}")
            yield row

    def on_mount(self) -> None:
        """Show the first page."""
        self._show_page()

    def pages(self) -> list[list[AnswerRow]]:
        """Return the rows of each page: at most eight, and no more than fit; a small window scrolls through eight."""
        grid = Grid.of(self.app.size)
        room = grid.room(has_number=False)
        pages: list[list[AnswerRow]] = []
        used, part = 0, ""
        for row in self.rows:
            heading = 0 if row.part == part else 2
            needed = len(row.lines(grid.width)) + heading
            if not pages or len(pages[-1]) == MOST or (used + needed > room.height - 1 and not grid.is_small):
                pages.append([])
                used, needed = 0, needed - heading + 2
            part = row.part
            pages[-1].append(row)
            used += needed
        return pages

    def _show_page(self) -> None:
        pages = self.pages()
        self.page = min(self.page, len(pages) - 1)
        shown = pages[self.page]
        for row in self.rows:
            row.display = row in shown
            row.key = str(shown.index(row) + 1) if row in shown else " "
        for heading in self.query(".heading"):
            heading.display = any(heading.has_class(f"-{row.part}") for row in shown)
        head = self.query_one(PageLine)
        total = len(pages)
        place = self.words(self.words.texts.ui.page, count=str(self.page + 1), total=str(total)) if total > 1 else ""
        if place != head.place:
            head.place = place
            head.refresh(layout=True)

    def on_resize(self) -> None:
        """Put as many answers on a page as fit."""
        self._show_page()

    def extra(self) -> None:
        """Turn the page; after the last one comes the first."""
        self.page = (self.page + 1) % len(self.pages())
        self._show_page()
        self.scroll_home(animate=False)
        self.screen.set_focus(self.screen.query_one("#carry_on"))

    def pick(self, key: str) -> None:
        """Change the answer with that digit; 9 turns the page."""
        if key == self.extra_key:
            self.extra()
        for row in self.rows:
            if row.display and row.key == key:
                row.action_press()

    @property
    def extra_key(self) -> str:
        """The key of the button that turns the page."""
        return "9"

    @property
    def extra_label(self) -> str | None:
        """Turn the page, where there is another; a small window has room for a sign only."""
        label = "↓" if Grid.of(self.app.size).is_small else self.words.texts.ui.more_answers
        return label if len(self.pages()) > 1 else None

    @property
    def carry_on_label(self) -> str | None:
        """Show the summary."""
        return self.words.texts.check.show

    @property
    def hints(self) -> tuple[tuple[str, str, str], ...]:
        """A digit changes a row; the arrows go to one, and Enter changes it."""
        ui = self.words.texts.ui
        most = max(map(len, self.pages()))
        return ((f"1-{most}", ui.change, ""), ("↑ ↓", ui.move, "move(1)"), (ui.enter, ui.change, "take"))

    def show(self, row: AnswerRow) -> None:
        """Show the page that holds `row`."""
        self.page = next(index for index, page in enumerate(self.pages()) if row in page)
        self._show_page()
