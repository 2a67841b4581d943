"""The operator's log: one JSON object a line on standard error. It names no address, no person, and nothing of a visit."""

import json
import sys
from datetime import UTC, datetime


def log_event(event: str, level: str = "info", /, **details: object) -> None:
    """Write one event. `level` is info, warning or error; `details` are values that JSON knows."""
    timestamp = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    sys.stderr.write(json.dumps({**details, "event": event, "level": level, "timestamp": timestamp}) + "\n")
    sys.stderr.flush()
