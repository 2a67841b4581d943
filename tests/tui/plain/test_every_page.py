"""What the screens have, the plain lines have: a step or a page over it that exists only on the screen fails here."""

from importlib import import_module
from pkgutil import walk_packages
from typing import Any, Final

import screens
from criteria.steps import Step
from screens.base import KioskScreen
from screens.messages import Request
from tests.screens.kiosks import CATALOG, settings
from tests.screens.words import texts_of
from tests.tui.plain.states import read, state_at
from tui.gallery.app import PERSON, STEPS, Gallery
from tui.gallery.pages import settled
from tui.plain.dialogue import Dialogue
from tui.plain.state import Command, OverlayKind

IN_PLAIN: Final[dict[str, object]] = {
    # page over the screens   what the plain lines have in its place
    "HelpOverlay": OverlayKind.HELP,
    "LanguagesOverlay": OverlayKind.LANGUAGE,
    "WhyOverlay": OverlayKind.WHY,
    "TakeAwayOverlay": OverlayKind.TAKE_AWAY,
    "PrivacyOverlay": OverlayKind.TAKE_AWAY,
    "CodeScreen": OverlayKind.TEXT,
    "IdleOverlay": Dialogue,
    "StoppedOverlay": Command.STOP,
    "SorryOverlay": Dialogue,
    "PinScreen": "staff come on the screens of the terminal",
    "StaffScreen": "as above",
    "LeaveKioskScreen": "as above",
}
"""A page that everybody can meet needs its lines; what is for staff alone says where they find it."""

ASKED: Final[dict[Request, object]] = {
    Request.HELP: OverlayKind.HELP,
    Request.LANGUAGE: OverlayKind.LANGUAGE,
    Request.LEAVE: Command.LEAVE,
    Request.QUIT: Command.LEAVE,
    Request.CALL: Command.CALL,
    Request.STOP: Command.STOP,
    Request.FINISH: Command.END,
    Request.TAKE_AWAY: OverlayKind.TAKE_AWAY,
    Request.PRINT: Command.PRINT,
    Request.SPEAK: "the device reads the lines",
    Request.BIGGER: "the device that reads the lines has its own size",
    Request.COLOURS: "the device has its own colours",
    Request.PLAIN: "these are the plain lines",
}


def every_subclass(kind: type[Any]) -> set[type[Any]]:
    return {found for below in kind.__subclasses__() for found in (below, *every_subclass(below))}


def test_every_page_over_the_screens_is_one_of_the_plain_lines() -> None:
    for module in walk_packages(screens.__path__, "screens."):
        import_module(module.name)
    bases = {"Overlay", "FramedScreen", "SurveyScreen"}
    pages = {page.__name__ for page in every_subclass(KioskScreen) if page.__module__.startswith("screens.")} - bases
    assert pages == set(IN_PLAIN)
    held = {kind for kind in OverlayKind if kind in IN_PLAIN.values()}
    assert set(OverlayKind) - held == {OverlayKind.PARTS}  # the contents of the result, which are no page of their own there


def test_everything_that_can_be_asked_for_on_the_screens_can_be_in_the_plain_lines() -> None:
    of_staff = {Request.STAFF, Request.STAFF_CLOSE, Request.EXPORT, Request.SEEN, Request.END_KIOSK, Request.TEST_CALL}
    assert set(ASKED) == set(Request) - of_staff


async def test_every_step_of_the_screens_has_a_page_of_the_plain_lines_with_the_same_title() -> None:
    app, answers = Gallery(settings(), CATALOG), PERSON.given()
    assert set(STEPS) == set(Step)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for step in STEPS:
            await app.at(step)
            await settled(pilot)
            titles = [text for widget in app.screen.query("#view .title") for text in texts_of(widget)]
            lines = read(state_at(step, answers))
            missing = [title for title in titles if title not in lines]
            assert missing == [] or step is Step.GOODBYE, step
