"""How much of the same: little in the everyday run, much in the slow one."""

from collections.abc import Callable
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet
from hypothesis import given, settings
from hypothesis.strategies import SearchStrategy


def little_and_much(little: int, much: int) -> list[int | ParameterSet]:
    """Return the two amounts as parameters of a test; the second one is marked slow."""
    return [little, pytest.param(much, marks=pytest.mark.slow)]


def try_examples(count: int, made: SearchStrategy[Any], check: Callable[[Any], None]) -> None:
    """Check so many examples of what a strategy makes."""
    settings(max_examples=count)(given(made)(check))()
