"""Overdue reviews are visible: for staff from the day after, and for every visitor 90 days later, in their language."""

from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest

from assets.catalog import load
from criteria.steps import Step
from screens.overlays.staff import StaffScreen, State
from store.log import SessionLog
from tests.screens.kiosks import CATALOG, kiosk, shown
from tests.tui.plain.lines import visited
from tui.check.site import sources

DUE: Final = CATALOG.sources.next_due()
LAST_DAY: Final = DUE + timedelta(days=90)
TOLD: Final = {"en": "was last read on", "es": "se leyeron por última vez el", "fr": "ont été lus pour la dernière fois le"}
each_language = pytest.mark.parametrize(
    "language", [code for code in CATALOG.languages if code in TOLD or code not in load().drafts]
)


@each_language
@pytest.mark.parametrize(("today", "told"), [(LAST_DAY, False), (LAST_DAY + timedelta(days=1), True)])
async def test_the_first_page_says_when_guidance_was_read_from_the_day_after_the_90th(
    language: str, today: date, tmp_path: Path, *, told: bool
) -> None:
    app = kiosk(language, today=today)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.journey.step is Step.WELCOME
        said = (
            f"{TOLD[language]} {app.words.texts.dates.say(min(source.checked for source in CATALOG.sources.guidance.values()))}"
        )
        assert (said in shown(app)) is told
    _, lines = visited([], SessionLog(tmp_path), language, today=today)
    assert (said in " ".join(lines.split())) is told


def test_check_says_what_is_due_and_when() -> None:
    assert sources(CATALOG, DUE).note == f"the next is due to be read again on {DUE}"
    assert f"was due to be read again on {DUE}" in sources(CATALOG, DUE + timedelta(days=1)).wrong[0]


@pytest.mark.parametrize(("today", "told"), [(DUE, False), (DUE + timedelta(days=1), True)])
async def test_the_staff_area_says_what_is_due_and_from_the_day_after_what_is_overdue(today: date, *, told: bool) -> None:
    app = kiosk()
    async with app.run_test(size=(70, 60)) as pilot:
        await app.push_screen(area := StaffScreen(app.words, can_export=False))
        await area.show(state=State((), 0, 0, "", "84 GB", today))
        await pilot.pause()
        text = app.words.texts.staff
        assert f"{text.read_again}: {app.words.texts.dates.say(DUE)}" in shown(app)
        assert (f"{text.overdue}: article, G1" in shown(app)) is told
