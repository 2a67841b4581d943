"""Makes the pictures of the README and a recorded visit: `python -m tests.record_visit`.

It writes `docs/pictures/*.svg` (pages with made-up answers), `visit.svg` (the visit, one page after another) and `visit.cast`
(the same visit as a terminal shows it, an asciicast). The pause before each key is made up; all else is the program's own.
"""

import asyncio
import json
import re
import tempfile
from pathlib import Path
from typing import Final

from assets.catalog import load
from criteria.answers import Answers
from criteria.steps import Step
from tests.pty.terminals import COLUMNS, ROWS, Terminal
from tui.config.settings import Settings, Site
from tui.gallery.app import Gallery
from tui.gallery.pages import picture, settled

FOLDER: Final = Path(__file__).parents[1] / "docs/pictures"
SECONDS: Final = 2.0
"""How long each page stands."""

CALM: Final = {"cough": "yes", "cough_duration": "3_weeks_or_more", "cancer_history": "no"}
SOMEBODY: Final = dict.fromkeys(("blood_in_sputum", "chest_pain", "breathlessness", "weakness", "weight_loss"), "no") | CALM
"""Made up: a cough for more than three weeks, and nothing else."""

ALARM: Final = SOMEBODY | {"chest_pain": "yes", "chest_pain_kind": "sudden_or_severe"}

STEPS: Final = (Step.WELCOME, Step.HELP_CARD, Step.BEFORE_YOU_BEGIN, Step.RESPONDENT, Step.CONSENT)
LATER: Final = (Step.CHECKLIST, Step.COUGH_DURATION, Step.CANCER_HISTORY, Step.CHECK, Step.RESULT, Step.WHAT_NOW, Step.GOODBYE)

KEYS: Final = (
    # A key, and words of the page that comes of it.
    ("\r", "When to get help now"), ("\r", "This guide informs"), ("\r", "Who are you answering for?"),
    ("1", "▶ 1"), ("\r", "May we keep your answers"), ("2", "▶ 2"),
    ("\r", "Do you have any of these?"), ("1", "Cough (●) Yes"), ("2", "(●) No"), ("2", ""), ("2", ""), ("2", ""), ("2", ""),
    ("0", "How long have you had the cough?"), ("2", "(●) 3 weeks"), ("0", "Has a doctor ever told you"), ("2", "(●) No"),
    ("0", "Check your answers"), ("0", "This is what you told us."), ("1", ""), ("f", "What will you do now?"),
    ("2", "▶ 2"), ("0", "Thank you"),
)  # fmt: skip


async def draw_pages() -> list[str]:
    """Write the pictures of single pages, and return those of the visit."""
    settings = Settings(site=Site(emergency_number="112", languages=tuple(load().languages)))
    app = Gallery(settings, load())
    drawn: list[str] = []
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        while app.survey.view is None:
            await pilot.pause(0)

        async def page(step: Step, given: dict[str, str]) -> str:
            await app.at(step, Answers.model_validate(given))
            await settled(pilot)
            return picture(app)

        drawn = [await page(step, {}) for step in STEPS]
        drawn += [await page(step, SOMEBODY) for step in LATER]
        alarm = await page(Step.PAIN_SUDDEN, ALARM)
        report = await page(Step.RESULT, ALARM)
    named = {"welcome": drawn[0], "checklist": drawn[5], "question": drawn[6], "emergency": alarm, "report": report}
    for name, svg in named.items():
        (FOLDER / f"{name}.svg").write_text(svg, "utf-8")
    return drawn


def animated(pages: list[str]) -> str:
    """Return one SVG that shows pages one after another, again and again."""
    whole = len(pages) * SECONDS
    first = re.search(r'viewBox="([^"]+)"', pages[0])
    assert first is not None
    frames = [page.replace("terminal", f"page{number}") for number, page in enumerate(pages)]
    shown = "".join(
        f'<g class="page" style="animation-delay:{number * SECONDS:g}s">{frame}</g>' for number, frame in enumerate(frames)
    )
    style = (
        f".page {{ visibility: hidden; animation: page {whole:g}s infinite step-end; }} "
        f"@keyframes page {{ 0% {{ visibility: visible; }} {100 / len(pages):.3f}% {{ visibility: hidden; }} }}"
    )
    # A viewer without animation shows what lies below: the first page.
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{first[1]}"><style>{style}</style>{pages[0]}{shown}</svg>\n'


def record() -> str:
    """Return the visit in a real terminal as an asciicast, version 2."""
    title = "A visit to pulmoscreen"
    lines = [json.dumps({"version": 2, "width": COLUMNS, "height": ROWS, "title": title, "env": {"TERM": "xterm-256color"}})]
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(["run", "--emergency-number", "112"], Path(folder))
        terminal.wait_for("Begin")
        written = 0
        for number, (key, then) in enumerate([("", ""), *KEYS]):
            if key:
                terminal.press(key, then) if then else terminal.step(key)
            terminal.quiet()
            piece = terminal.everything[written:].decode()
            written = len(terminal.everything)
            lines.append(json.dumps([round(number * SECONDS, 1), "o", piece]))
        terminal.process.close(force=True)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (FOLDER / "visit.svg").write_text(animated(asyncio.run(draw_pages())), "utf-8")
    (FOLDER / "visit.cast").write_text(record(), "utf-8")
