"""What is said to a process that waits for its person: that their turn has come. It is one line of a pipe."""

from typing import Final

_TURN: Final = "turn"


def turn(*, after_error: bool, language: str | None) -> bytes:
    """Return what is said to a process whose turn it is; of the person before, a language at most."""
    return f"{_TURN} {int(after_error)} {language or ''}\n".encode()


def turn_from(said: bytes) -> tuple[bool, str | None]:
    """Return whether the process before has crashed, and the language in which to say sorry."""
    _, after_error, language = said.decode().removesuffix("\n").split(" ")
    return after_error == "1", language or None
