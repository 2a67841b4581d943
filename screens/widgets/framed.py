"""The frame around every step of the journey: it stays while the body changes."""

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size

from criteria.journey import Journey
from criteria.steps import Step
from screens.base import KioskScreen
from screens.steps.base import StepView
from screens.widgets.foot import Foot
from screens.widgets.frame import Frame
from screens.widgets.key_line import Hint, KeyLine, aloud_hints, scroll_hints
from screens.widgets.progress import ProgressLine
from screens.widgets.said import Notice, Said
from screens.widgets.title_line import TitleLine
from screens.widgets.visit_pane import VisitPane
from screens.wording.progress import progress_of
from screens.wording.words import Words


class FramedScreen(KioskScreen):
    """Title and progress above, a notice, buttons and keys below; in between the body of the journey's current step."""

    def __init__(self, journey: Journey, words: Words) -> None:
        super().__init__()
        self.journey, self.words = journey, words
        self._fitted = Size(0, 0)
        self._frame = Frame(id="frame")

    def compose(self) -> ComposeResult:
        """Lay out the frame."""
        yield Said(self.words(self.words.texts.ui.too_small), id="too-small")
        with self._frame:
            yield TitleLine(id="title-line")
            yield ProgressLine(id="progress")
            yield from self.first_view()
            yield VisitPane(id="pane")
            yield Notice()
            yield Foot(id="foot")
            yield KeyLine(id="keys")

    def first_view(self) -> ComposeResult:
        """Lay out the first step, so that the page is complete when it is drawn first."""
        yield from ()

    @property
    def view(self) -> StepView | None:
        """The body of the current step, once there is one."""
        return next((part for part in self._frame.children if isinstance(part, StepView)), None)

    def step_now(self) -> Step:
        """Return the step that is shown."""
        return self.journey.step

    def show_frame(self, view: StepView) -> None:
        """Say where the person is, and label the buttons."""
        self._fitted = self.app.size
        self.show_place()
        self.query_one("#too-small", Said).update(self.words(self.words.texts.ui.too_small))
        self.notice("")
        self.update_classes({"-alarm": view.is_alarm, "-no-buttons": view.carry_on_label is None}, animate=False)
        pane = self.query_one(VisitPane)
        pane.set_class(view.has_pane, "-shown")
        if view.has_pane:
            pane.show(self.journey, self.words)
        self.show_foot(view)

    def show_foot(self, view: StepView) -> None:
        """Label the buttons."""
        back = self.words.texts.ui.back if self._can_go_back(view) else None
        extra = (view.extra_label, view.extra_key) if view.extra_label else None
        self.query_one(Foot).show(self.words, back=back, extra=extra, finish=view.finish_label, carry_on=view.carry_on_label)

    def show_place(self) -> None:
        """Say where the person is, in as many rows as the window has for it."""
        progress = progress_of(self.journey)
        offers_looks = progress is not None or self.has_class("-big")
        part = self.view.part_said if self.view is not None else None
        self.query_one(TitleLine).show(self.words, progress, offers_looks=offers_looks, part=part)
        self.query_one(ProgressLine).show(progress, self.words)
        self._frame.refresh(layout=True)

    def _can_go_back(self, view: StepView) -> bool:
        return view.has_back and self.journey.back() is not self.journey

    def show_keys(self, view: StepView) -> None:
        """Show the keys that do something here and stand on no button."""
        keys, ui = self.words.texts.keys, self.words.texts.ui
        hints = [Hint(keys.help, ui.help, "request('help')", urgent=True), *aloud_hints(self.words, speaks=self.speaks)]
        if self._can_go_back(view) and (view.carry_on_label is None or not self.query_one(Foot).has("back")):
            hints.append(Hint(keys.back, ui.back, "ask_back"))
        hints += [Hint(key, does, action) for key, does, action in view.hints]
        leave = Hint(keys.leave, ui.leave, "request('leave')") if view.step is not Step.WELCOME else None
        self.query_one(KeyLine).show(hints, leave, view.hints_together, scrolling=lambda: scroll_hints(view, self.words))

    def notice(self, text: str) -> None:
        """Tell the person; an empty text takes that away."""
        self.query_one(Notice).say(text)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the frame to the window, unless it was labelled for its size."""
        if self.view is not None and event.size != self._fitted:
            self._fitted = event.size
            self.show_place()
            self.show_foot(self.view)
            self.show_keys(self.view)
