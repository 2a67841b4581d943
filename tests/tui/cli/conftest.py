"""The commands of the log, in this process, on a log of the test's own."""

from collections.abc import Callable

import pytest

from store.log import SessionLog
from tests.store.people import people
from tests.store.releases import put
from tui.cli.main import main

Run = Callable[..., int]


@pytest.fixture
def run(log: SessionLog) -> Run:
    return lambda *words: main(["log", *words, "--data", str(log.directory)])


@pytest.fixture
def filled(log: SessionLog) -> SessionLog:
    put(log, people(300, weeks=30))
    return log
