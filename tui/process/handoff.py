"""What the parent gives a person's process to begin with, and how that process ends."""

import os
from dataclasses import dataclass
from typing import NoReturn

from tui.process.heartbeat import HeartbeatSender
from tui.terminal.held_terminal import HeldTerminal
from tui.terminal.standby_driver import has_terminal
from tui.visit.outcome import KEEPING


@dataclass(frozen=True)
class Handoff:
    """The pipe to the parent, the one on which it says whose turn it is, and the terminal as the parent holds it."""

    lifeline: HeartbeatSender
    turn: int
    terminal: HeldTerminal
    locked: bool = False
    from_screens: bool = False
    """Whether the person asked the screens for plain lines."""


def leave_now(start: Handoff, status: int, driver: object) -> NoReturn:
    """End the process without one more step of its own; only one without a parent cleans up behind itself."""
    if start.lifeline.orphaned() and has_terminal(driver):
        start.terminal.wipe()
        start.terminal.give_back()
    os._exit(status + KEEPING if start.lifeline.left_unkept() else status)
