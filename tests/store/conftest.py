"""Logs in a folder of the test's own."""

from pathlib import Path

import pytest

from store.log import SessionLog


@pytest.fixture
def log(tmp_path: Path) -> SessionLog:
    return SessionLog(tmp_path / "log")
