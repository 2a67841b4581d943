"""Lines that break between words, and nowhere else."""

from typing import Final

from textual import content

NO_BREAK: Final = "\u00a0"
"""The space that some languages put before a colon or a question mark, which belongs to the word before it."""

_divide_line: Final = getattr(content, "divide_line")  # noqa: B009 - the framework exports it to nobody


def _divided(text: str, width: int, fold: bool = True) -> list[int]:  # noqa: FBT001, FBT002 - as the framework calls it
    offsets: list[int] = _divide_line(text.replace(NO_BREAK, "_"), width, fold)
    return offsets


def keep_no_break_spaces() -> None:
    """Let no line break at a no-break space. The framework treats it as any other space."""
    setattr(content, "divide_line", _divided)  # noqa: B010 - nor does it take another in any other way
