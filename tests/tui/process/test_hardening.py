"""What a new process lets go of."""

import os

from tui.process.hardening import close_descriptors


def test_every_descriptor_is_closed_but_those_to_keep() -> None:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            keep = {0, 1, 2, write}
            close_descriptors(keep)
            still_open = {int(name) for name in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{name}")}  # noqa: PTH110, PTH208
            os.write(write, b"kept" if still_open == keep else str(still_open).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        assert answer.read() == "kept"
    os.waitpid(child, 0)
