"""Which signals the supervisor believes."""

import signal
import subprocess
import sys

from tui.supervisor.signals import was_sent

PROGRAM = """
import os, signal
from tui.supervisor.signals import was_sent
signals = {signal.SIGHUP, signal.SIGTERM}
signal.pthread_sigmask(signal.SIG_BLOCK, signals)
for number in signals:
    for send in (signal.raise_signal, lambda number: os.kill(os.getpid(), number)):
        send(number)
        came = signal.sigtimedwait(signals, 10)
        assert came.si_signo == number and was_sent(came), came
"""


def test_a_signal_of_another_program_or_of_its_own_thread_was_sent() -> None:
    # In a process of its own: here another thread would take the signal and end everything.
    subprocess.run([sys.executable, "-c", PROGRAM], check=True)


def test_what_was_in_memory_after_a_stop_was_not_sent() -> None:
    # So it was returned to a supervisor that was stopped for half a second and went on: a locked kiosk ended by it.
    assert not was_sent(signal.struct_siginfo((1, 1801959972, 21917, 366136744, 32767, -1, 140733559524776)))
