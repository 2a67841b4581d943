"""When a terminal counts as one that has stopped reading."""

import sys
from queue import Queue
from time import monotonic
from types import SimpleNamespace
from typing import Any

import pytest
from textual.drivers import _writer_thread
from textual.drivers.linux_driver import LinuxDriver

from tui.terminal.backlog import STUCK_SECONDS, Backlog, unlimit_writer_queue


def driver(queue: "Queue[str] | None") -> Any:  # noqa: ANN401 - a driver without a terminal
    made = object.__new__(LinuxDriver)
    made._writer_thread = None if queue is None else SimpleNamespace(_queue=queue)  # type: ignore[assignment]
    return made


def test_a_process_that_waited_long_for_its_turn_is_not_stuck_at_its_first_page() -> None:
    backlog, start, queue = Backlog(), monotonic(), Queue[str]()
    for second in range(600):
        assert not backlog.stuck(driver(None), start + second)
    queue.put("the first page")
    assert not backlog.stuck(driver(queue), start + 600)
    assert not backlog.stuck(driver(queue), start + 599 + STUCK_SECONDS)
    assert backlog.stuck(driver(queue), start + 601 + STUCK_SECONDS)


def test_a_terminal_that_takes_a_little_is_not_stuck() -> None:
    backlog, start, queue = Backlog(), monotonic(), Queue[str]()
    for second in range(100):
        queue.put("a")
        queue.put("b")
        queue.get()
        assert not backlog.stuck(driver(queue), start + second)


def test_the_queue_of_what_waits_to_be_written_has_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_writer_thread, "MAX_QUEUED_WRITES", 30)
    unlimit_writer_queue()
    assert _writer_thread.WriterThread(sys.stderr)._queue.maxsize == 0
