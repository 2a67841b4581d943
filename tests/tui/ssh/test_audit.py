"""What an auditor of SSH servers says of the algorithms."""

import json
import subprocess
import sys
from pathlib import Path

from tests.tui.ssh.servers import Server


def test_an_auditor_finds_no_algorithm_that_fails(server: Server) -> None:
    program = Path(sys.executable).with_name("ssh-audit")
    command = [str(program), "--json", "--skip-rate-test", "--port", str(server.port), "127.0.0.1"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    found = json.loads(ended.stdout)
    kinds = [entry for kind in ("kex", "key", "enc", "mac") for entry in found[kind]]
    assert len(kinds) >= 10
    assert [entry["algorithm"] for entry in kinds if entry["notes"].get("fail")] == []
    warned = {note for entry in kinds for note in entry["notes"].get("warn", [])}
    # Older clients are let in too, with what they know.
    assert warned <= {
        "does not provide protection against post-quantum attacks",
        "2048-bit modulus only provides 112-bits of symmetric strength",
        "using encrypt-and-MAC mode",
    }
