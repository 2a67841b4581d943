"""Counts for the status line, for the service manager, and for Prometheus."""

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

COUNTED: Final = ("visits", "crashed", "stuck", "refused", "failed_handshakes", "killed")


@dataclass(eq=False)
class Status:
    """Numbers of this server since it started, and of the day. Of addresses only how many different ones a day had."""

    now: Callable[[], int]
    day: date
    totals: Counter[str] = field(default_factory=Counter)
    today: Counter[str] = field(default_factory=Counter)
    longest_wait: float = 0.0
    _addresses: set[bytes] = field(default_factory=set)
    _salt: bytes = field(default_factory=lambda: os.urandom(16))

    def count(self, what: str) -> None:
        """Count one of `COUNTED`."""
        self.totals[what] += 1
        self.today[what] += 1

    def came_from(self, source: str) -> None:
        """Count an address once a day, by a salted hash that is dropped at the end of the day."""
        self._addresses.add(hashlib.blake2b(source.encode(), digest_size=8, salt=self._salt).digest())

    def waited(self, seconds: float) -> None:
        """Note the time from a connection to its first frame."""
        self.longest_wait = max(self.longest_wait, seconds)

    def of_the_day(self) -> dict[str, int | float]:
        """Return the day's numbers."""
        numbers = {what: self.today[what] for what in COUNTED}
        return {**numbers, "addresses": len(self._addresses), "longest_wait_seconds": round(self.longest_wait, 2)}

    def next_day(self, day: date) -> dict[str, int | float] | None:
        """Begin another day, if it is one, and return the numbers of the one before."""
        if day == self.day:
            return None
        before = self.of_the_day()
        self.day, self.longest_wait, self._salt = day, 0.0, os.urandom(16)
        self.today.clear()
        self._addresses.clear()
        return before

    def line(self) -> str:
        """Return the status line."""
        return f"{self.now()} people now, {self.today['visits']} today, longest wait {self.longest_wait:.1f} s"

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics, in the way that the metrics library asks for."""
        yield GaugeMetricFamily("pulmoscreen_ssh_people", "People inside now", value=self.now())
        yield GaugeMetricFamily("pulmoscreen_ssh_longest_wait_seconds", "Longest wait of the day", value=self.longest_wait)
        for what in COUNTED:
            yield CounterMetricFamily(f"pulmoscreen_ssh_{what}", f"Number of {what.replace('_', ' ')}", value=self.totals[what])


def serve_metrics(status: Status, port: int) -> Callable[[], None]:
    """Serve the metrics on the loopback address only, and return what ends that."""
    registry = CollectorRegistry()
    registry.register(status)
    server, thread = start_http_server(port, "127.0.0.1", registry)

    def end() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return end
