"""What follows from an answer, from a way back, from leaving and from silence in one visit on screens."""

from collections.abc import Mapping
from math import ceil
from typing import Any

from pydantic import ValidationError

from criteria.journey import Journey, RefusedError
from criteria.questions import Question
from criteria.steps import Step
from screens.overlays.notices import IdleOverlay, StoppedOverlay
from screens.steps.pages import GoodbyeView
from screens.survey import SurveyScreen
from tui.kiosk.host import Host
from tui.kiosk.record_tasks import RecordTasks
from tui.visit.idle import CLEARING, IdleAction
from tui.visit.outcome import Outcome
from tui.visit.recording import VisitRecorder, is_to_keep, takes_back


class VisitFlow:
    """Moves the host's journey, has its records written, and ends the visit.

    `locked`: no key ends the program; only the staff area does.
    """

    def __init__(self, host: Host, recorder: VisitRecorder, records: RecordTasks) -> None:
        self._host, self._recorder, self._records = host, recorder, records
        self.locked = False
        self._has_ended = self._end_announced = False

    def _keep(self, journey: Journey, outcome: Outcome) -> None:
        self._records.add(self._recorder.keep(journey, outcome, self._host.words.texts.code))

    async def _go(self, journey: Journey, asked_at: Question | None = None) -> None:
        if is_to_keep(self._host.journey, journey):
            self._keep(journey, Outcome.FINISHED)
        await self._host.show_step(journey, asked_at)

    async def answer(self, step: Step, given: Mapping[str, Any]) -> None:
        """Take an answer to the current step; any other is stale and is dropped."""
        host = self._host
        if host.journey.step is Step.GOODBYE:
            await self.end(Outcome.FINISHED)
            return
        if host.journey.step is Step.WELCOME:
            host.guard = host.guard.restarted(host.clock())
        try:
            journey = host.journey.submit(step, given)
        except (RefusedError, ValidationError):
            return
        if takes_back(host.journey, journey):
            self._records.add(self._recorder.withdraw(journey))
        await self._go(journey)

    async def back(self, step: Step) -> None:
        """Go back from the current step."""
        if step is self._host.journey.step and (journey := self._host.journey.back()) is not self._host.journey:
            await self._go(journey)

    async def change(self, step: Step, question: Question | None) -> None:
        """Go to a question from the check page."""
        try:
            journey = self._host.journey.change(step)
        except RefusedError:
            return
        await self._go(journey, question)

    async def finish(self) -> None:
        """Go on from the report, and from all that opens over it, to what is asked after it."""
        if self._host.journey.step is Step.RESULT:
            await self._host.pop_overlays()
            await self.answer(Step.RESULT, {})

    async def leave(self) -> None:
        """Clear everything at once and end; on the welcome page there is nothing to leave."""
        if self._host.journey.step is not Step.WELCOME:
            await self.end(Outcome.LEFT)

    async def quit(self) -> None:
        """End the program, on the welcome page only, and in a locked kiosk not even there."""
        if self._host.journey.step is Step.WELCOME and not self.locked:
            self._host.exit(Outcome.QUIT)

    async def go_to_plain_lines(self) -> None:
        """End the screens before anything was answered; plain lines follow on the same terminal."""
        if self._host.journey.step is Step.WELCOME:
            self._host.exit(Outcome.PLAIN)

    async def stop_for_help(self, outcome: Outcome = Outcome.HELP) -> None:
        """Clear everything, and leave the number to call on the screen."""
        host = self._host
        journey, host.journey = host.journey, host.journey.finished()
        host.guard = host.guard.touched(host.clock())
        self._keep(journey, outcome)
        await host.pop_overlays()
        await self._go(host.journey)
        await host.push_overlay(StoppedOverlay(host.words, Step.GOODBYE))

    async def end(self, outcome: Outcome) -> None:
        """Blank the screen at once, then keep what the person agreed to, and end; nothing else of them is kept."""
        if self._has_ended:
            return
        self._has_ended = True
        journey, self._host.journey = self._host.journey, Journey(step=Step.GOODBYE)
        if outcome in {Outcome.LEFT, Outcome.IDLE} and journey.step is not Step.GOODBYE:
            self._keep(journey, outcome)
        self._host.finish(outcome)

    def _action(self, *, in_use: bool) -> IdleAction:
        host = self._host
        # While the app starts or ends there is no screen.
        stopped = any(isinstance(screen, StoppedOverlay) for screen in host.screen_stack[-1:])
        return host.guard.action(host.journey.step, host.clock(), in_use=in_use, stopped=stopped)

    def is_over(self, *, in_use: bool) -> bool:
        """Say whether nobody was there for so long that the next check clears everything."""
        return self._action(in_use=in_use) in CLEARING

    async def check_silence(self, *, in_use: bool) -> None:
        """Do what the silence calls for. `in_use`: somebody changed something on the welcome page."""
        host, step = self._host, self._host.journey.step
        action = self._action(in_use=in_use)
        if action is IdleAction.SHOW_NUMBER:
            await self.stop_for_help(Outcome.IDLE)
        elif action is IdleAction.END:
            await self.end(Outcome.FINISHED if step is Step.GOODBYE else Outcome.IDLE)
        elif action is IdleAction.ANNOUNCE_END and not self._end_announced:
            self._end_announced = True
            await host.push_overlay(IdleOverlay(host.words, step, ending=True))
        elif action is IdleAction.ASK:
            await host.push_overlay(IdleOverlay(host.words, step))
        # Without a screen the app has just ended.
        top = next(reversed(host.screen_stack), None)
        if isinstance(top, IdleOverlay):
            top.count_down(ceil(host.guard.seconds_left(host.clock())))
        elif isinstance(top, SurveyScreen) and isinstance(top.view, GoodbyeView):
            left = host.guard.seconds_until_next(Step.GOODBYE, host.clock(), in_use=in_use, stopped=False)
            top.view.count_down(ceil(left or 0))
