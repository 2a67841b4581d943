"""The operator's log: one JSON object a line on standard error. It names no address, no person, and nothing of a visit."""

import json
import sys
from contextlib import suppress
from datetime import UTC, datetime


def log_event(event: str, level: str = "info", /, **details: object) -> None:
    """Write one event. `level` is info, warning or error; `details` are values that JSON knows."""
    timestamp = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    # Where its disk is full, or nobody reads it, the server goes on all the same.
    with suppress(OSError):
        sys.stderr.write(json.dumps({**details, "event": event, "level": level, "timestamp": timestamp}) + "\n")
        sys.stderr.flush()
