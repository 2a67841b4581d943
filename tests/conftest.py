"""What all tests share: a slow machine is no failure of a property, and a log in a folder of the test's own."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from store.log import SessionLog

settings.register_profile("pulmoscreen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("pulmoscreen")


@pytest.fixture
def log(tmp_path: Path) -> SessionLog:
    return SessionLog(tmp_path / "log")
