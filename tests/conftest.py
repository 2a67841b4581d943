"""What all tests share: a slow machine is no failure of a property, and a log in a folder of the test's own."""

import gc
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from store.log import SessionLog
from tests import quiet

settings.register_profile("pulmoscreen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("pulmoscreen")
quiet.install()

# An app leaves little behind; looking for it after every few hundred objects takes a fifth of the time of its test.
gc.set_threshold(50_000, 20, 50)


# Where the tests run in the background of a shell, these are ignored, and what the tests start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)


@pytest.fixture
def log(tmp_path: Path) -> SessionLog:
    return SessionLog(tmp_path / "log")
