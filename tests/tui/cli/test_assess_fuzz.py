"""Whatever is fed to `assess`: an assessment or one sentence, never a traceback, never a value said back."""

import json
from typing import Any, Final

import pytest
from hypothesis import given as with_any
from hypothesis import settings
from hypothesis import strategies as st

from criteria.answers import OPTIONS, Answers
from criteria.questions import Question
from tests.amounts import little_and_much, try_examples
from tests.tui.cli.assess_process import assert_one_sentence, lines_of, run
from tui.cli.answers_json import AnswersError, answers_from

MARK: Final = "zebra"
"""Put into every made-up value, so that a value that is said back is found."""

VALUES: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text().map(lambda text: MARK + text),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.text(max_size=4), below, max_size=4),
    max_leaves=8,
)
RIGHT: Final = {question: st.sampled_from([option.value for option in OPTIONS[question]]) for question in Question}
OBJECTS: Final = st.dictionaries(
    st.sampled_from(list(Question)) | st.text(max_size=12),
    VALUES | st.sampled_from(["yes", "no", "unsure", ["time"]]),
    max_size=8,
)
ALMOST_RIGHT: Final = st.fixed_dictionaries({}, optional={question.value: option for question, option in RIGHT.items()})
JSONS: Final[st.SearchStrategy[bytes]] = (OBJECTS | ALMOST_RIGHT | VALUES).map(lambda value: json.dumps(value).encode())
BYTES: Final = st.binary(max_size=200) | JSONS | st.tuples(JSONS, st.binary(max_size=9)).map(b"".join)


def _outcome(data: bytes) -> Answers | str:
    try:
        return answers_from(data)
    except AnswersError as error:
        return str(error)


@pytest.mark.parametrize("count", little_and_much(200, 3_000))
def test_any_bytes_are_answers_or_one_sentence(count: int) -> None:
    def is_one_or_the_other(data: bytes) -> None:
        found = _outcome(data)
        assert isinstance(found, Answers) or (found.isascii() and found.isprintable() and len(found) < 600)

    try_examples(count, BYTES, is_one_or_the_other)


@pytest.mark.parametrize("count", little_and_much(200, 3_000))
def test_no_value_is_ever_said_back(count: int) -> None:
    def is_not_said(value: Any) -> None:  # noqa: ANN401 - any JSON
        assert MARK not in str(_outcome(json.dumps(value).encode()))

    try_examples(count, OBJECTS | VALUES, is_not_said)


@pytest.mark.parametrize("count", little_and_much(100, 1_000))
def test_nothing_is_silently_dropped(count: int) -> None:
    def is_kept_or_named(said: dict[str, str]) -> None:
        found = _outcome(json.dumps(said).encode())
        if isinstance(found, Answers):
            assert found.given() == said
        else:
            assert any(f"{question}: " in found for question in said)

    try_examples(count, ALMOST_RIGHT, is_kept_or_named)


@settings(max_examples=25)
@with_any(BYTES)
def test_the_program_fed_anything_ends_with_0_or_2(data: bytes) -> None:
    done, expected = run(given=data), _outcome(data)
    assert done.returncode == (0 if isinstance(expected, Answers) else 2)
    if done.returncode:
        assert done.stdout == b""
        assert_one_sentence(done.stderr.decode())
    assert MARK.encode() not in done.stderr


@settings(max_examples=15)
@with_any(st.lists(BYTES.map(lambda data: data.replace(b"\n", b" ")), min_size=1, max_size=60))
def test_the_program_fed_any_lines_answers_each_in_its_place(data: list[bytes]) -> None:
    done = run("--lines", given=b"\n".join(data) + b"\n")
    found = [json.loads(line) for line in lines_of(done.stdout)]
    expected = [_outcome(line) for line in data]
    bad = [number for number, outcome in enumerate(expected, start=1) if isinstance(outcome, str)]
    assert (done.returncode, done.stderr) == (1 if bad else 0, b"")
    assert len(found) == len(data)
    assert [line["line"] for line in found if "line" in line] == bad
    assert MARK.encode() not in done.stdout
