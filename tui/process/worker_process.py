"""A worker process as its front end sees it: started with two pipes, handed a person, monitored, and ended."""

import contextlib
import os
import signal
from collections.abc import Callable
from contextlib import ExitStack
from time import monotonic
from typing import Final, Generic, Protocol, Self, TypeVar

from tui.process.handoff import Handoff
from tui.process.heartbeat import HeartbeatMonitor

PATIENCE: Final = 3.0
"""Seconds between asking a worker to end, killing it, and going on without it."""


class Process(Protocol):
    """A child process, as `multiprocessing` names its parts."""

    @property
    def pid(self) -> int | None:
        """The process id."""

    @property
    def exitcode(self) -> int | None:
        """The exit status, negative for a signal; None while the process runs."""


AnyProcess = TypeVar("AnyProcess", bound=Process)


class WorkerProcess(Generic[AnyProcess]):
    """One worker. `watch` has to be called about once a second."""

    def __init__(self, process: AnyProcess, handoff_pipe: int, heartbeat_pipe: int, monitor: HeartbeatMonitor) -> None:
        self.process, self.monitor = process, monitor
        self._handoff_pipe, self._heartbeat_pipe = handoff_pipe, heartbeat_pipe
        self._steps: list[tuple[float, signal.Signals | None]] = []
        self.was_killed = self.given_up = False
        self._open = True

    @classmethod
    def start(cls, launch: Callable[[int, int], AnyProcess], monitor: HeartbeatMonitor) -> Self:
        """Start a worker that waits for its hand-off.

        `launch` starts the process. It is given the worker's ends of the hand-off pipe and of the heartbeat pipe, which are
        closed on this side afterwards.

        Raises:
            OSError: the machine has room for no more processes or descriptors.
        """
        with ExitStack() as ours, ExitStack() as theirs:
            handoff_read, handoff_write = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
            theirs.callback(os.close, handoff_read)
            ours.callback(os.close, handoff_write)
            heartbeat_read, heartbeat_write = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
            theirs.callback(os.close, heartbeat_write)
            ours.callback(os.close, heartbeat_read)
            worker = cls(launch(handoff_read, heartbeat_write), handoff_write, heartbeat_read, monitor)
            ours.pop_all()
            return worker

    @property
    def exit_status(self) -> int | None:
        """The exit status, negative for a signal; None while the worker runs."""
        return self.process.exitcode

    def hand_off(self, handoff: Handoff) -> None:
        """Tell the worker that its person has come.

        Raises:
            OSError: it has ended, or cannot be told; a worker that knows nothing of its person would show them nothing.
        """
        self.monitor.restart(monotonic())
        os.write(self._handoff_pipe, handoff.encode())

    def watch(self, now: float) -> None:
        """Read the heartbeat, and take the next step of an end that has begun."""
        if self._open:
            with contextlib.suppress(BlockingIOError):
                self.monitor.receive(os.read(self._heartbeat_pipe, 65536), now)
        while self._steps and now >= self._steps[0][0]:
            _, number = self._steps.pop(0)
            if number is None:
                # Not even the kernel ends a process while its disk hangs.
                self.given_up = self.exit_status is None
            else:
                self.send_signal(number)

    def overdue(self, now: float) -> bool:
        """Return whether the worker has to be ended, and its end has not begun."""
        return not self._steps and not self.given_up and self.monitor.overdue(now)

    def end(self, now: float, first: signal.Signals | None = signal.SIGTERM, patience: float = PATIENCE) -> None:
        """Begin the end: send `first`, after `patience` seconds SIGKILL, and some seconds later give up."""
        begin = [] if first is None else [(now, first)]
        self._steps = [*begin, (now + patience, signal.SIGKILL), (now + patience + PATIENCE, None)]

    def send_signal(self, number: signal.Signals) -> None:
        """Send a signal, unless the worker has ended."""
        if self.exit_status is None and self.process.pid is not None:
            self.was_killed = self.was_killed or number is signal.SIGKILL
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process.pid, number)

    def close(self) -> None:
        """Close the pipes, after what was last sent is read."""
        if self._open:
            self.watch(monotonic())
            self._open = False
            os.close(self._handoff_pipe)
            os.close(self._heartbeat_pipe)
