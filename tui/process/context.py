"""What a worker has of the process that started it, and how the worker ends."""

import os
from dataclasses import dataclass
from typing import NoReturn

from tui.process.heartbeat import HeartbeatSender
from tui.terminal.held_terminal import HeldTerminal
from tui.terminal.standby_driver import has_terminal
from tui.visit.outcome import KEEPING


@dataclass(frozen=True)
class WorkerContext:
    """The heartbeat pipe, the hand-off pipe, and the terminal as the parent holds it."""

    heartbeat: HeartbeatSender
    handoff_pipe: int
    terminal: HeldTerminal
    locked: bool = False
    from_screens: bool = False
    """Whether the person asked the screens for plain lines."""


def exit_worker(context: WorkerContext, status: int, driver: object) -> NoReturn:
    """End this process at once. Only a worker without a parent resets the terminal itself."""
    if context.heartbeat.orphaned() and has_terminal(driver):
        context.terminal.wipe()
        context.terminal.give_back()
    os._exit(status + KEEPING if context.heartbeat.left_unkept() else status)
