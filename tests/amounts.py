"""How much of the same: little in the everyday run, much in the slow one."""

import pytest
from _pytest.mark.structures import ParameterSet


def little_and_much(little: int, much: int) -> list[int | ParameterSet]:
    """Return the two amounts as parameters of a test; the second one is marked slow."""
    return [little, pytest.param(much, marks=pytest.mark.slow)]
