"""How long the supervisor waits after quick crashes."""

from hypothesis import given
from hypothesis import strategies as st

from tui.supervisor.backoff import backoff_seconds


@given(st.integers(0, 10_000))
def test_pauses_grow_with_the_failures_up_to_a_minute(failures: int) -> None:
    assert backoff_seconds(failures) <= backoff_seconds(failures + 1) <= 60.0
    assert (backoff_seconds(failures) == 0.0) == (failures <= 1)
