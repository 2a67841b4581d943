"""Starts the real program with something broken in it: `python -m tests.pty.planted WHAT+WHAT ARGUMENT...`.

What can be broken stands below; nothing in the program itself knows of it.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Final, NoReturn

from criteria.answers import Answers
from criteria.questions import Question
from screens.overlays import codes, languages, take_away
from screens.overlays.base import HelpOverlay
from screens.overlays.notices import IdleOverlay, SorryOverlay, StoppedOverlay
from screens.overlays.pin import PinScreen
from screens.overlays.staff import StaffScreen
from screens.overlays.why import WhyOverlay
from screens.steps import check, checklist, choice, emergency, pages, result, welcome
from store.log import SessionLog
from tui.kiosk import site_programs, worker
from tui.kiosk.app import Kiosk
from tui.kiosk.overlays import Overlays
from tui.process import hardening

MARK: Final = os.environ.get("PLANTED_MARK", "")


class PlantedError(Exception):
    """What a crash says, with somebody's answers in it."""


def put(owner: object, name: str, function: object) -> None:
    setattr(owner, name, function)


def fail(*_: object, **__: object) -> NoReturn:
    answered = f"cough=yes {MARK}"
    raise PlantedError(answered)


def broken(owner: object, name: str) -> Callable[[], None]:
    return lambda: put(owner, name, fail)


def on_help(act: Callable[[Kiosk], object]) -> Callable[[], None]:
    async def show_help(overlays: Overlays) -> None:
        app = overlays._host
        assert isinstance(app, Kiosk)
        act(app)

    return lambda: put(Overlays, "help", show_help)


def leave(_: object) -> NoReturn:
    raise SystemExit(f"cough {MARK}")


async def work() -> None:
    fail()


def spin(_: object) -> None:
    while True:
        pass


def marked() -> None:
    """Let a person's answers hold a word that is nowhere else in that form, and let their process be looked into."""
    before = Answers.with_given

    def with_given(self: Answers, given: Mapping[Question, object]) -> Answers:
        made = before(self, given)
        object.__setattr__(made, "__dict__", {**made.__dict__, "planted": "".join(reversed(MARK))})
        return made

    put(Answers, "with_given", with_given)
    put(hardening, "hide_memory", lambda: None)


def help_and_sorry() -> None:
    put(HelpOverlay, "page", fail)
    put(SorryOverlay, "page", fail)


def marked_and_broken() -> None:
    marked()
    put(HelpOverlay, "page", fail)


PLANTS: Final[dict[str, Callable[[], None]]] = {
    "page": broken(pages.PageView, "compose"),
    "choice": broken(choice.ChoiceView, "compose"),
    "checklist": broken(checklist.ChecklistView, "compose"),
    "check": broken(check.CheckView, "compose"),
    "result": broken(result.ResultView, "compose"),
    "interruption": broken(emergency.EmergencyView, "compose"),
    "help": broken(HelpOverlay, "page"),
    "why": broken(WhyOverlay, "page"),
    "take_away": broken(take_away.TakeAwayOverlay, "compose"),
    "welcome": broken(welcome.WelcomeView, "compose"),
    "card": broken(pages.CardView, "compose"),
    "goodbye": broken(pages.GoodbyeView, "compose"),
    "languages": broken(languages.LanguagesOverlay, "page"),
    "code": broken(codes.CodeScreen, "compose"),
    "idle": broken(IdleOverlay, "page"),
    "pin": broken(PinScreen, "page"),
    "staff": broken(StaffScreen, "page"),
    "stopped": broken(StoppedOverlay, "page"),
    "sorry": help_and_sorry,
    "printer": broken(site_programs, "ran"),
    "row": broken(checklist.ChecklistView, "carry_on"),
    "handler": broken(Kiosk, "on_answered"),
    "store": broken(SessionLog, "append"),
    "base": on_help(leave),
    "timer": on_help(lambda app: app.set_timer(0.01, fail)),
    "worker": on_help(lambda app: app.run_worker(work())),
    "thread": on_help(lambda _: threading.Thread(target=fail).start()),
    "busy": on_help(spin),
    "disk": lambda: put(os, "fsync", lambda _: time.sleep(3600)),
    "starts": broken(worker, "serve_screens"),
    "marked": marked,
    "marked_and_broken": marked_and_broken,
}

if __name__ == "__main__":
    from tui.cli.main import main

    for what in sys.argv[1].split("+"):
        PLANTS[what]()
    sys.exit(main(sys.argv[2:]))
