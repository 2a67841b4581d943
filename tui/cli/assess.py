"""`pulmoscreen assess`: answers as JSON in, an assessment as JSON out. Needs no configuration, words or screen."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, Final

from criteria.assess import assess
from tui.cli.answers_json import LIMIT, AnswersError, answers_from

_DONE: Final = 0
_FOUND_WRONG: Final = 1
_BAD_INPUT: Final = 2
_INTERRUPTED: Final = 130

_STDIN: Final = "-"
_EXAMPLE: Final = """example:
  echo '{"cough": "yes", "cough_duration": "3_weeks_or_more"}' | pulmoscreen assess"""


class _InputError(Exception):
    """The input cannot be opened or read; the message is a sentence that names it."""


class _OutputError(Exception):
    """The output cannot be written; the message is a sentence, or empty where the reader has simply gone."""


def add_assess_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `assess` to the commands; what it sets as `run` returns the exit status."""
    parser = commands.add_parser(
        "assess",
        help="answers as JSON to an assessment as JSON",
        description="Reads answers as one JSON object and writes what follows from them as JSON.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", nargs="?", default=_STDIN, metavar="FILE", help="answers; standard input where missing or -")
    parser.add_argument("--lines", action="store_true", help="JSON Lines in and out, in order, in constant memory")
    parser.set_defaults(run=run_assess)


def run_assess(args: argparse.Namespace) -> int:
    """Assess what `args.file` holds and return the exit status: 0, 1 (a bad line, or output cut short) or 2."""
    name = "standard input" if args.file == _STDIN else _printable(args.file)
    try:
        with _opened(args.file) as source:
            return _assess_lines(source) if args.lines else _assess_one(source)
    except (AnswersError, _InputError) as error:
        return _complain(f"{name}: {error}", _BAD_INPUT)
    except _OutputError as error:
        _abandon_output()
        return _complain(f"standard output: {error}", _FOUND_WRONG) if str(error) else _FOUND_WRONG
    except KeyboardInterrupt:
        _abandon_output()
        return _INTERRUPTED


def _printable(name: str) -> str:
    shown = "".join(letter if letter.isprintable() else "?" for letter in name)
    return shown if shown.strip() else "(no name)"


def _complain(sentence: str, status: int) -> int:
    # A closed standard error leaves nobody to tell; the exit status still does.
    if sys.stderr is not None:
        with suppress(OSError):
            print(f"pulmoscreen assess: {sentence}.", file=sys.stderr, flush=True)  # noqa: T201 - errors go to standard error
    return status


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == _STDIN:
        if sys.stdin is None:
            raise _InputError("is closed; a JSON object is expected")
        yield sys.stdin.buffer
        return
    try:
        source = open(file, "rb")  # noqa: PTH123, SIM115 - a path would refuse what the system may still open
    except (OSError, ValueError) as error:
        raise _InputError(f"cannot be opened: {_reason(error)}") from None
    with source:
        yield source


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "it is not a file name"


def _read(source: BinaryIO, *, line: bool) -> bytes:
    """Read one line or everything, but never more than one byte beyond what one person's answers may have."""
    try:
        return source.readline(LIMIT + 1) if line else source.read(LIMIT + 1)
    except OSError as error:
        raise _InputError(f"cannot be read: {_reason(error)}") from None


def _write(text: str) -> None:
    if sys.stdout is None:
        raise _OutputError("is closed")
    try:
        sys.stdout.buffer.write(f"{text}\n".encode())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise _OutputError from None
    except OSError as error:
        raise _OutputError(f"cannot be written: {_reason(error)}") from None


def _abandon_output() -> None:
    # What is still buffered has nowhere to go; without this, Python tries again at exit and prints a traceback.
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _assess_one(source: BinaryIO) -> int:
    _write(assess(answers_from(_read(source, line=False))).model_dump_json(indent=2))
    return _DONE


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Yield each line without its end; of one that is too long only as much as shows that it is."""
    while line := _read(source, line=True):
        yield line.removesuffix(b"\n")
        while line and not line.endswith(b"\n"):
            line = _read(source, line=True)


def _assess_lines(source: BinaryIO) -> int:
    status = _DONE
    for number, line in enumerate(_lines(source), start=1):
        try:
            out = assess(answers_from(line)).model_dump_json()
        except AnswersError as error:
            out = json.dumps({"line": number, "error": str(error)})
            status = _FOUND_WRONG
        _write(out)
    return status
