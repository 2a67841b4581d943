"""`pulmoscreen`: reads the command line, hands over to one command, and turns every error into one sentence."""

import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Final

from tui.cli.commands import build
from tui.cli.parser import Arguments, parse
from tui.process.startup import LIBRARY_VARIABLES, unblock_keys
from tui.visit.exit_codes import FOUND, INTERNAL_ERROR, INTERRUPTED, REFUSED

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from tui.config.settings import Settings

TOLD: Final = frozenset({"SettingsError", "TextsError", "LogError", "AnswersError", "RulesError"})
"""Errors whose message is a sentence for whoever typed the command. They are named, so that no command imports them all."""

OUTPUT: Final = "standard output"


class StandardOutput(io.FileIO):
    """Standard output, whose errors name it: those of a descriptor name nothing."""

    def write(self, data: "ReadableBuffer") -> int:
        """Write, or raise an error that names standard output."""
        try:
            return super().write(data)
        except OSError as error:
            error.filename = OUTPUT
            raise


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status, as `tui.visit.exit_codes` and `pulmoscreen --help` list them."""
    _clear_environment()
    _open_streams()
    try:
        return _flushed(_status(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        _drop_output()
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a traceback could show what a person answered
        if isinstance(error, OSError) and error.filename == OUTPUT:
            # Whoever read the output has gone, or its disk is full.
            _drop_output()
            if not isinstance(error, BrokenPipeError):
                _tell(f"{OUTPUT}: cannot be written: {error.strerror}")
            return FOUND
        if any(kind.__name__ in TOLD for kind in type(error).__mro__):
            _tell(str(error))
            return REFUSED
        if isinstance(error, OSError) and error.filename is not None:
            _tell(f"{os.fsdecode(error.filename)}: {error.strerror}")
            return REFUSED
        from tui.visit.error_log import traceback_location  # noqa: PLC0415 - only an error needs it

        _tell(f"internal error: {traceback_location(error)}")
        return INTERNAL_ERROR


def _status(arguments: Sequence[str]) -> int:
    try:
        return _run(arguments)
    except SystemExit as ended:
        return int(ended.code or 0)


def _run(arguments: Sequence[str]) -> int:
    args = parse(build(), arguments)
    unblock_keys(locked=args.kiosk)
    module, function = args.handler.split(":")
    gc.disable()  # nothing that is imported is garbage
    handler = getattr(import_module(module), function)
    gc.freeze()
    gc.enable()
    return int(handler(args, partial(_settings, args, dict(os.environ))))


def _settings(args: Arguments, environment: dict[str, str]) -> "Settings":
    from tui.config.loader import load_settings  # noqa: PLC0415 - a command without settings starts faster

    return load_settings(args.settings, environment)


def _clear_environment() -> None:
    # These write answers to disk, import code, press keys or lie about the size; libraries read them at import.
    for name in list(os.environ):
        if name.startswith(("TEXTUAL", "PYDANTIC")) or name in {"COLUMNS", "LINES"}:
            del os.environ[name]
    os.environ.update(LIBRARY_VARIABLES)


def _open_streams() -> None:
    for name, mode in (("stdout", "w"), ("stderr", "w"), ("stdin", "r")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - open for as long as the program
    if isinstance(was := sys.stdout, io.TextIOWrapper) and was is sys.__stdout__:
        raw = StandardOutput(was.fileno(), "w", closefd=False)
        sys.stdout = io.TextIOWrapper(
            io.BufferedWriter(raw), encoding=was.encoding, errors=was.errors, line_buffering=was.line_buffering
        )


def _flushed(status: int) -> int:
    # At exit it would be too late to say that the disk behind standard output is full.
    sys.stdout.flush()
    return status


def _drop_output() -> None:
    # What is still buffered has nowhere to go; otherwise Python tries again at exit and prints a traceback.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(sentence: str) -> None:
    # A closed standard error leaves nobody to tell; the exit status still does.
    with suppress(OSError, ValueError):
        sys.stderr.write(f"pulmoscreen: {sentence.removesuffix('.')}.\n".replace("?.\n", "?\n"))
        sys.stderr.flush()
