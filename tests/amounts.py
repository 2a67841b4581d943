"""How much of the same: little, or one of a kind, in the everyday run; much, or all, in the slow one."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet
from hypothesis import given, settings
from hypothesis.strategies import SearchStrategy


def little_and_much(little: int, much: int) -> list[int | ParameterSet]:
    """Return the two amounts as parameters of a test; the second one is marked slow."""
    return [little, pytest.param(much, marks=pytest.mark.slow)]


def one_of(values: Iterable[Any]) -> list[Any]:
    """Return values as parameters of a test; all but the first one are marked slow."""
    first, *rest = values
    return [first, *(pytest.param(value, marks=pytest.mark.slow) for value in rest)]


def each_once(rows: Sequence[Any], columns: Sequence[Any]) -> list[ParameterSet]:
    """Return all pairs as parameters of a test; those are not marked slow that show each row, with the next column each."""
    return [
        pytest.param(row, column, marks=() if number % len(columns) == place else pytest.mark.slow)
        for number, row in enumerate(rows)
        for place, column in enumerate(columns)
    ]


def try_examples(count: int, made: SearchStrategy[Any], check: Callable[[Any], None]) -> None:
    """Check so many examples of what a strategy makes."""
    settings(max_examples=count)(given(made)(check))()
