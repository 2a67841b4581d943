"""What a worker is told of the visit before goes through the pipe unchanged."""

import pytest

from tui.process.handoff import HANDOFF_BYTES, Handoff


@pytest.mark.parametrize(
    "handoff",
    [Handoff(), Handoff(after_error=True, language="es"), Handoff(language="fr", cleared=True), Handoff(over_page=True)],
)
def test_a_hand_off_is_read_as_it_was_written_in_one_piece(handoff: Handoff) -> None:
    assert Handoff.decode(handoff.encode()) == handoff
    assert len(handoff.encode()) <= HANDOFF_BYTES
