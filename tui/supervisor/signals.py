"""What the supervisor waits for: signals, which stay blocked until it looks, and a terminal that takes what is written."""

import signal
from time import monotonic

from tui.process.heartbeat import TICK
from tui.supervisor.background_jobs import BackgroundJobs
from tui.terminal.held_terminal import KEYBOARD_SIGNALS, HeldTerminal


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
        if came is not None and came.si_signo in self._ending:
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
