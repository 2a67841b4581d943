"""What the monitor concludes from heartbeats, and from their absence."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tui.process.heartbeat import BEYOND, LAG, SILENCE, START, TICK, HeartbeatMonitor, encode_beat

LIMIT = 1800.0
VISIT = encode_beat(visiting=True, keeping=False, language="en")
WELCOME = encode_beat(visiting=False, keeping=False, language="en")


def new_monitor() -> HeartbeatMonitor:
    return HeartbeatMonitor(0.0, LIMIT, frozenset({"en", "es"}))


def overdue_at(monitor: HeartbeatMonitor, until: float, *, beats: bytes = b"", since: float = 0.0) -> float | None:
    """Return the moment at which a worker is overdue that sends `beats` each tick and is checked each tick."""
    now = since
    while now <= until:
        if beats:
            monitor.receive(beats, now)
        if monitor.overdue(now):
            return now
        now += TICK
    return None


def test_a_worker_has_time_to_start_and_then_little_to_be_silent() -> None:
    assert overdue_at(new_monitor(), 2 * START) == START + TICK
    monitor = new_monitor()
    monitor.receive(WELCOME, 5.0)
    assert overdue_at(monitor, 60.0, since=5.0) == 5.0 + SILENCE + TICK


def test_with_heartbeats_a_worker_may_wait_for_ever_but_not_visit_for_ever() -> None:
    assert overdue_at(new_monitor(), 3 * LIMIT, beats=WELCOME) is None
    assert overdue_at(new_monitor(), 3 * LIMIT, beats=VISIT) == LIMIT + BEYOND + TICK


def test_a_visit_that_ended_does_not_count_for_the_next() -> None:
    monitor = new_monitor()
    assert overdue_at(monitor, LIMIT, beats=VISIT) is None
    monitor.receive(WELCOME, LIMIT)
    assert overdue_at(monitor, 2 * LIMIT, beats=VISIT, since=LIMIT) is None


@given(st.integers(int(TICK + LAG) + 1, 10**6))
def test_a_monitor_that_was_stopped_itself_does_not_count_the_silence(stopped: int) -> None:
    monitor = new_monitor()
    monitor.receive(WELCOME, 1.0)
    assert not monitor.overdue(1.0)
    assert not monitor.overdue(1.0 + stopped)
    assert overdue_at(monitor, 1.0 + stopped + 60, since=1.0 + stopped) == 1.0 + stopped + SILENCE + TICK


@given(st.lists(st.binary(max_size=12) | st.sampled_from([b"j-de\n", b"x-en\n", b"jken\n j", b"wk", b"\n"]), max_size=9))
def test_whatever_a_worker_sends_only_a_language_on_offer_is_accepted(sent: list[bytes]) -> None:
    monitor = new_monitor()
    for number, bytes_ in enumerate(sent):
        monitor.receive(bytes_, float(number))
    assert monitor.language in {None, "en", "es"}
    assert (monitor.last_beat is None) == (monitor.language is None)


@given(st.fixed_dictionaries({"visiting": st.booleans(), "keeping": st.booleans(), "language": st.sampled_from(["en", "es"])}))
def test_what_the_sender_encodes_is_what_the_monitor_receives(sent: dict[str, Any]) -> None:
    monitor = new_monitor()
    monitor.receive(encode_beat(**sent), 7.0)
    assert (monitor.last_beat, monitor.keeping, monitor.language) == (7.0, sent["keeping"], sent["language"])
    assert monitor.visiting_since == (7.0 if sent["visiting"] else None)
