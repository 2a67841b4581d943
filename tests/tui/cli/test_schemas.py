"""The schemas are true in both directions: what the program writes they allow, and what they allow it accepts."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend
from pydantic import ValidationError as NotARecordError

from assets.catalog import load
from criteria.answers import OPTIONS, Answers
from criteria.assess import assess
from criteria.questions import Matter, Question
from criteria.steps import Step
from store.export import rows
from store.lines import document_of
from store.log import SessionLog
from store.record import Channel, Ended, Record, is_week
from tests.store.people import a_record, a_refusal, people
from tests.store.releases import NEXT_YEAR, put, release
from tui.cli.answers_json import AnswersError, answers_from
from tui.cli.schemas import schema_of
from tui.config.files import SettingsError
from tui.config.loader import load_settings


def _pattern(_: object, pattern: str, instance: object, __: object) -> Iterator[ValidationError]:
    # The expressions are those of ECMA-262, in which `$` is the end and nothing else.
    if isinstance(instance, str) and not re.search(re.sub(r"(?<!\\)\$", r"\\Z", pattern), instance):
        yield ValidationError("does not match")


Validator = extend(Draft202012Validator, {"pattern": _pattern})
SCHEMAS = {what: schema_of(what) for what in ("answers", "assessment", "record", "export", "config")}
ALLOWS = {what: Validator(schema).is_valid for what, schema in SCHEMAS.items()}
PEOPLE = list(people(300, weeks=5))


@pytest.mark.parametrize("what", SCHEMAS)
def test_a_schema_is_one_of_2020_12_and_has_a_name(what: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[what])
    assert SCHEMAS[what]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMAS[what]["$id"].startswith(f"urn:pulmoscreen:schema:{what}:")


Options = {
    question.value: st.lists(st.sampled_from(Matter), max_size=3)
    if question is Question.WHAT_MATTERS
    else st.sampled_from(options)
    for question, options in OPTIONS.items()
}
Strange: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.text(max_size=3), st.integers(0, 2), st.booleans(), st.just([]), st.just({})
)
Given = st.fixed_dictionaries(
    {}, optional={name: st.one_of(option, option, option, Strange) for name, option in Options.items()}
)


@given(st.one_of(Given, st.builds(lambda given, name: given | {name: "yes"}, Given, st.text(max_size=5)), Strange))
def test_answers_are_allowed_exactly_where_they_are_accepted(given_answers: object) -> None:
    data = json.dumps(given_answers)
    try:
        answers_from(data.encode())
    except AnswersError:
        assert not ALLOWS["answers"](json.loads(data))
    else:
        assert ALLOWS["answers"](json.loads(data))


def test_every_assessment_is_allowed_and_one_that_is_changed_is_not() -> None:
    random = Random(6)
    for record in PEOPLE:
        written = assess(record.answers or Answers()).model_dump(mode="json")
        assert ALLOWS["assessment"](written)
        part = random.choice(sorted(written))
        other = written | {part: [*written[part], {"id": "other"}] if isinstance(written[part], list) else 7}
        assert not ALLOWS["assessment"](other)
        assert not ALLOWS["assessment"](written | {"symptoms": written["symptoms"][::-1]})
        assert not ALLOWS["assessment"]({name: value for name, value in written.items() if name != part})


def test_every_record_as_it_is_stored_is_allowed() -> None:
    for record in (*PEOPLE, a_record(), a_refusal(), a_refusal(simulated=True), a_record(ended=Ended.RESULT)):
        assert ALLOWS["record"](document_of(record))


Change = st.one_of(
    st.sampled_from(
        [{"version": 2}, {"version": 1.0}, {"kept": False}, {"kept": "yes"}, {"id": "0"}, {"simulated": False}, {"other": 1}]
    ),
    st.sampled_from([{"left_at": step} for step in Step]),
    st.sampled_from([{"ended": ended} for ended in Ended]),
    st.sampled_from([{"channel": channel} for channel in (*Channel, "web")]),
    st.sampled_from([{"language": code} for code in ("en", "pt-br", "EN", "e", None)]),
    st.sampled_from([{"week": week} for week in ("2026-W53", "2025-W53", "2026-W00", "2026-W54", "0000-W01", "2026-47")]),
    Given.map(lambda answers: {"answers": json.loads(json.dumps(answers))}),
)
Without = st.sampled_from(sorted(Record.model_fields))


@given(st.sampled_from(PEOPLE), st.lists(Change, max_size=3), st.lists(Without, max_size=2))
def test_what_is_no_record_is_not_allowed(record: Record, changes: list[dict[str, Any]], without: list[str]) -> None:
    document = document_of(record)
    for change in changes:
        document |= change
    document = {name: value for name, value in document.items() if name not in without}
    try:
        stored = document_of(Record.model_validate(document))
    except NotARecordError:
        assert not ALLOWS["record"](document)
    else:
        # What is read is allowed as it would be stored, which is without what is None or false.
        assert ALLOWS["record"](stored)
        assert ALLOWS["record"](document) or document != stored


def test_the_weeks_that_are_allowed_are_those_of_the_calendar() -> None:
    pattern = re.compile(SCHEMAS["record"]["oneOf"][1]["properties"]["week"]["pattern"])
    weeks = [
        f"{year:04}-W{week:02}" for year in (*range(402), *range(1995, 2110), 9998, 9999) for week in (0, 1, 9, 10, 52, 53, 54)
    ]
    assert [week for week in weeks if pattern.search(week)] == [week for week in weeks if is_week(week)]


def test_every_row_of_an_export_is_allowed_and_no_other_column_or_code(log: SessionLog) -> None:
    put(log, PEOPLE)
    (row, *others) = rows(release(log, NEXT_YEAR))
    assert all(ALLOWS["export"](json.loads(json.dumps(other))) for other in (row, *others))
    for change in (
        {"cough": "maybe"},
        {"cough": None},
        {"other": "yes"},
        {"finished": "true"},
        {"first_week": ""},
        {"year": "2026"},
    ):
        assert not ALLOWS["export"](row | change)
    assert not any(ALLOWS["export"]({name: value for name, value in row.items() if name != column}) for column in row)


def toml_of(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(toml_of, value))}]"
    return str(value).lower() if isinstance(value, bool) else json.dumps(value)


Values = st.one_of(
    st.integers(-1, 3700), st.booleans(), st.text("ab' \"\\+1", max_size=6), st.lists(st.text("a \\", max_size=2), max_size=2),
    st.sampled_from(["112", "ink", "staffed", "lp -o media=A5", "lp 'a b'", "lp 'a", "/data", "$argon2id$"]),
)  # fmt: skip
Sections = {
    name.removeprefix("#/$defs/"): section["$ref"].split("/")[-1] for name, section in SCHEMAS["config"]["properties"].items()
}
Keys = [(name, key) for name, of in Sections.items() for key in SCHEMAS["config"]["$defs"][of]["properties"]]
Keys.remove(("staff", "pin_hash_file"))  # names a file that is read with the configuration


@given(st.sampled_from([*Keys, *Keys, ("site", "other"), ("other", "key")]), Values)
def test_a_setting_is_allowed_exactly_where_it_is_accepted(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[str, str], value: object
) -> None:
    section, key = place
    config: dict[str, Any] = {section: {key: value}}
    path = tmp_path_factory.getbasetemp() / "config.toml"
    path.write_text(f"[{section}]\n{key} = {toml_of(value)}\n", "utf-8")
    try:
        load_settings({"config": str(path)}, {}).languages(load())
    except SettingsError:
        assert not ALLOWS["config"](config)
    else:
        # A number or a truth in quotes is accepted as in the environment, and so is one for the other.
        assert ALLOWS["config"](config) or isinstance(value, str | bool | int)


def test_the_configuration_in_the_readme_is_allowed() -> None:
    readme = Path(__file__).parents[3] / "README.md"
    text = readme.read_text("utf-8").split("```toml\n")[1].split("```")[0]
    config = tomllib.loads(re.sub(r"^# (?=[a-z_]+ =)", "", text, flags=re.MULTILINE).replace("$argon2id$...", HASH))
    # The file is the other way to give the hash.
    del config["staff"]["pin_hash_file"]
    assert ALLOWS["config"](config), [error.message for error in Validator(SCHEMAS["config"]).iter_errors(config)]


HASH = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$c29tZWhhc2hzb21laGFzaHNvbWVoYXNo"
