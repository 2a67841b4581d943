"""Whether the delivery still happens, as `check` and the metrics tell it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from store.fleet.marker import Marker, last_delivery
from store.log import SessionLog
from tui.check.delivery import delivery
from tui.config.sections import ShipSettings
from tui.config.settings import LogSettings, Settings
from tui.ssh.metrics import DeliveryMetric

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def settings(log: SessionLog) -> Settings:
    log.directory.mkdir()
    return Settings(log=LogSettings(directory=log.directory), ship=ShipSettings(dsn="postgresql://h/d"))


def test_a_site_that_delivers_to_nobody_has_nothing_to_tell(settings: Settings) -> None:
    found = delivery(settings.model_copy(update={"ship": ShipSettings()}), NOON)
    assert (found.wrong, found.note) == ((), "no database is configured")


@pytest.mark.parametrize(("days", "wrong"), [(0, False), (3, False), (4, True)])
def test_a_delivery_that_stopped_is_told_with_since_when(
    days: int, *, wrong: bool, settings: Settings, log: SessionLog
) -> None:
    day = TODAY - timedelta(days=days)
    Marker(log, "a database").complete(day)
    assert last_delivery(log) == day
    found = delivery(settings, NOON)
    assert bool(found.wrong) is wrong
    assert str(day) in (found.wrong[0] if wrong else found.note)


@pytest.mark.parametrize("content", [None, b"", b"a database\n", b"a database\nnonsense\n", b"\xff\xff"])
def test_one_that_never_happened_is_told(content: bytes | None, settings: Settings, log: SessionLog) -> None:
    if content is not None:
        (log.directory / ".shipped").write_bytes(content)
    assert "nothing was delivered yet" in delivery(settings, NOON).wrong[0]
    assert metrics(log) == b""


@pytest.mark.parametrize("dsn", ["postgresql://kiosk:secret@h/d", "host=h password = secret"])
def test_a_password_that_others_can_read_is_told(dsn: str, settings: Settings, log: SessionLog) -> None:
    Marker(log, "a database").complete(TODAY)
    # Nobody else can enter the temporary folder of pytest.
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        file = Path(folder) / "site.toml"
        file.touch(0o644)
        chosen = settings.model_copy(update={"ship": ShipSettings(dsn=dsn), "file": file})
        assert "others can read" in delivery(chosen, NOON).wrong[0]
        assert not delivery(settings.model_copy(update={"file": file}), NOON).wrong
        file.chmod(0o600)
        assert not delivery(chosen, NOON).wrong


def test_a_monitor_gets_the_day(log: SessionLog) -> None:
    log.directory.mkdir()
    Marker(log, "a database").complete(TODAY)
    assert b"pulmoscreen_last_delivery_timestamp_seconds 1.7954784e+09" in metrics(log)


def metrics(log: SessionLog) -> bytes:
    registry = CollectorRegistry()
    registry.register(DeliveryMetric(log.directory))
    return generate_latest(registry)
