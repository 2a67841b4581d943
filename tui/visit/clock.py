"""The clock of a visit."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the current time, with the time zone of this machine."""
    return datetime.now(UTC).astimezone()
