"""What happens to a kiosk in a day, all at once: kills, floods, reloads, windows, stopped processes, clocks, full disks."""

import asyncio
import contextlib
import os
import random
import signal
import socket
from collections import Counter
from collections.abc import Callable
from typing import Final

from tests.pty.terminals import workers_of
from tests.soak.place import Place
from tests.tui.ssh.servers import Server

FLOOD: Final = 60
HOUR: Final = 3600.0
JUMPS: Final = (-HOUR, HOUR, -24 * HOUR, 7 * 24 * HOUR, 10 * 7 * 24 * HOUR, -60 * 365 * 24 * HOUR)
"""How far the clock may be off: by summer time, a wrong day, weeks, and back before the program was made."""


def kill_somebody(place: Place, chance: random.Random, number: signal.Signals = signal.SIGKILL) -> None:
    """Send a signal to the process of somebody who is there over SSH."""
    if people := place.server.people():
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(people), number)


def stop_somebody(place: Place, chance: random.Random) -> None:
    """Stop the process of somebody who is there over SSH: the server notices that it is silent."""
    kill_somebody(place, chance, signal.SIGSTOP)


def kill_at_the_terminal(place: Place, chance: random.Random) -> None:
    """Kill the process of the person at the terminal, or the one that waits."""
    with contextlib.suppress(OSError, IndexError):
        os.kill(chance.choice(workers_of(place.terminal.process.pid)), signal.SIGKILL)


def reload(place: Place, _: random.Random) -> None:
    """Have the server read its configuration again."""
    place.server.send(signal.SIGHUP)


def resize(place: Place, chance: random.Random) -> None:
    """Change the window of the terminal for a moment; the test reads it at its old size."""
    place.terminal.process.setwinsize(chance.randrange(10, 60), chance.randrange(30, 200))
    place.terminal.process.setwinsize(24, 80)


def jump(place: Place, chance: random.Random) -> None:
    """Set the clock wrong, or right again."""
    place.clock.show(0.0 if place.clock.ahead else chance.choice(JUMPS))


def fill_the_disk(place: Place, _: random.Random) -> None:
    """Leave no room for a record until the next disturbance."""
    place.disk.fill()


def flood(place: Place, _: random.Random) -> None:
    """Connect many times from many addresses, and drop."""
    asyncio.run(connect_and_drop(place.server))


async def connect_and_drop(server: Server) -> None:
    """Connect from as many addresses as `FLOOD`, send a little, and drop."""
    loop = asyncio.get_running_loop()
    for number in range(FLOOD):
        with socket.socket() as line, contextlib.suppress(OSError):
            line.setblocking(False)  # noqa: FBT003 - the standard library's own signature
            line.bind((f"127.{1 + number}.0.1", 0))
            await loop.sock_connect(line, ("127.0.0.1", server.port))
            await loop.sock_sendall(line, b"SSH-2.0-flood\r\n" + os.urandom(number % 40))


Disturbance = Callable[[Place, random.Random], None]
ALL: Final[tuple[Disturbance, ...]] = (
    kill_somebody, kill_at_the_terminal, stop_somebody, reload, resize, jump, fill_the_disk, flood
)  # fmt: skip


async def disturb(place: Place, chance: random.Random, pause: float, until: Callable[[], bool]) -> Counter[str]:
    """Disturb until it is time to stop, each thing once before any comes again; return how often each happened."""
    done: Counter[str] = Counter()
    order: list[Disturbance] = []
    while not until():
        await asyncio.sleep(pause)
        place.disk.free()
        order = order or chance.sample(ALL, len(ALL))
        disturbance = order.pop()
        await asyncio.to_thread(disturbance, place, chance)
        done[disturbance.__name__] += 1
    place.disk.free()
    return done
