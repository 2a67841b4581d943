"""Does what may wait for a disk in a thread that nobody has to wait for, not even the end of the program."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any


def run_in_daemon_thread(do: Callable[[], Any]) -> "asyncio.Future[Any]":
    """Return what will be the result of `do`. Where the disk hangs, it never comes, and holds nothing up."""
    loop = asyncio.get_running_loop()
    result: asyncio.Future[Any] = loop.create_future()

    def settle(value: Any, error: Exception | None) -> None:  # noqa: ANN401 - whatever `do` returns
        if not result.done():
            if error is None:
                result.set_result(value)
            else:
                result.set_exception(error)

    def run() -> None:
        value, error = None, None
        try:
            value = do()
        except Exception as failed:  # noqa: BLE001 - it is raised where the result is waited for
            error = failed
        # The loop may have ended meanwhile.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, value, error)

    Thread(target=run, daemon=True).start()
    return result
