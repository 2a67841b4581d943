"""How far a combination of week, language and channel is coarsened until it is common enough."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.coarsen import LADDER, coarsened
from store.counts import Cell


@given(
    st.dictionaries(
        st.tuples(
            st.sampled_from(["2025-W01", "2025-W14", "2026-W01", "2026-W02", "2026-W53", None]),
            st.sampled_from(["en", "es"]),
            st.sampled_from(["local", "ssh"]),
        ),
        st.integers(1, 20),
    ),
    st.integers(1, 20),
)
def test_every_label_stands_for_enough_records(cells: dict[Cell, int], least: int) -> None:
    labels = coarsened(cells, least)
    sums: Counter[tuple[str | None, ...]] = Counter()
    for cell, label in labels.items():
        sums[label] += cells[cell]
    assert all(number >= least for number in sums.values())
    held_back = sum(cells.values()) - sum(sums.values())
    assert held_back < least


def test_weeks_become_quarters_and_years_and_then_language_and_channel_go() -> None:
    cells: dict[Cell, int] = {
        ("2026-W47", "en", "local"): 8,
        ("2026-W46", "en", "local"): 4,
        ("2026-W45", "en", "local"): 4,
        ("2026-W01", "es", "local"): 5,
        ("2026-W30", "es", "local"): 5,
        ("2025-W01", "en", "ssh"): 4,
        ("2025-W02", "es", "ssh"): 4,
        (None, "en", "ssh"): 7,
    }
    assert coarsened(cells, 8) == {
        ("2026-W47", "en", "local"): ("2026-W47", "en", "local"),
        ("2026-W46", "en", "local"): ("2026-Q4", "en", "local"),
        ("2026-W45", "en", "local"): ("2026-Q4", "en", "local"),
        ("2026-W01", "es", "local"): ("2026", "es", "local"),
        ("2026-W30", "es", "local"): ("2026", "es", "local"),
        ("2025-W01", "en", "ssh"): ("2025", None, None),
        ("2025-W02", "es", "ssh"): ("2025", None, None),
    }


@pytest.mark.parametrize(
    ("week", "quarter"),
    [
        ("2026-W01", "2026-Q1"),
        ("2026-W13", "2026-Q1"),
        ("2026-W14", "2026-Q2"),  # its Monday is in March, its Thursday in April
        ("2026-W27", "2026-Q3"),
        ("2026-W40", "2026-Q4"),
        ("2026-W53", "2026-Q4"),  # its Sunday is in 2027
    ],
)
def test_a_week_is_in_the_quarter_of_its_thursday(week: str, quarter: str) -> None:
    assert LADDER[1]((week, "en", "local")) == (quarter, "en", "local")
    assert LADDER[1]((None, "en", "local")) == (None, "en", "local")
