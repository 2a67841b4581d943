"""What a worker has of the process that started it, and how the worker ends."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from tui.process.heartbeat import HeartbeatSender
from tui.terminal.held_terminal import HeldTerminal

if TYPE_CHECKING:
    from textual.css.stylesheet import Stylesheet


@dataclass(frozen=True)
class WorkerContext:
    """The heartbeat pipe, the hand-off pipe, and the terminal as the parent holds it."""

    heartbeat: HeartbeatSender
    handoff_pipe: int
    terminal: HeldTerminal | None = None
    """None where the worker has no terminal."""

    locked: bool = False
    from_screens: bool = False
    """Whether the person asked the screens for plain lines."""
    style_sheets: Mapping[str, "Stylesheet"] = field(default_factory=dict)
    """Style sheets that are parsed already, by their themes."""

    def reset_if_orphaned(self) -> None:
        """Reset the terminal and give it back, where no parent is left that would do it."""
        if self.terminal is not None and self.heartbeat.orphaned():
            self.terminal.wipe()
            self.terminal.give_back()


def exit_worker(context: WorkerContext, status: int, *, has_terminal: bool) -> NoReturn:
    """End this process at once. Only a worker without a parent resets the terminal itself."""
    if has_terminal:
        context.reset_if_orphaned()
    os._exit(status)
