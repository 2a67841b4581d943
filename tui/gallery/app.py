"""The kiosk as a gallery: set to any step or overlay of one made-up person, page by page, in any theme."""

from collections.abc import Callable
from typing import Final

from textual.geometry import Size

from assets.catalog import Catalog
from criteria.answers import OPTIONS, Answers
from criteria.assess import assess
from criteria.journey import Journey
from criteria.questions import FOLLOW_UP_OF, SYMPTOMS
from criteria.steps import INTERRUPTIONS, REDIRECTS, Consent, Respondent, Step, WhatNow, visible_steps
from screens.base import KioskScreen
from screens.overlays.codes import CodeScreen
from screens.overlays.notices import IdleOverlay, SorryOverlay, StoppedOverlay
from screens.overlays.pin import PinScreen
from screens.overlays.staff import StaffScreen, State, Visits
from screens.overlays.take_away import PrivacyOverlay
from screens.rendering.palettes import NAMED
from screens.wording.call import CallState
from screens.wording.code_text import code_texts
from screens.wording.report import Reason, report_sections
from screens.wording.stages import stages
from screens.wording.words import Words
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

STEPS: Final = (*visible_steps(PERSON, what_now=WhatNow.NOTHING), *REDIRECTS)
"""Every step: those that `PERSON` sees, and the pages where a visit ends unasked."""


def journey_at(step: Step, answers: Answers = PERSON, respondent: Respondent = Respondent.MYSELF) -> Journey:
    """Return the journey of somebody who is at `step`."""
    if step in REDIRECTS:
        return Journey(step=step, respondent=Respondent(step.value))
    what_now = WhatNow.NOTHING if step is Step.EMERGENCY_AGAIN else None
    return Journey(step=step, answers=answers, respondent=respondent, consent=Consent.YES, what_now=what_now)


OVER_THE_REPORT: Final[dict[str, Callable[[Words], KioskScreen]]] = {
    "idle": lambda words: IdleOverlay(words, Step.RESULT),
    "stopped": lambda words: StoppedOverlay(words, Step.GOODBYE),
    "sorry": lambda words: SorryOverlay(words, Step.RESULT),
    "code": lambda words: CodeScreen(words, Step.RESULT, code_texts(PERSON, words)),
    "privacy": lambda words: PrivacyOverlay(words, Step.RESULT, PERSON),
}


class Gallery(Kiosk):
    """The kiosk, set to any step of a journey with `PERSON`'s answers."""

    def __init__(
        self, settings: Settings, catalog: Catalog, *, theme: str = NAMED[0], programs: SitePrograms | None = None
    ) -> None:
        # The clock does not run: on a slow machine the kiosk would clear a screen without input.
        appearance = Appearance(theme, bigger=settings.kiosk.bigger_text)
        super().__init__(settings, catalog, appearance=appearance, clock=lambda: 0.0, programs=programs)
        self._call = None if settings.is_unstaffed else CallState.READY

    async def at(
        self,
        step: Step,
        answers: Answers = PERSON,
        *,
        respondent: Respondent = Respondent.MYSELF,
        call: CallState | None = None,
    ) -> None:
        """Show one step, as a site with a way to call staff has it where `call` says how a call stands."""
        await self.clear()
        self.survey.call = call
        self.journey = journey_at(step, answers, respondent)
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
        if name in OVER_THE_REPORT:
            await self.push_screen(OVER_THE_REPORT[name](self.words))
        elif name == "call":
            await self.at(INTERRUPTIONS[-1], call=self._call)
        elif name == "for_another":
            await self.at(Step.CHECKLIST, respondent=Respondent.SOMEBODY_HERE)
        elif name in STAFF_SCREENS:
            await self._staff(name)
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


STAFF_SCREENS: Final = ("pin", "staff", "leave_kiosk")
OVERLAYS: Final = (
    "for_another", "call", "stopped", "help", "why", "take_away", "privacy", "code", "idle", "sorry", *STAFF_SCREENS,
)  # fmt: skip
"""What is shown otherwise: a step as some see it, and what is shown over a step."""
