"""Every state of the answer space gives a valid response that reads back to the same answers; all else is refused."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pytest

from criteria.answers import Answers
from criteria.assess import assess
from criteria.questions import Question
from store.columns import NOT_ASKED, NOT_REACHED
from store.fhir import item_of, write_fhir
from store.log import SessionLog
from tests.axes import anyone, each_axis, pairs
from tests.bench.fhir import rate
from tests.fhir.checker import response_faults
from tests.fhir.responses import lines_of, questionnaire, response, row_of
from tests.store.people import people
from tests.store.releases import put
from tests.tui.cli.in_process import called
from tui.cli.answers_json import AnswersError
from tui.cli.fhir_response import answers_in_response
from tui.gallery.app import PERSON

Json = dict[str, Any]


def differing(people: Iterable[Answers]) -> list[Answers]:
    """Return those whose response is not valid, or does not read back to what they answered."""
    every = list(people)
    lines = lines_of(*map(row_of, every))
    assert len(lines) == len(every)
    return [
        answers
        for answers, line in zip(every, lines, strict=True)
        if answers_in_response(line) != answers or response_faults(json.loads(line), questionnaire())
    ]


def test_every_answer_of_each_axis_gives_a_valid_response_that_reads_back() -> None:
    assert differing(each_axis()) == []
    assert differing(anyone(300)) == []


@pytest.mark.slow
def test_every_answer_of_each_two_axes_gives_a_valid_response_that_reads_back() -> None:
    assert differing(pairs()) == []
    assert differing(anyone(30_000, seed=3)) == []


def test_an_item_depends_on_its_own_question_alone_so_that_every_state_is_made_of_those_that_were_read_back() -> None:
    for answers in (*each_axis(), *anyone(100)):
        given = answers.model_dump(mode="json", exclude_none=True)
        wanted = [item_of(Question(name), said if isinstance(said, list) else [said]) for name, said in given.items()]
        assert response(answers).get("item", []) == wanted


def test_it_says_nothing_of_a_person_and_has_what_every_export_has() -> None:
    found = response(PERSON)
    assert not {"id", "identifier", "subject", "author", "source", "authored", "encounter", "basedOn"} & found.keys()
    assert {part["url"]: part["valueString"] for part in found["extension"]} == {
        "urn:pulmoscreen:first_week": "2026-W40", "urn:pulmoscreen:last_week": "2026-W47", "urn:pulmoscreen:channel": "ssh",
    }  # fmt: skip
    assert (found["language"], found["status"], "meta" in found) == ("es", "completed", False)
    assert "language" not in response(PERSON, language="not_told")
    assert response(PERSON, simulated=True)["meta"]["tag"][0]["code"] == "HTEST"
    assert response(PERSON, finished=False)["status"] == "stopped"


def test_models_of_another_hand_take_responses() -> None:
    models = pytest.importorskip("fhir.resources.R4B.questionnaireresponse", reason="fhir.resources is not installed")
    for answers in (Answers(), PERSON, *anyone(20)):
        found = response(answers, simulated=True)
        assert json.loads(models.QuestionnaireResponse.model_validate(found).model_dump_json()) == found


def _of(*items: tuple[str, tuple[str, ...]], **more: Any) -> Json:  # noqa: ANN401 - any element
    """Return a response with these items and elements."""
    found = [item_of(Question(name), codes) for name, codes in items]
    return response(Answers()) | {"status": "stopped", "item": found} | more


def _cough(**more: Any) -> Json:  # noqa: ANN401 - any element
    """Return a response whose first item has these elements."""
    first, *others = _of(("cough", YES), ("weakness", NO))["item"]
    return _of(item=[first | more, *others])


YES, NO = ("yes",), ("no",)
TOLD: Final = (("cancer_history", YES), ("told_lung_metastasis", YES))
FOREIGN: Final = {"valueCoding": {"system": "urn:x", "code": "yes"}}
TWO: Final = item_of(Question.COUGH, ("yes", "no"))["answer"]
REFUSED: Final[dict[str, tuple[Json, str]]] = {
    "unknown linkId": (_cough(linkId="coughs"), "coughs: is not a question; the nearest that is known is cough"),
    "wrong order": (_of(("weakness", NO), ("cough", NO)), "cough: stands after a later question"),
    "twice": (_of(("cough", NO), ("cough", NO)), "cough: is there twice; allowed is once"),
    "not among the options": (_of(("cough", ("perhaps",))), "cough: is not one of its options; allowed are yes, no, unsure"),
    "disabled": (_of(("cough", NO), ("cough_duration", ("unsure",))), "cough_duration: is closed by the other answers"),
    "exclusive with others": (_of(*TOLD, ("what_matters", ("time", "declined"))), "what_matters: holds declined beside other"),
    "an option twice": (_of(*TOLD, ("what_matters", ("time", "time"))), "what_matters: holds an option twice"),
    "several answers": (_cough(answer=TWO), "cough: has not one answer"),
    "no answer": (_cough(answer=[]), "cough: has not one answer"),
    "another system": (_cough(answer=[FOREIGN]), "cough: has a code of another system"),
    "a text for an answer": (_cough(answer=[{"valueString": "yes"}]), "cough: has an answer without a code"),
    "an item below an item": (_cough(item=[]), "cough: holds more than an answer"),
    "a gap": (_of(("cough", NO), status="completed"), "blood_in_sputum: has no answer"),
    "another questionnaire": (_of(questionnaire="urn:other|2"), "questionnaire: is another one"),
    "another version": (_of(questionnaire="urn:pulmoscreen:questionnaire|1"), "questionnaire: is another one"),
    "another resource": (_of(resourceType="Patient"), "resourceType: is not allowed; allowed is QuestionnaireResponse"),
    "items that are no list": (_of(item={}), "item: is not a list"),
    "an item that is none": (_of(item=["cough"]), "item: holds something without a linkId"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_valid_response_is_refused_with_a_sentence(kind: str) -> None:
    document, sentence = REFUSED[kind]
    with pytest.raises(AnswersError) as refused:
        answers_in_response(json.dumps(document).encode())
    assert str(refused.value).startswith(sentence)


def test_assess_reads_responses_one_or_many_and_names_the_line_of_a_bad_one(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(response(PERSON)), "utf-8")
    one = called("assess", "--fhir", str(tmp_path / "one.json"))
    assert json.loads(one.stdout) == assess(PERSON).model_dump(mode="json")
    bad, _ = REFUSED["wrong order"]
    given = b"\n".join([*lines_of(row_of(PERSON), row_of(Answers())), json.dumps(bad).encode()])
    many = called("assess", "--fhir", "--lines", given=given)
    first, second, third = map(json.loads, many.stdout.splitlines())
    assert many.returncode == 1
    assert [first, second] == [assess(answers).model_dump(mode="json") for answers in (PERSON, Answers())]
    assert (third["line"], third["error"][:6]) == (3, "cough:")


def test_the_export_of_a_log_has_a_valid_response_for_each_row(tmp_path: Path) -> None:
    put(SessionLog(tmp_path / "log"), people(200))
    args = ("log", "export", "--data", str(tmp_path / "log"), "--format")
    file = tmp_path / "visits.ndjson"
    assert called(*args, "fhir", "-o", str(file)).returncode == 0
    rows = [json.loads(line) for line in called(*args, "jsonl", "-o", "-").stdout.splitlines()]
    responses = [json.loads(line) for line in file.read_bytes().splitlines()]
    assert len(responses) == len(rows) > 50
    for row, found in zip(rows, responses, strict=True):
        assert response_faults(found, questionnaire()) == []
        assert found["status"] == ("completed" if row["finished"] else "stopped")
        given = {item["linkId"]: item["answer"][0]["valueCoding"]["code"] for item in found.get("item", [])}
        asked = {name: row[name] for name in row if name in [*Question] and row[name] not in {NOT_ASKED, NOT_REACHED}}
        assert {name: code for name, code in given.items() if name != "what_matters"} == asked


@pytest.mark.slow
def test_an_export_writes_more_than_50_000_responses_a_second_of_processor_time() -> None:
    found, _ = rate(write_fhir, 50_000)
    assert found > 50_000
