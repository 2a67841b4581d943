"""Every key is drawn in one frame and in few bytes: counted, at 80x24 in 256 colours."""

import asyncio
import time

import pyte
import pytest
from textual import screen
from textual.drivers.headless_driver import HeadlessDriver
from textual.widget import Widget

from criteria.steps import Step
from screens.base import KioskScreen
from tests.pty.terminals import SECONDS
from tests.screens.frames import Written, noting, press, send, settle
from tests.screens.kiosks import METASTASIS, at, kiosk, walk
from tests.test_ancestors import classes
from tui.terminal.sgr import RESET

PAGE, PART = 5000, 1100
"""Bytes of a page, and of a change within one: a move, a mark, a choice or a reply."""

MOST_WIDGETS = 45
MOST_LAYOUTS = 3


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Written:
    return noting(monkeypatch)


async def check(written: Written, keys: str, most: int, until: Step = Step.WELCOME) -> None:
    """Press keys at a step, and look at what each has sent; a key in brackets is pressed on the way and not looked at."""
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, METASTASIS, until)
        await settle(pilot)
        for key in keys.split():
            written.clear()
            await press(pilot, key.strip("()"))
            if key.startswith("("):
                continue
            assert written.pieces == written.frames, f"{key}: something was sent apart from a frame, {written.pieces}"
            assert len(written.frames) == 1, f"{key}: {[len(frame) for frame in written.frames]}"
            assert written.size <= most, f"{key}: {written.size} bytes"
            assert written.layouts <= MOST_LAYOUTS, f"{key}: {written.layouts} layouts"
            assert len(app.screen.query("*")) <= MOST_WIDGETS


@pytest.mark.parametrize(
    ("until", "keys"),
    [
        (Step.CONSENT, "1 down 2 1 down"),
        (Step.CHECKLIST, "down up 1 2 3 space up 1 left right"),
        (Step.CANCER_HISTORY, "2 down 1"),
        (Step.PRIMARY_SITE, "2 down 3 up 9"),
        (Step.CHECK, "down down up"),
        (Step.RESULT, "down down up"),
    ],
)
async def test_a_move_a_choice_a_mark_and_a_reply_are_one_small_frame_each(written: Written, until: Step, keys: str) -> None:
    await check(written, keys, PART, until)


@pytest.mark.parametrize(
    ("until", "keys"),
    [
        (Step.WELCOME, "f1 b enter enter enter b"),
        (Step.CONSENT, "(1) enter f1 b 4 enter"),
        (Step.CANCER_HISTORY, "(1) enter b"),
        (Step.GENERAL_CONDITION, "(1) enter"),
        (Step.WHAT_MATTERS, "(1) enter b"),
        (Step.CHECK, "9 f1 b enter"),
        (Step.RESULT, "1 right b 2 right left f4 b b f1 b 8"),
    ],
)
async def test_a_page_is_one_frame(written: Written, until: Step, keys: str) -> None:
    await check(written, keys, PAGE, until)


async def test_an_overlay_is_drawn_once_and_waits_for_no_timer(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, METASTASIS, Step.CHECKLIST)
        await settle(pilot)
        monkeypatch.setattr(screen, "UPDATE_PERIOD", 3600)
        written.clear()
        send(app, "f1")
        until = time.monotonic() + SECONDS
        while not written.frames and time.monotonic() < until:
            await asyncio.sleep(0)
        assert len(written.frames) == written.layouts == 1


@pytest.mark.parametrize(("keys", "answer", "step"), [
    ("f1", "b", Step.WELCOME), ("f1 b", "enter", Step.HELP_CARD), ("enter", "b", Step.WELCOME),
    ("f3 2", "enter", Step.HELP_CARD),
])  # fmt: skip
async def test_a_key_that_answers_a_page_as_soon_as_it_is_sent_counts(
    written: Written, monkeypatch: pytest.MonkeyPatch, keys: str, answer: str, step: Step
) -> None:
    app, answers = kiosk(), [answer]
    *before, last = keys.split()

    def write(_: HeadlessDriver, data: str) -> None:
        written.add(data)
        if RESET in data and answers:
            send(app, answers.pop())

    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *before)
        monkeypatch.setattr(HeadlessDriver, "write", write)
        await press(pilot, last)
        assert not answers
        assert len(app.screen_stack) == 1
        assert at(app) is step


@pytest.mark.parametrize("until", [Step.WELCOME, Step.CHECKLIST, Step.RESULT])
async def test_another_language_size_or_theme_is_one_frame(written: Written, until: Step) -> None:
    await check(written, "f7 f7 f6 f6 f3 f6 f7 2", PAGE, until)


@pytest.mark.parametrize("until", [Step.WELCOME, Step.CHECKLIST, Step.RESULT])
async def test_nothing_is_drawn_or_laid_out_while_nothing_happens(written: Written, until: Step) -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, METASTASIS, until)
        await settle(pilot)
        written.clear()
        # What the app does each second, and a key without a function.
        await app.check_silence()
        await press(pilot, "f11", "pageup")
        assert not written.pieces
        assert not written.layouts


def test_no_widget_is_drawn_a_second_time_because_it_has_got_its_first_size() -> None:
    ours = [kind for kind in classes() if issubclass(kind, Widget)]
    assert len(ours) > 30
    for kind in ours:
        size = kind._reactives["virtual_size"]
        assert not size._repaint, kind
        assert not size._layout or not issubclass(kind, KioskScreen), kind


async def test_the_first_page_is_one_frame_and_few_layouts(written: Written) -> None:
    async with kiosk().run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert len(written.frames) == 1
        assert written.size <= PAGE
        assert written.layouts <= 2


WALK = "enter end enter end enter end 1 enter end 2 enter 1 end enter end enter end 1 enter b b f1 end b"


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_after_each_key_the_terminal_shows_all_of_the_page_also_after_one_that_was_scrolled(
    written: Written, size: tuple[int, int]
) -> None:
    app, terminal = kiosk(), pyte.Screen(*size)
    stream = pyte.Stream(terminal)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for key in WALK.split():
            await press(pilot, key)
            end = time.monotonic() + SECONDS
            while True:
                while written.pieces:
                    stream.feed(written.pieces.pop(0))
                page = ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]
                if terminal.display == page:
                    break
                # On a busy machine the frame may be on its way; one that never comes is the fault.
                assert time.monotonic() < end, (key, terminal.display, page)
                await settle(pilot)
        assert at(app) is not Step.WELCOME
