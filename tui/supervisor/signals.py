"""What the supervisor waits for: signals, which stay blocked until it looks, and a terminal that takes what is written."""

import signal
from time import monotonic
from typing import Final

from tui.process.heartbeat import TICK
from tui.supervisor.background_jobs import BackgroundJobs
from tui.terminal.held_terminal import KEYBOARD_SIGNALS, HeldTerminal

SENDERS: Final = frozenset({0, 0x80, -1, -6, *range(1, 7)})
"""What `si_code` says of who sent a signal (sigaction(2)): `kill`, the kernel, `sigqueue`, `tkill`, and a child's end."""


class AskedToEndError(Exception):
    """The supervisor was asked to end by a signal, or its terminal has gone."""


class SignalWaiter:
    """Looks at signals and the terminal at least once a tick; it never waits for anything else."""

    def __init__(self, terminal: HeldTerminal, jobs: BackgroundJobs, *, locked: bool) -> None:
        self._terminal, self._jobs = terminal, jobs
        self._ending = frozenset({signal.SIGTERM, signal.SIGHUP, *(() if locked else KEYBOARD_SIGNALS)})
        self._waited_for = self._ending | {signal.SIGCHLD}
        signal.pthread_sigmask(signal.SIG_BLOCK, self._waited_for)

    def asked(self, seconds: float) -> int | None:
        """Wait until a signal or the time has come; return the signal that asks the supervisor to end, if there is one."""
        came = signal.sigtimedwait(self._waited_for, seconds)
        self._jobs.reap()
        if came is not None and came.si_signo in self._ending and was_sent(came):
            return came.si_signo
        return signal.SIGHUP if self._terminal.gone() else None

    def wait(self, seconds: float) -> None:
        """Let the time pass.

        Raises:
            AskedToEndError: the supervisor is to end.
        """
        until = monotonic() + seconds
        while True:
            left = until - monotonic()
            if self.asked(max(0.0, min(TICK, left))) is not None:
                raise AskedToEndError
            if left <= 0:
                return

    def reset_terminal(self) -> None:
        """Reset the terminal; where it is frozen, wait without a person until it reads again.

        Raises:
            AskedToEndError: the supervisor is to end.
        """
        while not self._terminal.wipe():
            self._terminal.fill()
            self.wait(TICK)
            while not self._terminal.reads():
                self.wait(TICK)
        self.wait(0.0)


def was_sent(came: signal.struct_siginfo) -> bool:
    """Return whether a signal really came.

    Where this process was stopped, and goes on after the time is over, CPython's `sigtimedwait` returns what was in memory
    before: any number as the signal. Seen with Python 3.13.0.
    """
    return came.si_code in SENDERS
