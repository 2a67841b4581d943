"""What happens to a kiosk in a day, all at once: kills, floods, reloads, windows that change, processes that stop."""

import asyncio
import contextlib
import os
import random
import signal
import socket
from collections.abc import Awaitable, Callable
from typing import Final

from tests.pty.terminals import Terminal, children_of
from tests.tui.ssh.servers import Server

PAUSE: Final = 3.0
FLOOD: Final = 60


def kill_somebody(server: Server, _: Terminal, chance: random.Random, number: signal.Signals = signal.SIGKILL) -> None:
    """Send a signal to the process of somebody who is there over SSH."""
    if people := server.people():
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(people), number)


def stop_somebody(server: Server, terminal: Terminal, chance: random.Random) -> None:
    """Stop the process of somebody who is there over SSH: the server notices that it is silent."""
    kill_somebody(server, terminal, chance, signal.SIGSTOP)


def kill_at_the_terminal(_: Server, terminal: Terminal, chance: random.Random) -> None:
    """Kill the process of the person at the terminal, or the one that waits."""
    with contextlib.suppress(OSError, IndexError):
        os.kill(chance.choice(children_of(terminal.process.pid)), signal.SIGKILL)


def reload(server: Server, _: Terminal, __: random.Random) -> None:
    """Have the server read its configuration again."""
    server.send(signal.SIGHUP)


def resize(_: Server, terminal: Terminal, chance: random.Random) -> None:
    """Change the window of the terminal for a moment; the test reads it at its old size."""
    terminal.process.setwinsize(chance.randrange(10, 60), chance.randrange(30, 200))
    terminal.process.setwinsize(24, 80)


async def flood(server: Server) -> None:
    """Connect many times from many addresses, and drop."""
    loop = asyncio.get_running_loop()
    for number in range(FLOOD):
        with socket.socket() as line, contextlib.suppress(OSError):
            line.setblocking(False)  # noqa: FBT003 - the standard library's own signature
            line.bind((f"127.{1 + number}.0.1", 0))
            await loop.sock_connect(line, ("127.0.0.1", server.port))
            await loop.sock_sendall(line, b"SSH-2.0-flood\r\n" + os.urandom(number % 40))


Disturbance = Callable[[Server, Terminal, random.Random], None]
ALL: Final[tuple[Disturbance, ...]] = (kill_somebody, kill_at_the_terminal, stop_somebody, reload, resize)


async def disturb(server: Server, terminal: Terminal, chance: random.Random, until: Callable[[], bool]) -> int:
    """Disturb until it is time to stop; return how often."""
    count = 0
    while not until():
        await asyncio.sleep(PAUSE)
        pick = chance.randrange(len(ALL) + 1)
        done: Awaitable[None] = flood(server) if pick == len(ALL) else asyncio.to_thread(ALL[pick], server, terminal, chance)
        await done
        count += 1
    return count
