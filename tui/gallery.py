"""`pulmoscreen gallery`: every screen in every language at three sizes, as SVG, with a page to look through."""

import asyncio
import html
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

from textual.geometry import Size
from textual.pilot import Pilot

from assets.catalog import Catalog, load
from criteria.answers import Answers
from criteria.assess import assess
from criteria.journey import Consent, Journey, Step, visible_steps
from screens.base import KioskScreen
from screens.letter import Reason, letter
from screens.messages import WhyAsked
from screens.notices import IdleOverlay, SorryOverlay, StoppedOverlay
from screens.summary import summary
from screens.take_away import CodeScreen
from tui.app import Kiosk
from tui.settings import Settings, SettingsError

SIZES: Final = (Size(60, 20), Size(80, 24), Size(120, 40))

PERSON: Final = Answers.model_validate(
    {
        "cough": "yes", "blood_in_sputum": "yes", "chest_pain": "yes", "breathlessness": "yes", "weakness": "yes",
        "weight_loss": "yes", "cough_duration": "3_weeks_or_more", "blood_amount": "more",
        "chest_pain_kind": "sudden_or_severe", "breathing_kind": "at_rest", "weakness_kind": "sudden_or_one_sided",
        "weight_loss_amount": "less", "cancer_history": "yes", "primary_site": "colon", "told_lung_metastasis": "yes",
        "primary_curable": "unsure", "primary_removed": "planned", "only_metastasis": "yes", "well_defined_area": "unsure",
        "general_condition": "manages_but_tires", "what_matters": ["people", "comfort"],
    }
)  # fmt: skip
"""Made-up answers with which every step is visible."""


class Gallery(Kiosk):
    """The kiosk, set to any step of a journey with `PERSON`'s answers."""

    async def at(self, step: Step, answers: Answers = PERSON) -> None:
        """Show one step."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self.journey = Journey(step=step, answers=answers, consent=Consent.YES)
        await self.survey.show(self.journey, self.words)

    async def over(self, name: str) -> None:
        """Show one of the screens that lie over the journey."""
        await self.at(Step.RESULT)
        text = summary(PERSON, assess(PERSON), self.words)
        if name == "idle":
            await self.push_screen(IdleOverlay(self.words, Step.RESULT))
        elif name == "stopped":
            await self.push_screen(StoppedOverlay(self.words, Step.GOODBYE))
        elif name == "sorry":
            await self.push_screen(SorryOverlay(self.words, Step.RESULT))
        elif name == "code":
            await self.push_screen(CodeScreen(self.words, Step.RESULT, text))
        else:
            block = letter(PERSON, assess(PERSON), self.words)[0].blocks[0]
            reason = block.reason or Reason((), ())
            await {
                "help": self.on_help_asked,
                "why": lambda: self.on_why_asked(WhyAsked(block.title, reason)),
                "take_away": self.on_take_away_asked,
            }[name]()


OVERLAYS: Final = ("stopped", "help", "why", "take_away", "code", "idle", "sorry")


def gallery(settings: Settings, folder: Path) -> int:
    """Write the pictures and `index.html` into `folder`, which must not exist or be empty.

    Raises:
        SettingsError: the folder cannot be used, or the site has no emergency number to show.
    """
    settings.required_number()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise SettingsError(f"{folder}: holds something already; name a folder that is empty or does not exist")
        catalog = load()
        names: list[str] = []
        for code in settings.languages(catalog):
            for size in SIZES:
                names += asyncio.run(_pictures(settings.model_copy(update={"language": code}), catalog, size, folder))
        (folder / "index.html").write_text(_index(names), "utf-8")
    except OSError as error:
        raise SettingsError(f"{folder}: {error.strerror}") from None
    sys.stdout.write(f"{len(names)} pictures; look through {folder / 'index.html'}\n")
    return 0


async def _pictures(settings: Settings, catalog: Catalog, size: Size, folder: Path) -> list[str]:
    app, names = Gallery(settings, catalog), []
    async with app.run_test(size=(size.width, size.height)) as pilot:
        shown: list[tuple[str, Any]] = [(step.value, step) for step in visible_steps(PERSON)]
        for number, (name, step) in enumerate([*shown, *((name, None) for name in OVERLAYS)], 1):
            await (app.at(step) if step is not None else app.over(name))
            await pilot.pause()
            for page, drawn in enumerate([picture(app)] + [picture(app) async for _ in further_pages(app, pilot)], 1):
                file = f"{settings.language}-{size.width}x{size.height}-{number:02}-{name.replace('.', '-')}-{page}.svg"
                (folder / file).write_text(drawn, "utf-8")
                names.append(file)
    return names


async def further_pages(app: Kiosk, pilot: Pilot[Any]) -> AsyncIterator[None]:
    """Turn the pages of what scrolls, one at a time, until its end."""
    screen = app.screen
    if not isinstance(screen, KioskScreen):
        return
    scroller = screen.scroller()
    while scroller.scroll_y < scroller.max_scroll_y:
        screen.action_page(1)
        await pilot.pause()
        yield


def picture(app: Kiosk) -> str:
    """Return the screen as SVG, the same for the same screen: without the ids that are made anew for each picture."""
    return re.sub(r"terminal-\d+", "terminal", app.export_screenshot(title="pulmoscreen", simplify=True))


def _index(names: list[str]) -> str:
    cells = "\n".join(
        f'<figure><img src="{html.escape(name)}" alt="">'
        f"<figcaption>{html.escape(name.removesuffix('.svg'))}</figcaption></figure>"
        for name in names
    )
    return (
        "<!doctype html><meta charset=utf-8><title>pulmoscreen</title>"
        "<style>body{font-family:sans-serif;margin:2rem}figure{display:inline-block;margin:.5rem;width:30rem;vertical-align:top}"
        f"img{{width:100%}}figcaption{{color:#333}}</style>\n{cells}\n"
    )
