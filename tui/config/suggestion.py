"""What a mistyped name was probably meant to be."""

from collections.abc import Iterable


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return the nearest known name as the end of a sentence, or nothing where none is near.

    Example:
        >>> suggestion("chek", ["check", "log"])
        '; did you mean check?'
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    near = get_close_matches(name, list(known), 1)
    return f"; did you mean {near[0]}?" if near else ""
