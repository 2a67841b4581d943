"""`assess` as a person or a program meets it: real processes and pipes, and input of every bad kind."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from criteria.answers import Answers
from criteria.assess import assess
from tests.tui.cli.assess_process import command, environment, lines_of, refused, run, run_alone
from tui.cli.answers_json import LIMIT, AnswersError, answers_from

GOOD: Final = {"cough": "yes", "cough_duration": "3_weeks_or_more", "cancer_history": "no"}
TOLD: Final = {"cancer_history": "yes", "told_lung_metastasis": "yes"}
DATA: Final = json.dumps(GOOD).encode()


def _expected(said: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    return assess(Answers.model_validate(said)).model_dump(mode="json")


@pytest.mark.parametrize("args", [(), ("-",)])
def test_answers_on_standard_input_become_an_assessment(args: tuple[str, ...]) -> None:
    done = run_alone(*args, given=DATA)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == _expected(GOOD)
    assert done.stdout.startswith(b'{\n  "version": 2,\n')
    assert lines_of(done.stdout)[-1] == b"}"


def test_answers_in_a_file_become_the_same_assessment(tmp_path: Path) -> None:
    (tmp_path / "answers.json").write_bytes(DATA)
    assert run(str(tmp_path / "answers.json")).stdout == run(given=DATA).stdout


def test_no_answers_at_all_are_answers() -> None:
    assert json.loads(run(given=b" {} ").stdout) == _expected({})


def test_the_command_starts_without_textual_tinydb_or_words(tmp_path: Path) -> None:
    told = tmp_path / "modules"
    assert run_alone(given=DATA, TELL_MODULES=str(told)).returncode == 0
    assert not {"textual", "tinydb", "segno", "assets", "store", "screens", "asyncio"} & set(told.read_text().split())


BAD: Final = {
    "not JSON": (b"cough: yes", "not JSON"),
    "cut short": (b'{"cough": "yes"', "not JSON"),
    "two objects": (b"{} {}", "not JSON"),
    "empty": (b"", "is empty"),
    "only spaces": (b" \n\t ", "is empty"),
    "a byte order mark": (b"\xef\xbb\xbf" + DATA, "byte order mark"),
    "UTF-16": ("{}".encode("utf-16"), "not UTF-8"),
    "invalid UTF-8": (b'{"cough": "\xff"}', "not UTF-8"),
    "a list": (b"[]", "is a list"),
    "null": (b"null", "is null"),
    "a number": (b"1e999", "is a number"),
    "a string": (b'"yes"', "is a string"),
    "true": (b"true", "is true or false"),
    "NaN": (b'{"cough": NaN}', "NaN"),
    "infinity": (b"-Infinity", "NaN and Infinity"),
    "a huge number": (b'{"cough": ' + b"9" * 60_000 + b"}", "cough: is a number; allowed is a string"),
    "a huge exponent": (b'{"cough": 1e999999999}', "cough: is a number"),
    "a nesting bomb of lists": (b"[" * 60_000, "nested too deeply"),
    "a nesting bomb of objects": (b'{"":' * 15_000, "nested too deeply"),
    "a value that nests": (b'{"cough": {"yes": []}}', "cough: is an object; allowed is a string"),
    "a repeated key": (b'{"cough": "no", "cough": "yes"}', "cough: is there twice"),
    "a repeated hostile key": (b'{"\\u001b[2J": "no", "\\u001b[2J": "yes"}', "holds a key twice"),
    "null as an answer": (b'{"cough": null}', "cough: is null; allowed is a string"),
    "true as an answer": (b'{"cough": true}', "cough: is true or false; allowed is a string"),
    "a list as an answer": (b'{"cough": ["yes"]}', "cough: is a list; allowed is a string"),
    "an unknown option": (b'{"cough": "zebra"}', "cough: is not one of its options; allowed are yes, no, unsure, declined."),
    "an empty option": (b'{"cough": ""}', "cough: is not one of its options"),
    "an option in capitals": (b'{"cough": "YES"}', "cough: is not one of its options"),
    "a lone surrogate": (b'{"cough": "\\ud800"}', "cough: is not one of its options"),
    "a lone surrogate as a key": (b'{"\\ud800": "yes"}', "holds a key that is not a question"),
    "an unknown question": (b'{"cuogh": "yes"}', "cuogh: is not a question; the nearest that is known is cough."),
    "a question in capitals": (b'{"COUGH": "yes"}', "COUGH: is not a question; the nearest that is known is cough."),
    "a strange question": (b'{"q": "yes"}', "q: is not a question; known are cough, blood_in_sputum, "),
    "a closed question": (
        b'{"cough_duration": "unsure"}',
        "cough_duration: is closed by the other answers; it is allowed only",
    ),
    "a question closed by no": (b'{"cough": "no", "cough_duration": "unsure"}', "it is allowed only where cough is yes."),
    "a question closed further up": (b'{"only_metastasis": "yes"}', "it is allowed only where told_lung_metastasis is yes."),
    "a wrong answer beside one it would open": (b'{"cough_duration": "unsure", "cough": "Yes"}', "cough: is not one of its"),
    "too much": (b'{"cough": "yes"' + b" " * LIMIT + b"}", "is too long"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_refused_with_one_sentence(kind: str) -> None:
    data, sentence = BAD[kind]
    told = refused(run(given=data))
    assert told.startswith("pulmoscreen: standard input: ")
    assert sentence in told
    assert "zebra" not in told


@pytest.mark.parametrize("kind", ["not JSON", "invalid UTF-8", "too much", "a nesting bomb of lists"])
def test_a_process_of_its_own_refuses_bad_input_in_the_same_words(kind: str) -> None:
    data, _ = BAD[kind]
    assert refused(run_alone(given=data)) == refused(run(given=data))


@pytest.mark.parametrize(
    "key", ["\u001b]0;zebra\u0007", "zebra\n", "zebra" * 20, "z\u00e9bra zebra", "zebra zebra", "\u202ezebra", ""]
)
def test_a_hostile_question_is_not_repeated(key: str) -> None:
    told = refused(run(given=json.dumps({key: "yes"}).encode()))
    assert "holds a key that is not a question; known are cough, " in told
    assert "zebra" not in told


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ("people", "what_matters: is a string; allowed is a list of strings"),
        ([], "what_matters: is an empty list; allowed are different options, or declined alone"),
        (["people", "people"], "what_matters: holds an option twice; allowed are different options"),
        (["people", "declined"], "what_matters: holds declined beside other options; allowed are"),
        (["people", 1], "what_matters: holds something that is not a string"),
        (["people", ["time"]], "what_matters: holds something that is not a string"),
        (["people", "zebra"], "what_matters: is not one of its options; allowed are people, independence, "),
    ],
)
def test_what_matters_is_refused_where_it_is_no_clear_choice(chosen: object, sentence: str) -> None:
    with pytest.raises(AnswersError) as error:
        answers_from(json.dumps(TOLD | {"what_matters": chosen}).encode())
    assert sentence in str(error.value)
    assert "zebra" not in str(error.value)


def test_an_object_of_exactly_the_limit_is_taken() -> None:
    assert answers_from(b"{" + b" " * (LIMIT - 2) + b"}") == Answers()
    with pytest.raises(AnswersError):
        answers_from(b"{" + b" " * (LIMIT - 1) + b"}")


def test_a_file_that_is_not_there_a_folder_and_a_name_that_is_none_are_refused(tmp_path: Path) -> None:
    assert "missing.json: cannot be opened: No such file or directory." in refused(run(str(tmp_path / "missing.json")))
    assert "cannot be opened: Is a directory." in refused(run(str(tmp_path)))
    assert "(no name): cannot be opened: " in refused(run(""))
    assert "??[2Jx: cannot be opened: " in refused(run("\n\x1b[2Jx"))


def test_an_endless_file_is_refused_without_being_read_to_its_end() -> None:
    assert "is too long" in refused(run("/dev/zero"))


def test_the_helpers_of_these_tests_name_the_command() -> None:
    assert command("-")[-2:] == ["assess", "-"]
    assert "HOME" not in environment()
