"""Runs a program that the site names: one that prints, one that calls staff."""

import asyncio
import os
import signal
from contextlib import suppress
from subprocess import DEVNULL, PIPE
from typing import Final

PRINT_SECONDS: Final = 20
CALL_SECONDS: Final = 10
KILLED_SECONDS: Final = 1
"""How long a killed command may take to end; one that a hanging disk holds takes longer."""


async def ran(command: tuple[str, ...], text: str, within: float) -> bool:
    """Run a command with a text on standard input; return whether it ended with status 0 within so many seconds.

    It has a process group of its own, which is killed where the time is over or nobody waits any more: a command that
    hangs does not outlive the person whose text it was given.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
        )
    except (OSError, ValueError):
        return False
    try:
        await asyncio.wait_for(process.communicate(text.encode()), within)
    except (OSError, TimeoutError):
        return False
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), KILLED_SECONDS)
    return process.returncode == 0
