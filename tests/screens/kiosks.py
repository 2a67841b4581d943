"""Kiosks to test with: made with real texts and settings, walked by keys, and dumped as text."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from textual.pilot import Pilot

from assets.catalog import Catalog, load
from criteria.answers import OPTIONS
from criteria.questions import SYMPTOMS, Question
from criteria.steps import ALARMS, Consent, Step, questions_of
from screens.steps.check import CheckView
from screens.steps.checklist import ChecklistView
from screens.widgets.choices import LAST_DIGIT
from tui.config.settings import Settings, Site
from tui.kiosk.app import Kiosk

CATALOG: Final = replace(load(), drafts=frozenset())
"""Every language as if it was reviewed: each is offered."""

SIZES: Final = ((60, 20), (80, 24), (120, 40))


def keys_to(index: int) -> list[str]:
    """Return the digits that choose the option with that index: a tenth one is chosen with 9 and 9 again."""
    return [str(index + 1)] if index < LAST_DIGIT else ["9"] * (index - LAST_DIGIT + 2)


def settings(language: str = "en") -> Settings:
    return Settings(site=Site(emergency_number="112"), language=language)


def kiosk(language: str = "en", catalog: Catalog = CATALOG, **more: Any) -> Kiosk:  # noqa: ANN401 - whatever a kiosk takes
    return Kiosk(settings(language), catalog, **more)


def at(app: Kiosk) -> Step:
    """Return the step a kiosk is at."""
    return app.journey.step


def app_of(pilot: Pilot[Any]) -> Kiosk:
    """Return the kiosk that a pilot flies."""
    assert isinstance(pilot.app, Kiosk)
    return pilot.app


def dump(app: Kiosk) -> str:
    """Return the screen as text, a mark after each line that holds bold or reversed words: `*` or `%`."""
    rows = []
    for strip in app.screen._compositor.render_strips():
        text = "".join(segment.text for segment in strip)
        styles = [segment.style for segment in strip if segment.style and segment.text.strip()]
        bold = "*" if any(style.bold for style in styles) else ""
        reverse = "%" if any(style.reverse for style in styles) else ""
        rows.append(f"{text.rstrip()}{'  ' + bold + reverse if bold + reverse else ''}")
    return "\n".join(rows) + "\n"


def shown(app: Kiosk) -> str:
    """Return all words on the screen with single spaces, for looking a sentence up in them."""
    return " ".join(dump(app).replace("*", " ").replace("%", " ").translate(_FRAME).split())


_FRAME: Final = str.maketrans("│┃╭╮╰╯━─┏┓┗┛█", " " * 13)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


async def click(pilot: Pilot[Any], words: str) -> None:
    """Click on the middle of the first place where `words` stand."""
    for y, row in enumerate(dump(app_of(pilot)).splitlines()):
        if words in row:
            await pilot.click(offset=(row.index(words) + len(words) // 2, y))
            await pilot.pause()
            return
    raise AssertionError(f"{words!r} is not on the screen")


async def answer(pilot: Pilot[Any], answers: Mapping[str, Any], consent: Consent = Consent.YES) -> None:
    """Answer the current step with keys alone."""
    app = app_of(pilot)
    step = app.journey.step
    if step is Step.CONSENT:
        await press(pilot, "1" if consent is Consent.YES else "2", "enter")
    elif step is Step.RESPONDENT:
        await press(pilot, "1", "enter")
    elif step is Step.CHECKLIST:
        await _checklist(pilot, answers)
    elif step in ALARMS:
        await press(pilot, "2", "enter")
    elif questions_of(step):
        await _choice(pilot, step, answers)
    elif step is Step.RESULT:
        await press(pilot, "8")
    elif step is Step.WHAT_NOW:
        await press(pilot, "7", "0")
    else:
        await press(pilot, "end", "enter")


async def _checklist(pilot: Pilot[Any], answers: Mapping[str, Any]) -> None:
    view = pilot.app.screen.query_one(ChecklistView)
    view.rows[0].focus()
    for symptom in SYMPTOMS:
        key = {"yes": "1", "no": "2", "unsure": "3"}.get(answers.get(symptom, "declined"), "down")
        await press(pilot, key)
    await press(pilot, "end", "enter")
    if any(row.reply is None for row in view.rows) and not view.answered_before:
        await press(pilot, "end", "enter")


async def _choice(pilot: Pilot[Any], step: Step, answers: Mapping[str, Any]) -> None:
    question = questions_of(step)[0]
    options = [option.value for option in OPTIONS[question]]
    wanted = answers.get(question, "declined")
    chosen: Sequence[str] = [wanted] if isinstance(wanted, str) else list(wanted)
    if isinstance(wanted, str) and step is not Step.WHAT_MATTERS:
        await press(pilot, *keys_to(options.index(wanted)), "enter")
    else:
        await press(pilot, *(key for option in chosen for key in keys_to(options.index(option))), "end", "enter")


async def to_answer(pilot: Pilot[Any], step: Step, question: Question | None = None) -> None:
    """Put the focus of the check page on the answer of a step, or of one of its questions."""
    view = pilot.app.screen.query_one(CheckView)
    row = next(row for row in view.rows if row.step is step and question in {None, row.question})
    view.show(row)
    row.focus()
    await pilot.pause()


async def walk(pilot: Pilot[Any], answers: Mapping[str, Any], until: Step, consent: Consent = Consent.YES) -> None:
    """Walk with keys alone until a step is reached."""
    app = app_of(pilot)
    await pilot.pause()
    for _ in range(60):
        if app.journey.step is until:
            return
        await answer(pilot, answers, consent)
    raise AssertionError(f"stuck at {app.journey.step}")


NO_SYMPTOMS: Final = dict.fromkeys(SYMPTOMS, "no") | {"cancer_history": "no"}
BLOOD: Final = {**NO_SYMPTOMS, "blood_in_sputum": "yes", "blood_amount": "more"}
METASTASIS: Final = {
    **NO_SYMPTOMS, "breathlessness": "yes", "breathing_kind": "with_activity", "cancer_history": "yes",
    "primary_site": "colon", "told_lung_metastasis": "yes", "primary_curable": "yes", "primary_removed": "planned",
    "only_metastasis": "yes", "well_defined_area": "unsure", "general_condition": "manages_but_tires",
    "what_matters": ["people", "time"],
}  # fmt: skip
