"""Which signals the supervisor believes."""

import os
import signal
from collections.abc import Iterator

import pytest

from tui.supervisor.signals import was_sent

SIGNALS = {signal.SIGHUP, signal.SIGTERM, signal.SIGCHLD}


@pytest.fixture(autouse=True)
def _blocked() -> Iterator[None]:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    yield
    signal.pthread_sigmask(signal.SIG_SETMASK, before)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_of_another_program_or_of_its_own_thread_was_sent(number: signal.Signals) -> None:
    for is_own in (False, True):
        if is_own:
            signal.raise_signal(number)
        else:
            os.kill(os.getpid(), number)
        came = signal.sigtimedwait(SIGNALS, 10)
        assert came is not None
        assert came.si_signo == number
        assert was_sent(came)


def test_what_was_in_memory_after_a_stop_was_not_sent() -> None:
    # So it was returned to a supervisor that was stopped for half a second and went on: a locked kiosk ended by it.
    assert not was_sent(signal.struct_siginfo((1, 1801959972, 21917, 366136744, 32767, -1, 140733559524776)))
