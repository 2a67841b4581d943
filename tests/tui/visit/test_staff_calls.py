"""Calling staff: who is told what, how often, and what a command that does not work leads to."""

import asyncio
import os
import socket
import time
from pathlib import Path
from threading import Event

import pytest

from screens.wording.call import CallState
from tests.tui.visit.bells import TOLD, Bell
from tui.config.commands import kiosk_name
from tui.config.sections import KioskSettings
from tui.config.settings import LogSettings, Settings, Site
from tui.process.begin import calls_of
from tui.visit import staff_calls
from tui.visit.site_command import ran
from tui.visit.staff_calls import PAUSE_SECONDS, CallCount, StaffCalls, call_text


def site(folder: Path, setting: str | None = None, name: str | None = "Clínica Ñ") -> Settings:
    return Settings.model_validate(
        {
            "site": Site(name=name, emergency_number="112").model_dump() | {"setting": setting},
            "kiosk": KioskSettings(call_command=("/bin/sh", "-c", f"cat >>{folder}/told")),
            "log": LogSettings(directory=folder),
        }
    )


async def counted(folder: Path, wanted: int) -> None:
    while CallCount(folder).count() < wanted:
        await asyncio.sleep(0)


async def test_the_command_is_told_the_name_of_the_kiosk_and_that_help_is_asked_for_and_nothing_else(tmp_path: Path) -> None:
    calls = calls_of(site(tmp_path))
    assert calls is not None
    before = calls.state
    await calls.call()
    assert (before, calls.state) == (CallState.READY, CallState.CALLED)
    assert (tmp_path / "told").read_text() == "Clínica Ñ: help asked for\n"
    assert call_text(kiosk_name(site(tmp_path, name=None))) == f"{socket.gethostname()}: help asked for\n"


async def test_there_is_one_call_a_minute_whoever_asks_and_each_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff_calls, "_DISK_SECONDS", 60.0)  # a busy machine is no disk that hangs
    bell = Bell(tmp_path)
    first, second = bell.calls(), bell.calls()
    await asyncio.gather(first.call(), first.call())
    await counted(tmp_path, 1)
    await first.call()
    assert second.state is CallState.READY
    await second.call()
    assert (bell.told, second.state) == (TOLD, CallState.CALLED)
    bell.clock.now += PAUSE_SECONDS
    os.utime(CallCount(tmp_path).path, (time.time() - PAUSE_SECONDS,) * 2)
    assert (first.state, second.state) == (CallState.READY, CallState.READY)
    await second.call()
    await counted(tmp_path, 2)
    assert bell.told == TOLD * 2


async def test_a_call_that_did_not_work_is_told_and_may_be_made_again(tmp_path: Path) -> None:
    for bell in (Bell(tmp_path, "cat >>{told}; exit 1"), Bell(tmp_path, "exec >&-; kill $$")):
        calls = bell.calls()
        await calls.call()
        assert calls.state is CallState.FAILED
        await calls.call()
    missing = StaffCalls(("/no/such/program",), TOLD, CallCount(tmp_path))
    await missing.call()
    assert missing.state is CallState.FAILED
    assert CallCount(tmp_path).count() == 0


async def test_a_clock_that_was_set_back_and_a_disk_that_hangs_keep_nobody_from_calling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CallCount(tmp_path).note()
    os.utime(CallCount(tmp_path).path, (time.time() + 3600,) * 2)
    bell = Bell(tmp_path)
    await bell.calls().call()
    assert bell.told == TOLD
    disk = Event()
    monkeypatch.setattr(CallCount, "seconds_since", lambda _: disk.wait() and None)
    monkeypatch.setattr("tui.visit.staff_calls._DISK_SECONDS", 0.01)
    await bell.calls().call()
    disk.set()
    assert bell.told == TOLD * 2


def test_nobody_is_called_where_no_staff_are_near_or_over_ssh_whatever_the_site_says(tmp_path: Path) -> None:
    assert calls_of(site(tmp_path, "staffed")) is not None
    assert calls_of(site(tmp_path, "unstaffed")) is None
    for setting in (None, "staffed", "unstaffed"):
        assert calls_of(site(tmp_path, setting).over_ssh()) is None
    assert calls_of(Settings(site=Site(emergency_number="112"))) is None


async def test_a_command_that_hangs_ends_with_all_that_it_has_started(tmp_path: Path) -> None:
    held = tmp_path / "held"
    os.mkfifo(held)
    # Both hold the pipe open for writing until they are killed; then its reader comes to its end.
    script = f"exec 3>{held}; sleep 600 & sleep 600"
    reader = asyncio.create_task(asyncio.to_thread(held.read_bytes))
    assert not await ran(("/bin/sh", "-c", script), "", 0.5)
    assert await reader == b""
