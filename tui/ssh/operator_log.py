"""The operator's log: one JSON object a line on standard error. It names no address, no name, and nothing of a visit."""

import sys
from typing import TextIO

import structlog


def operator_log(file: TextIO | None = None) -> structlog.stdlib.BoundLogger:
    """Return a log that writes at once."""
    logger: structlog.stdlib.BoundLogger = structlog.wrap_logger(
        structlog.WriteLogger(file or sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
    )
    return logger
