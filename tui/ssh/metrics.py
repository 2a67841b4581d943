"""Counts for the status line, for the service manager, and for Prometheus."""

import asyncio
import hashlib
import os
import socket
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from store.disk import LogError
from store.fleet.marker import last_delivery
from store.log import SessionLog

COUNTED: Final = ("visits", "crashed", "stuck", "refused", "failed_handshakes", "killed")
OF_VISITS: Final = ("visits", "refused", "failed_handshakes")
"""Those of them that tell that somebody came."""

STEP: Final = 5
AT_ONCE, REQUEST_SECONDS, LONGEST_REQUEST = 8, 5.0, 8192
"""How many may ask for the metrics at once, how long each may take, and the bytes of a request."""


@dataclass(eq=False)
class Status:
    """Numbers of this server since it started, and of the day. Of addresses only how many different ones a day had."""

    now: Callable[[], int]
    day: date
    totals: Counter[str] = field(default_factory=Counter)
    today: Counter[str] = field(default_factory=Counter)
    longest_wait: float = 0.0
    _published: Mapping[str, int] = field(init=False)
    _published_wait: float = field(init=False)
    _addresses: set[bytes] = field(default_factory=set)
    _salt: bytes = field(default_factory=lambda: os.urandom(16))

    def __post_init__(self) -> None:
        """Publish the first numbers."""
        self.publish()

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

    def publish(self) -> None:
        """Take the numbers that `line` and `collect` tell from now on.

        What tells of visits is rounded: numbers that change when somebody comes would tell the moment. Faults are exact.
        """
        exact = {what: self.totals[what] for what in COUNTED}
        visits = {what: rounded(exact[what]) for what in OF_VISITS}
        self._published = {**exact, **visits, "people": rounded(self.now()), "visits_today": rounded(self.today["visits"])}
        self._published_wait = round(self.longest_wait, 1)

    def line(self) -> str:
        """Return the status line."""
        people, visits = self._published["people"], self._published["visits_today"]
        return f"about {people} people now, about {visits} today, longest wait {self._published_wait} s"

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics, in the way that the metrics library asks for."""
        yield GaugeMetricFamily("pulmoscreen_ssh_people", "People inside, rounded", value=self._published["people"])
        yield GaugeMetricFamily("pulmoscreen_ssh_longest_wait_seconds", "Longest wait of the day", value=self._published_wait)
        for what in COUNTED:
            told = f"Number of {what.replace('_', ' ')}{', rounded' if what in OF_VISITS else ''}"
            yield CounterMetricFamily(f"pulmoscreen_ssh_{what}", told, value=self._published[what])


def rounded(number: int) -> int:
    """Return the nearest multiple of `STEP`."""
    return (number + STEP // 2) // STEP * STEP


class DeliveryMetric:
    """When everything in a log was last delivered to the database of the fleet: a day, so that it tells of no visit."""

    def __init__(self, directory: Path) -> None:
        self._log = SessionLog(directory)

    def collect(self) -> Iterator[Metric]:
        """Yield the metric; none where nothing was delivered yet."""
        with suppress(LogError):
            if (day := last_delivery(self._log)) is not None:
                moment = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
                yield GaugeMetricFamily("pulmoscreen_last_delivery_timestamp_seconds", "Day of the last delivery", value=moment)


async def serve_metrics(status: Status, listener: socket.socket, *more: DeliveryMetric) -> asyncio.Server:
    """Serve the metrics to a few clients at a time, for a few seconds each, until the returned server is closed."""
    registry = CollectorRegistry()
    registry.register(status)
    for collector in more:
        registry.register(collector)
    served = 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal served
        served += 1
        try:
            if served <= AT_ONCE:
                async with asyncio.timeout(REQUEST_SECONDS):
                    await _answer(registry, reader, writer)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            """Whatever it was, it was no request, or nobody waits for its answer."""
        finally:
            served -= 1
            writer.transport.abort()

    return await asyncio.start_server(answer, sock=listener, limit=LONGEST_REQUEST)


async def _answer(registry: CollectorRegistry, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    request = await reader.readuntil(b"\r\n\r\n")
    found = request.startswith((b"GET /metrics ", b"GET / "))
    body = generate_latest(registry) if found else b""
    status = "200 OK" if found else "404 Not Found"
    head = (f"HTTP/1.1 {status}", f"Content-Type: {CONTENT_TYPE_LATEST}", f"Content-Length: {len(body)}", "Connection: close")
    writer.write("\r\n".join((*head, "", "")).encode() + body)
    await writer.drain()
    writer.write_eof()
    # The client ends the connection once it has read everything.
    await reader.read()
