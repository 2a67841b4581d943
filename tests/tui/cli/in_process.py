"""Runs a command in this process, with standard streams and an environment of its own: a new process takes 30 times longer."""

import io
import os
import sys
from subprocess import CompletedProcess
from unittest.mock import patch

from tui.cli.main import main


def called(*arguments: str, given: bytes = b"", **environment: str) -> CompletedProcess[bytes]:
    """Run the command to its end and return what it wrote and its exit status."""
    out, err = io.BytesIO(), io.BytesIO()
    stdin, stdout, stderr = (io.TextIOWrapper(stream, "utf-8") for stream in (io.BytesIO(given), out, err))
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PULMOSCREEN")}
    with (
        patch.dict(os.environ, {**bare, **environment}, clear=True),
        patch.multiple(sys, stdin=stdin, stdout=stdout, stderr=stderr),
    ):
        status = main(arguments)
        stdout.flush()
        stderr.flush()
        return CompletedProcess(arguments, status, out.getvalue(), err.getvalue())
