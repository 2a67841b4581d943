"""Which statements and which guidance stand behind each part of the result."""

from typing import Final

ALSO: Final = ("S1", "S2", "S5", "S7", "S10", "S12", "S13")
"""What the source also says, folded away."""

NOT_THIS: Final = ("S14", "S15", "S16")
CAVEAT_SOURCES: Final = {"S10": ("G9",), "S13": ("G10",)}
"""Statements that later research or today's practice disputes: wherever they are shown, a line of our own says so."""

HELP_SOURCES: Final = ("G1", "G2", "G3", "G6", "G7")
"""The guidance behind the line with which every result begins."""
