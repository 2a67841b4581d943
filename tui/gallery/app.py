"""The kiosk as a gallery: set to any step or overlay of one made-up person, page by page, in any theme."""

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any, Final

from textual.geometry import Size
from textual.pilot import Pilot

from assets.catalog import Catalog
from criteria.answers import OPTIONS, Answers
from criteria.assess import assess
from criteria.journey import INTERRUPTIONS, Consent, Journey, Step, visible_steps
from criteria.questions import FOLLOW_UP_OF, SYMPTOMS
from screens.base import KioskScreen
from screens.overlays.codes import CodeScreen
from screens.overlays.notices import FinishOverlay, IdleOverlay, SorryOverlay, StoppedOverlay
from screens.overlays.pin import PinScreen
from screens.overlays.staff import StaffScreen, State, Visits
from screens.overlays.take_away import PrivacyOverlay, TakeAwayOverlay
from screens.rendering.palettes import NAMED
from screens.steps.result import ResultView
from screens.wording.call import CallState
from screens.wording.code_text import code_texts
from screens.wording.report import Reason, report_sections
from screens.wording.stages import stages
from tui.config.settings import Settings
from tui.kiosk.app import Kiosk
from tui.kiosk.appearance import Appearance
from tui.kiosk.site_programs import SitePrograms

SIZES: Final = (Size(60, 20), Size(80, 24), Size(120, 40))

PERSON: Final = Answers.model_validate(
    {
        **dict.fromkeys(SYMPTOMS, "yes"), **{follow_up: next(iter(OPTIONS[follow_up])) for follow_up in FOLLOW_UP_OF.values()},
        "cough_duration": "3_weeks_or_more", "blood_amount": "more",
        "chest_pain_kind": "sudden_or_severe", "breathing_kind": "at_rest", "weakness_kind": "sudden_or_one_sided",
        "weight_loss_amount": "less", "cancer_history": "yes", "primary_site": "colon", "told_lung_metastasis": "yes",
        "primary_curable": "unsure", "primary_removed": "planned", "only_metastasis": "yes", "well_defined_area": "unsure",
        "general_condition": "manages_but_tires", "what_matters": ["people", "comfort"],
    }
)  # fmt: skip
"""Made-up answers with which every step is visible."""


class Gallery(Kiosk):
    """The kiosk, set to any step of a journey with `PERSON`'s answers."""

    def __init__(
        self, settings: Settings, catalog: Catalog, *, theme: str = NAMED[0], programs: SitePrograms | None = None
    ) -> None:
        # The clock does not run: on a slow machine the kiosk would clear a screen without input.
        appearance = Appearance(theme, bigger=settings.kiosk.bigger_text)
        super().__init__(settings, catalog, appearance=appearance, clock=lambda: 0.0, programs=programs)
        self._call = None if settings.is_unstaffed else CallState.READY

    async def at(self, step: Step, answers: Answers = PERSON, *, call: CallState | None = None) -> None:
        """Show one step, as a site with a way to call staff has it where `call` says how a call stands."""
        await self.clear()
        self.survey.call = call
        self.journey = Journey(step=step, answers=answers, consent=Consent.YES)
        await self.survey.show(self.journey, self.words)

    async def clear(self) -> None:
        """Remove all overlays."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    async def over(self, name: str) -> None:
        """Show one of the overlays over the result."""
        await self.clear()
        if self.journey.step is not Step.RESULT:
            await self.at(Step.RESULT)
        if name == "idle":
            await self.push_screen(IdleOverlay(self.words, Step.RESULT))
        elif name == "stopped":
            await self.push_screen(StoppedOverlay(self.words, Step.GOODBYE))
        elif name == "finish":
            await self.push_screen(FinishOverlay(self.words, Step.RESULT))
        elif name == "sorry":
            await self.push_screen(SorryOverlay(self.words, Step.RESULT))
        elif name == "call":
            await self.at(INTERRUPTIONS[-1], call=self._call)
        elif name in STAFF_SCREENS:
            await self._staff(name)
        elif name == "code":
            await self.push_screen(CodeScreen(self.words, Step.RESULT, code_texts(PERSON, self.words)))
        elif name == "privacy":
            await self.push_screen(PrivacyOverlay(self.words, Step.RESULT, PERSON))
        else:
            block = report_sections(PERSON, assess(PERSON), self.words)[0].blocks[0]
            reason = block.reason or Reason((), ())
            await {
                "help": self.overlays.help,
                "why": lambda: self.overlays.why(block.title, reason),
                "take_away": self.overlays.take_away,
            }[name]()

    async def _staff(self, name: str) -> None:
        """Show one of the screens for staff, with made-up facts."""
        if name == "pin":
            await self.push_screen(pin := PinScreen(self.words))
            pin.take("2806")
            pin.say(self.words(self.words.texts.staff.wait, time="20 s"))
            return
        await self.push_screen(area := StaffScreen(self.words, can_export=True))
        await area.show(state=State(("aside",), 2, 1, "ValueError at x.py:3", "84 GB"))
        await area.show(
            visits=Visits(
                "1240",
                "1136",
                0,
                tuple(stages({Step.CHECKLIST: 88, Step.BLOOD_AMOUNT: 96, Step.CANCER_HISTORY: 72, Step.CHECK: 56}, 824)),
            )
        )
        if name == "leave_kiosk":
            area.action_pick("2")


ROUNDS: Final = 3
"""Two are enough for every screen; a round without messages costs little."""

STAFF_SCREENS: Final = ("pin", "staff", "leave_kiosk")
OVERLAYS: Final = ("call", "stopped", "help", "why", "take_away", "privacy", "code", "finish", "idle", "sorry", *STAFF_SCREENS)


def names() -> Iterator[Step | str]:
    """Iterate over every step that `PERSON` sees, and every overlay."""
    yield from visible_steps(PERSON)
    yield from OVERLAYS


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until the screen is drawn: for as many rounds of messages as a change of layout needs, not for a fixed time."""
    for _ in range(ROUNDS):
        await pilot.pause(0)


async def pages(app: Gallery, pilot: Pilot[Any]) -> AsyncIterator[tuple[str, int]]:
    """Show every screen, page by page; yield its name and the number of the page once it is drawn."""
    while app.survey.view is None:
        await pilot.pause(0)
    for name in names():
        await (app.at(name) if isinstance(name, Step) else app.over(name))
        await settled(pilot)
        yield str(name), 1
        page = 1
        async for _ in further_pages(app, pilot):
            page += 1
            yield str(name), page


async def further_pages(app: Kiosk, pilot: Pilot[Any]) -> AsyncIterator[None]:
    """Scroll page by page to the end, and turn the pages of the report."""
    screen = app.screen
    if not isinstance(screen, KioskScreen):
        return
    scroller = screen.scroller()
    while scroller.scroll_y < scroller.max_scroll_y:
        screen.action_page(1)
        await settled(pilot)
        yield
    while isinstance(screen, TakeAwayOverlay) and screen.has_more:
        screen.action_page(1)
        await settled(pilot)
        yield
    view = app.survey.view
    if screen is app.survey and isinstance(view, ResultView):
        while view.reader.has_next_page or not view.reader.is_last_part:
            view.carry_on()
            await settled(pilot)
            yield


def picture(app: Kiosk) -> str:
    """Return the screen as SVG, without the random ids, so that equal screens give equal files, and without a font server."""
    drawn = re.sub(r"terminal-\d+", "terminal", app.export_screenshot(title="pulmoscreen", simplify=True))
    drawn = re.sub(r"@font-face \{.*?\}|<!--.*?-->", "", drawn, flags=re.DOTALL)
    # Some viewers drop the blanks that a piece of text begins with, and so move it.
    return drawn.replace("<text ", '<text xml:space="preserve" ')
