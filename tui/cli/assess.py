"""`pulmoscreen assess`: reads answers as JSON and writes an assessment as JSON. It needs no configuration."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

from pydantic import BaseModel

from criteria.answers import Answers
from criteria.assess import Assessment, assess
from tui.cli.answers_json import LIMIT, AnswersError, answers_from
from tui.cli.parser import Arguments, ReadSettings
from tui.visit.exit_codes import DONE, FOUND

ReadAnswers = Callable[[bytes], Answers]

_STDIN: Final = "-"
_FINDINGS: Final = ("symptoms", "cards", "criteria", "considerations")


def run_assess(args: Arguments, _: ReadSettings) -> int:
    """Assess what `args.file` holds and return the exit status: 1 where `--lines` met a bad line.

    Raises:
        AnswersError: the input cannot be read, or is not answers; the message is a sentence that names it.
        OSError: the output cannot be written.
    """
    read = _read_response if args.fhir else answers_from
    name = "standard input" if args.file == _STDIN else _printable(args.file)
    try:
        with _opened(args.file) as source:
            return _assess_lines(source, read) if args.lines else _assess_one(source, read)
    except AnswersError as error:
        raise AnswersError(f"{name}: {error}") from None


def _printable(name: str) -> str:
    shown = "".join(letter if letter.isprintable() else "?" for letter in name)
    return shown if shown.strip() else "(no name)"


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == _STDIN:
        yield sys.stdin.buffer
        return
    try:
        source = open(file, "rb")  # noqa: PTH123, SIM115 - pathlib would change some names
    except (OSError, ValueError) as error:
        raise AnswersError(f"cannot be opened: {_reason(error)}") from None
    with source:
        yield source


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "it is not a file name"


def _read(source: BinaryIO, *, line: bool) -> bytes:
    """Read one line or everything, but at most one byte more than the answers of one person may have."""
    try:
        return source.readline(LIMIT + 1) if line else source.read(LIMIT + 1)
    except OSError as error:
        raise AnswersError(f"cannot be read: {_reason(error)}") from None


def _write(text: str) -> None:
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.buffer.flush()


def _read_response(data: bytes) -> Answers:
    from tui.cli.fhir_response import answers_in_response  # noqa: PLC0415 - the log has the names of FHIR, and nothing else here

    return answers_in_response(data)


def _assess_one(source: BinaryIO, read: ReadAnswers) -> int:
    _write(assess(read(_read(source, line=False))).model_dump_json(indent=2))
    return DONE


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Yield each line without its end; of a line that is too long, only the beginning."""
    while line := _read(source, line=True):
        yield line.removesuffix(b"\n")
        while line and not line.endswith(b"\n"):
            line = _read(source, line=True)


_WRITTEN: Final[dict[int, tuple[BaseModel, str]]] = {}
"""Findings and their JSON, by the identity of the finding, which is kept with it so that no other one can get it."""


def _finding_json(finding: BaseModel) -> str:
    """Return the JSON of a finding. There are few, the same objects in every assessment, and writing them takes longest."""
    written = _WRITTEN.get(id(finding))
    if written is None:
        written = _WRITTEN[id(finding)] = (finding, finding.model_dump_json())
    return written[1]


def compact_json(assessment: Assessment) -> str:
    """Return what `model_dump_json` returns, faster."""
    questions = ",".join(f'"{question.value}"' for question in assessment.questions_to_ask)
    findings = "".join(f',"{name}":[{",".join(map(_finding_json, getattr(assessment, name)))}]' for name in _FINDINGS)
    begin = f'{{"version":{assessment.version},"questionnaire":"{assessment.questionnaire}"'
    return f'{begin}{findings},"questions_to_ask":[{questions}]}}'


def _assess_lines(source: BinaryIO, read: ReadAnswers) -> int:
    status = DONE
    for number, line in enumerate(_lines(source), start=1):
        try:
            out = compact_json(assess(read(line)))
        except AnswersError as error:
            out = json.dumps({"line": number, "error": str(error)})
            status = FOUND
        _write(out)
    return status
