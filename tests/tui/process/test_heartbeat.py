"""What the parent concludes from what it hears of a process, and from what it does not hear."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tui.process.heartbeat import BEYOND, LAG, SILENCE, START, TICK, HeartbeatMonitor, encode_beat

LIMIT = 1800.0
VISIT = encode_beat(visiting=True, keeping=False, language="en")
WELCOME = encode_beat(visiting=False, keeping=False, language="en")


def watch() -> HeartbeatMonitor:
    return HeartbeatMonitor(0.0, LIMIT, frozenset({"en", "es"}))


def overdue_at(watched: HeartbeatMonitor, until: float, *, beats: bytes = b"", since: float = 0.0) -> float | None:
    """Return the moment at which a process is overdue that says `beats` each tick and is looked at each tick."""
    now = since
    while now <= until:
        if beats:
            watched.hear(beats, now)
        if watched.overdue(now):
            return now
        now += TICK
    return None


def test_a_process_has_time_to_start_and_then_little_to_be_silent() -> None:
    assert overdue_at(watch(), 2 * START) == START + TICK
    heard = watch()
    heard.hear(WELCOME, 5.0)
    assert overdue_at(heard, 60.0, since=5.0) == 5.0 + SILENCE + TICK


def test_who_says_so_each_second_may_wait_for_somebody_for_ever_but_not_visit_for_ever() -> None:
    assert overdue_at(watch(), 3 * LIMIT, beats=WELCOME) is None
    assert overdue_at(watch(), 3 * LIMIT, beats=VISIT) == LIMIT + BEYOND + TICK


def test_a_visit_that_ended_does_not_count_for_the_next() -> None:
    watched = watch()
    assert overdue_at(watched, LIMIT, beats=VISIT) is None
    watched.hear(WELCOME, LIMIT)
    assert overdue_at(watched, 2 * LIMIT, beats=VISIT, since=LIMIT) is None


@given(st.integers(int(TICK + LAG) + 1, 10**6))
def test_a_parent_that_was_stopped_itself_does_not_blame_the_process_for_the_silence(stopped: int) -> None:
    watched = watch()
    watched.hear(WELCOME, 1.0)
    assert not watched.overdue(1.0)
    assert not watched.overdue(1.0 + stopped)
    assert overdue_at(watched, 1.0 + stopped + 60, since=1.0 + stopped) == 1.0 + stopped + SILENCE + TICK


@given(st.lists(st.binary(max_size=12) | st.sampled_from([b"j-de\n", b"x-en\n", b"jken\n j", b"wk", b"\n"]), max_size=9))
def test_whatever_a_process_says_only_a_language_on_offer_is_believed(said: list[bytes]) -> None:
    watched = watch()
    for number, bytes_ in enumerate(said):
        watched.hear(bytes_, float(number))
    assert watched.language in {None, "en", "es"}
    assert (watched.heard is None) == (watched.language is None)


@given(st.fixed_dictionaries({"visiting": st.booleans(), "keeping": st.booleans(), "language": st.sampled_from(["en", "es"])}))
def test_what_a_process_says_is_what_the_parent_hears(said: dict[str, Any]) -> None:
    watched = watch()
    watched.hear(encode_beat(**said), 7.0)
    assert (watched.heard, watched.keeping, watched.language) == (7.0, said["keeping"], said["language"])
    assert watched.visiting_since == (7.0 if said["visiting"] else None)
