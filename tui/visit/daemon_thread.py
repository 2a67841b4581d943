"""Runs what may wait for a disk in a thread that nothing has to wait for, not even the end of the program."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import Final, TypeVar

_Result = TypeVar("_Result")

AGAIN_SECONDS: Final = 1.0


def run_in_daemon_thread(work: Callable[[], _Result]) -> "asyncio.Future[_Result]":
    """Return a future of the result of `work`. Where the disk hangs it never comes, and holds nothing up."""
    done: Future[_Result] = Future()
    # From here on it cannot be cancelled; a result that nobody waits for is dropped.
    done.set_running_or_notify_cancel()

    def run() -> None:
        try:
            done.set_result(work())
        except Exception as error:  # noqa: BLE001 - it is raised where the result is waited for
            done.set_exception(error)

    result, loop = asyncio.wrap_future(done), asyncio.get_running_loop()

    def start() -> None:
        try:
            Thread(target=run, daemon=True).start()
        except RuntimeError:
            # The machine has room for no more threads at the moment.
            loop.call_later(AGAIN_SECONDS, start)

    start()
    return result
