"""What entries do to a visit in plain lines."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.answers import Answers
from criteria.questions import SYMPTOMS, Reply
from criteria.steps import Consent, Step
from screens.wording.parts import report_parts
from store.log import SessionLog
from tests.screens.kiosks import BLOOD, METASTASIS, NO_SYMPTOMS
from tests.tui.plain.lines import CATALOG, Kept, to_goodbye, visited, walked, words
from tests.tui.plain.states import state_at
from tests.tui.visit.bells import TOLD, Bell
from tui.plain.page import NARROWEST, wrapped
from tui.plain.router import page_for
from tui.plain.site_programs import SitePrograms
from tui.plain.state import PlainState
from tui.visit.outcome import Outcome


def test_an_emergency_comes_at_once_says_what_to_do_before_why_and_needs_a_number() -> None:
    _, entries = walked(BLOOD, until=Step.BLOOD_MORE)
    end, said = visited([*entries, "", "", "3", "go on", "2", "l"], Kept())
    card = said[said.index("How much blood") :]
    assert card.index("Call 112 or tell a member of staff now") < card.index("You answered:") < card.index("- Coughing up more")
    assert card.count("That was not clear. What you can do: 1 to 2") == 4
    assert card.index("2. Go on") < card.index("Has a doctor ever told you")
    assert end is Outcome.LEFT


def test_stopping_for_help_leaves_the_number_to_call_and_keeps_the_record() -> None:
    journey, entries = walked(BLOOD, until=Step.BLOOD_MORE)
    log = Kept()
    end, said = visited([*entries, "1", ""], log)
    assert end is Outcome.FINISHED
    assert "Call 112 or tell a member of staff now" in said[said.index("1. Stop here") :]
    (record,) = log.records.values()
    assert (record.ended, record.left_at, record.answers) == ("help", Step.BLOOD_MORE, journey.answers)


def test_none_of_these_answers_all_six_in_one_step() -> None:
    page = page_for(state_at(Step.CHECKLIST), words())
    taken = page.take("1")
    assert isinstance(taken, PlainState)
    assert [taken.journey.answers.get(symptom) for symptom in SYMPTOMS] == [Reply.NO] * 6


def test_a_symptom_changed_on_the_check_page_opens_its_question_and_leaves_the_others() -> None:
    _, entries = walked(NO_SYMPTOMS, until=Step.CHECK)
    log = Kept()
    visited([*entries, "3", "1", "2", "1"], log)
    (record,) = log.records.values()
    assert record.answers == Answers.model_validate(NO_SYMPTOMS | {"cough": "yes", "cough_duration": "3_weeks_or_more"})


def test_back_within_the_checklist_goes_symptom_by_symptom_and_out_of_it() -> None:
    _, entries = walked(NO_SYMPTOMS, until=Step.CHECKLIST)
    _, said = visited([*entries, "2", "1", "2", "b", "b", "b", "b"], Kept())
    asked = re.findall(r"Do you have this: ([^?]+)[?]|(Do you have any of these)|(May we keep)", said)
    assert ["".join(found) for found in asked[1:]] == [
        "Do you have any of these", "Cough", "Coughing up blood", "Chest pain", "Coughing up blood", "Cough",
        "Do you have any of these", "May we keep",
    ]  # fmt: skip


def test_the_outlook_is_read_only_when_asked_for_and_every_part_says_why() -> None:
    journey, entries = walked(METASTASIS)
    outlook = words().texts.statements["S11"]
    _, unasked = visited([*entries, *to_goodbye(journey.answers)], Kept())
    assert outlook not in " ".join(unasked.split())
    last = len(report_parts(journey.answers, words()))
    also = sum(len(section.blocks) for section in report_parts(journey.answers, words())[-1].sections if not section.folded)
    _, asked = visited([*entries, "2", "2", "", "w", "2", "", "b", str(last), str(also + 1), str(also - 2), "", "l"], Kept())
    plain = " ".join(asked.split())
    assert outlook in plain
    assert plain.count("It rests on what you answered:") == 2
    assert "The source says (S11)." in plain


def test_the_summary_is_written_after_the_word_on_privacy_and_printed_where_the_site_can() -> None:
    journey, entries = walked(METASTASIS)
    printed: list[str] = []

    def print_text(text: str) -> bool:
        printed.append(text)
        return True

    take_away, finish, _ = (str(len(report_parts(journey.answers, words())) + more) for more in (1, 2, 3))
    _, said = visited([*entries, take_away, "2", "1", "", "b", finish, ""], Kept(), programs=SitePrograms(print_text))
    assert said.index("Anyone who can see or hear") < said.index("What I entered on a screen.")
    assert "It has been sent to the printer." in said
    assert printed[0].startswith("What I entered on a screen.")


def test_staff_are_called_at_an_emergency_and_from_the_help_card_and_what_follows_is_said(tmp_path: Path) -> None:
    _, entries = walked(BLOOD, until=Step.BLOOD_MORE)
    bell = Bell(tmp_path)
    _, said = visited([*entries, "1", "h", "1", "", "3", "l"], Kept(), programs=SitePrograms(calls=bell.calls()))
    called = "Staff were called. If nobody comes at once, call 112."
    assert said.index("1. Call a member of staff here") < said.index("We are calling a member of staff.") < said.index(called)
    assert said.count(called) == 2
    assert "Has a doctor ever told you" in said
    assert bell.told == TOLD
    failed = SitePrograms(calls=Bell(tmp_path / "none").calls())
    _, said = visited(["1", "2", "1", "l"], Kept(), programs=failed)
    assert "2. Call a member of staff here" in said
    assert "The call did not work. Call 112 or tell a member of staff." in " ".join(said.split())
    assert "Call a member of staff here" not in visited(["1", "h", "", "l"], Kept())[1]


def test_the_language_changes_at_any_time_and_loses_nothing() -> None:
    _, entries = walked(METASTASIS, until=Step.CHECK)
    log = Kept()
    _, said = visited([*entries[:12], "g", "2", *entries[12:], "1"], log)
    (record,) = log.records.values()
    assert record.language == "es"
    assert record.answers == Answers.model_validate(METASTASIS)
    assert CATALOG.languages["es"].check.title in said


@pytest.mark.parametrize(("consent", "kept"), [(Consent.YES, "nothing"), (Consent.NO, None)])
def test_what_somebody_will_do_is_kept_with_their_answers_and_an_emergency_comes_once_more(
    tmp_path: Path, consent: Consent, kept: str | None
) -> None:
    journey, entries = walked(BLOOD, consent=consent)
    log, (*finish, _, close) = SessionLog(tmp_path), to_goodbye(journey.answers)
    end, said = visited([*entries, *finish, "5", "2", close], log)
    assert end is Outcome.FINISHED
    once_more = " ".join(said[said.rindex(words().texts.what_now.title) :].split())
    texts = words().texts
    for text in (texts.interruption.action, texts.cards["blood_amount.more"].title, texts.result.finish):
        assert words()(text) in once_more
    # Lines are not cleared: they stay where they were written.
    assert not any(text in " ".join(said.split()) for text in (texts.what_now.clears, texts.what_now.finish))
    assert [record.what_now for record in log.scan()] == [kept]


def test_who_withdraws_consent_after_the_result_leaves_no_answers(tmp_path: Path) -> None:
    _, entries = walked(NO_SYMPTOMS)
    log = SessionLog(tmp_path)
    end, _ = visited([*entries, "b", "2", "2", "l"], log)
    assert end is Outcome.LEFT
    (record,) = log.scan()
    assert not record.kept


def test_who_goes_back_to_say_that_it_is_about_a_child_leaves_no_answers(tmp_path: Path) -> None:
    journey, entries = walked(NO_SYMPTOMS)
    steps = journey.steps()
    back = ["b"] * (steps.index(Step.RESULT) - steps.index(Step.RESPONDENT))
    log = SessionLog(tmp_path)
    end, said = visited([*entries, *back, "4", "1", ""], log)
    assert end is Outcome.FINISHED
    assert words().texts.pages[Step.UNDER_18].title in said
    assert words()(words().texts.goodbye.nothing_kept) in " ".join(said.split())
    assert [(record.kept, record.answers) for record in log.scan()] == [(False, None)]


def test_who_never_enters_anything_clear_is_not_waited_for() -> None:
    _, entries = walked(BLOOD, until=Step.BLOOD_AMOUNT)
    log = Kept()
    end, said = visited([*entries, *(["nonsense"] * 100_000)], log)
    assert end is Outcome.IDLE
    assert len(said) < 50_000
    (record,) = log.records.values()
    assert record.ended == "idle"


@given(st.lists(st.text(), max_size=5), st.integers(NARROWEST, 100))
def test_no_line_is_wider_than_asked_and_no_word_is_lost(lines: list[str], width: int) -> None:
    broken = wrapped(lines, width)
    assert all(len(line) <= width for line in broken)
    assert re.sub(r"\s", "", "".join(broken)) == re.sub(r"\s", "", "".join(lines))


def test_nothing_of_an_answer_is_in_a_repr() -> None:
    place = state_at(Step.CHECK)
    assert "colon" not in repr(place) + repr(page_for(place, words()))
