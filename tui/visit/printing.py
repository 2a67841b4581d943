"""Runs the site's print command."""

import asyncio
from subprocess import DEVNULL, PIPE
from typing import Final

PRINT_SECONDS: Final = 20


async def printed(command: tuple[str, ...], text: str) -> bool:
    """Run the command with the text on standard input, for at most `PRINT_SECONDS`; return whether it ended with status 0."""
    try:
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL)
    except (OSError, ValueError):
        return False
    try:
        await asyncio.wait_for(process.communicate(text.encode()), PRINT_SECONDS)
    except (OSError, TimeoutError):
        return False
    finally:
        # A command that hangs does not outlive the person whose answers it was given.
        if process.returncode is None:
            process.kill()
    return process.returncode == 0
