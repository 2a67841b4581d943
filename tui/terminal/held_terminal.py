"""The terminal between two workers: no key acts or is echoed, it can be cleared, and a frozen one blocks nothing."""

import contextlib
import os
import select
import signal
import termios
from collections.abc import Iterator
from time import monotonic
from typing import Any, Final

from tui.terminal.capabilities import EMPTY_LINES, can_draw
from tui.terminal.modes import RESET

WIPE_SECONDS: Final = 1.0
FILLER: Final = bytes(4096)
MOST_FILLER: Final = 256
"""NUL bytes, which show nothing: they fill the buffer of a terminal that does not read, and room in it means that it reads."""

IGNORED_SIGNALS: Final = (
    signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU, signal.SIGUSR1, signal.SIGUSR2,
    signal.SIGALRM, signal.SIGVTALRM, signal.SIGPROF, signal.SIGIO,
)  # fmt: skip
"""Signals that would stop or end a process without reason. SIGHUP is not among them: it reports that the terminal is gone."""

KEYBOARD_SIGNALS: Final = (signal.SIGINT, signal.SIGQUIT)


def _quiet(cooked: list[Any]) -> list[Any]:
    quiet = [*cooked[:6], [*cooked[6]]]
    quiet[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    quiet[3] &= ~(termios.ISIG | termios.ICANON | termios.ECHO | termios.IEXTEN)
    quiet[6][termios.VMIN], quiet[6][termios.VTIME] = 1, 0
    return quiet


def _own_description() -> int:
    flags = os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
    with contextlib.suppress(OSError):
        return os.open(os.ttyname(0), flags)
    return os.open("/dev/tty", flags)


def _poll(descriptor: int, events: int, seconds: float) -> int:
    poll = select.poll()
    poll.register(descriptor, events)
    found = poll.poll(1000 * seconds)
    return found[0][1] if found else 0


def is_gone(descriptor: int) -> bool:
    """Return whether the other end of a terminal, or of a connection, is gone."""
    return bool(_poll(descriptor, 0, 0) & (select.POLLHUP | select.POLLERR | select.POLLNVAL))


class HeldTerminal:
    """The parent's own file description of the terminal: writes never block, and the workers' descriptors stay as they are."""

    def __init__(self, cooked: list[Any] | None = None) -> None:
        self.cooked = cooked or termios.tcgetattr(0)
        self._descriptor = _own_description()
        self.has_page = False
        self._wiping = RESET.encode() if can_draw(os.environ) else b"\r\n" * EMPTY_LINES

    def fileno(self) -> int:
        """Return the descriptor."""
        return self._descriptor

    def hold(self) -> None:
        """Turn off echo and the keys that send signals, and drop what was typed."""
        with contextlib.suppress(termios.error, OSError):
            termios.tcsetattr(self._descriptor, termios.TCSANOW, _quiet(self.cooked))
            termios.tcflow(self._descriptor, termios.TCOON)
            termios.tcflush(self._descriptor, termios.TCIFLUSH)

    def give_back(self) -> None:
        """Restore the terminal's settings, and drop what was typed meanwhile."""
        with contextlib.suppress(termios.error, OSError):
            termios.tcflush(self._descriptor, termios.TCIFLUSH)
            termios.tcsetattr(self._descriptor, termios.TCSANOW, self.cooked)

    def gone(self) -> bool:
        """Return whether the terminal is gone."""
        return is_gone(self._descriptor)

    def reads(self) -> bool:
        """Return whether the terminal accepts output."""
        return bool(_poll(self._descriptor, select.POLLOUT, 0) & select.POLLOUT)

    def write(self, data: bytes, seconds: float = WIPE_SECONDS) -> bool:
        """Write as much as the terminal accepts within `seconds`; return whether that was everything."""
        until = monotonic() + seconds
        while data:
            try:
                data = data[os.write(self._descriptor, data) :]
            except BlockingIOError:
                left = until - monotonic()
                if left <= 0 or not _poll(self._descriptor, select.POLLOUT, left):
                    return False
            except OSError:
                return False
        return True

    def open_page(self, page: str) -> None:
        """Show a page that itself enters the alternate screen; the next worker draws over it, and does not enter again."""
        self.has_page = self.write(page.encode())

    def wipe(self) -> bool:
        """Clear screen and scrollback; return whether the terminal accepts it.

        Where it does not, its unread output is dropped, as far as the system lets go of it, and the clearing sequence follows:
        a pseudo-terminal has up to 4095 bytes already that nobody on this side can take back. A console has none.
        """
        self.hold()
        self.has_page = False
        if self.write(self._wiping):
            return True
        with contextlib.suppress(termios.error, OSError):
            termios.tcflush(self._descriptor, termios.TCOFLUSH)
        self.write(self._wiping, 0)
        return False

    def fill(self) -> None:
        """Fill the buffer of a frozen terminal: from then on `reads` tells when it accepts output again."""
        for _ in range(MOST_FILLER):
            if not self.write(FILLER, 0):
                return

    def show(self, text: str) -> bool:
        """Show a plain page on the wiped terminal."""
        return self.write(text.replace("\n", "\r\n").encode())

    def columns(self) -> int:
        """Return the terminal's width."""
        try:
            return os.get_terminal_size(self._descriptor).columns or 80
        except OSError:
            return 80


@contextlib.contextmanager
def held(*, locked: bool) -> Iterator[HeldTerminal | None]:
    """Turn off echo and the keys that send signals, and restore both at the end, also when a signal ends the program.

    Yields:
        The terminal, or None where standard input is none.
    """

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    try:
        cooked = termios.tcgetattr(0)
    except termios.error:
        yield None
        return
    for number in IGNORED_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    for number in (*KEYBOARD_SIGNALS, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN if locked and number in KEYBOARD_SIGNALS else end)
    try:
        termios.tcsetattr(0, termios.TCSANOW, _quiet(cooked))
        yield HeldTerminal(cooked)
    finally:
        with contextlib.suppress(termios.error):
            termios.tcsetattr(0, termios.TCSANOW, cooked)
