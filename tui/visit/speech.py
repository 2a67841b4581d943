"""Reads a text aloud with the site's program, and stops at once."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Final

LANGUAGE: Final = "{language}"
"""Stands in an argument for the code of the language."""

_KNOWN: Final = dict.fromkeys(("espeak-ng", "espeak"), ("--stdin", "-v", LANGUAGE))
"""The arguments of programs that can be named alone."""


def speech_argv(command: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return the program and its arguments for a language."""
    whole = (*command, *(_KNOWN.get(Path(command[0]).name, ()) if len(command) == 1 else ()))
    return tuple(word.replace(LANGUAGE, language) for word in whole)


class Speaker:
    """Speaks one text at a time. The program gets it on standard input, in a process group of its own."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_speaking(self) -> bool:
        """Whether the program still runs."""
        return self._process is not None and self._process.poll() is None

    def speak(self, text: str, language: str) -> None:
        """Read a text, which fits the buffer of a pipe, in place of the one before; nothing where there is no such program."""
        self.stop()
        with suppress(OSError, ValueError):
            self._process = subprocess.Popen(  # noqa: S603 - the site names it
                speech_argv(self._command, language),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            if self._process.stdin is not None:
                os.set_blocking(self._process.stdin.fileno(), False)
                with self._process.stdin as pipe:
                    pipe.write(text.encode())

    def stop(self) -> bool:
        """End the program and all that it has started; return whether it was speaking."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return False
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
