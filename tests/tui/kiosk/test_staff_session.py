"""The staff area, without an app: only its screens' own words are noted."""

import asyncio
from pathlib import Path

import pytest

from criteria.steps import Step
from screens.messages import Request
from screens.overlays.pin import PinScreen
from screens.overlays.staff import StaffScreen
from tests.pins import PIN
from tests.screens.staffed import HASH, staffed
from tests.tui.kiosk.hosts import NotedHost
from tui.config.settings import LogSettings, Settings, Site
from tui.kiosk.staff_session import StaffSession
from tui.staff.service import StaffService
from tui.visit.outcome import Outcome


class NotedPin(PinScreen):
    """Notes what it is told to say."""

    said = ""

    def say(self, text: str) -> None:
        self.said = text


def opened(tmp_path: Path) -> tuple[NotedHost, StaffSession, NotedPin]:
    host = NotedHost()

    async def end(outcome: Outcome) -> None:
        host.outcomes.append(outcome)

    settings = Settings(site=Site(emergency_number="112"), log=LogSettings(directory=tmp_path / "log"))
    screen = NotedPin(host.words)
    host.screen_stack.append(screen)
    return host, StaffSession(host, StaffService(settings, HASH), end), screen


async def tried(session: StaffSession, pin: str) -> None:
    session.check_pin(pin)
    await asyncio.gather(*session.tasks.values())


async def nothing(*_: object, **__: object) -> None:
    """Show nothing: there is no app."""


async def test_a_wrong_pin_is_said_and_closing_after_it_ends_the_process(tmp_path: Path) -> None:
    host, session, screen = opened(tmp_path)
    await tried(session, "1")
    assert screen.said == host.words.texts.staff.wrong
    await session.close()
    assert host.outcomes == [Outcome.LEFT]


async def test_a_right_pin_opens_the_area_alone_and_silence_closes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    host, session, _ = opened(tmp_path)
    monkeypatch.setattr(StaffScreen, "show", nothing)
    host.clock.now, host.guard = 0.0, host.guard.restarted(0.0)
    await tried(session, PIN)
    await asyncio.gather(*session.tasks.values())
    assert [type(above) for above in host.screen_stack[1:]] == [StaffScreen]
    host.clock.now += 119
    await session.check_silence()
    assert host.outcomes == []
    host.clock.now += 1
    await session.check_silence()
    assert host.outcomes == [Outcome.LEFT]


async def test_closing_the_question_for_the_pin_before_a_try_goes_back_to_the_welcome_page(tmp_path: Path) -> None:
    host, session, _ = opened(tmp_path)
    await session.close()
    assert (host.outcomes, session.is_open, host.journey.step) == ([], False, Step.WELCOME)


def test_every_request_of_the_screens_has_a_handler(tmp_path: Path) -> None:
    assert set(staffed(tmp_path).requests) == set(Request)
