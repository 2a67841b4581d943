"""What holds however a person moves: any answers, any going back, any change, any key that came too late."""

from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from pydantic import ValidationError

from criteria.answers import Answers
from criteria.assess import assess
from criteria.journey import Journey, RefusedError
from criteria.questions import Matter
from criteria.steps import CHOICES, NOT_ASKED, REDIRECTS, STEP_OF, Step, questions_of
from tests.criteria.spaces import TOLD
from tests.criteria.statements import EMERGENCIES, FOLLOW_UPS
from tests.criteria.walks import LONGEST, given_for, going_on, straight

BEHIND: Final = {
    **{symptom: {follow_up} for symptom, (follow_up, _) in FOLLOW_UPS.items()},
    "cancer_history": {"primary_site", "told_lung_metastasis", *TOLD},
    "told_lung_metastasis": set(TOLD),
}
"""What each answer closes when it is not yes, written from the journey."""

INTERRUPTED: Final = {follow_up: option for _, follow_up, option in EMERGENCIES}


class Person(RuleBasedStateMachine):
    """Somebody who presses every key there is, beside a plain dictionary of what they last said."""

    def __init__(self) -> None:
        super().__init__()
        self.journey = Journey()
        self.said: dict[str, Any] = {}

    @initialize(data=st.data(), far=st.booleans())
    def start(self, data: st.DataObject, far: bool) -> None:  # noqa: FBT001 - drawn, not passed by anybody
        """Begin at Welcome, or on the check page, where most of what can go wrong begins."""
        while far and self.journey.step is not Step.CHECK:
            given = data.draw(going_on(self.journey.step))
            self._say(given)
            self.journey = self.journey.submit(self.journey.step, given)

    def _say(self, given: dict[str, Any]) -> None:
        if given.get(Step.RESPONDENT) in NOT_ASKED:
            self.said = {}
        said = {question: answer for question, answer in given.items() if question not in CHOICES}
        if "what_matters" in said:
            said["what_matters"] = tuple(matter for matter in Matter if matter in said["what_matters"])
        self.said.update(said)
        for question, behind in BEHIND.items():
            if self.said.get(question) != "yes":
                self.said = {kept: answer for kept, answer in self.said.items() if kept not in behind}

    def _met_an_emergency(self) -> bool:
        return any(card.level == "emergency" for card in assess(self.journey.answers).cards)

    @precondition(lambda self: self.journey.step is not Step.GOODBYE)
    @rule(data=st.data())
    def submit(self, data: st.DataObject) -> None:
        before, given = self.journey, data.draw(given_for(self.journey.step))
        self.journey = after = before.submit(before.step, given)
        if after.step is Step.GOODBYE:
            assert before.step in {Step.WHAT_NOW, Step.EMERGENCY_AGAIN, *REDIRECTS}
            said = given.get(Step.WHAT_NOW, before.what_now)
            assert after == Journey(step=Step.GOODBYE, consent=before.consent, what_now=said)
            self.said = {}
            return
        self._say(given)
        assert (after.step is Step.EMERGENCY_AGAIN) == (given.get(Step.WHAT_NOW) == "nothing" and self._met_an_emergency())
        for question, option in INTERRUPTED.items():
            assert given.get(question) != option or after.step == f"{question}.{option}"
        if after.step is Step.CHECK:
            assert after.changing is None
            missing = [question for question in after.asked() if after.answers.get(question) is None]
            if missing:
                # Somebody went back out of a change that had opened a question: it is asked before the report.
                assert after.submit(Step.CHECK).step is STEP_OF[missing[0]]
            else:
                again = straight(Journey(), after.answers, after.consent, after.respondent)
                assert after == replace(again, what_now=after.what_now)
        if before.step is Step.CHECK and after.step is Step.RESULT:
            assert all(after.answers.get(question) is not None for question in after.asked())

    @rule()
    def back(self) -> None:
        before = self.journey
        self.journey = after = before.back()
        assert replace(after, step=before.step, changing=before.changing) == before
        steps = before.steps()
        assert after.step is Step.CHECK or after == before or steps.index(after.step) == steps.index(before.step) - 1

    @precondition(lambda self: self.journey.step is Step.CHECK)
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        asking = [step for step in self.journey.steps() if questions_of(step) or step is Step.CONSENT]
        step = data.draw(st.sampled_from(asking))
        before, self.journey = self.journey, self.journey.change(step)
        assert self.journey.step is step
        assert (self.journey.answers, self.journey.seen) == (before.answers, before.seen)
        assert self.journey.back() == before

    @rule(data=st.data(), step=st.sampled_from(Step))
    def press_a_stale_key(self, data: st.DataObject, step: Step) -> None:
        if step is not self.journey.step or step is Step.GOODBYE:
            with pytest.raises(RefusedError):
                self.journey.submit(step, data.draw(given_for(step)))

    @rule(data=st.data(), other=st.sampled_from(Step))
    def give_a_foreign_answer(self, data: st.DataObject, other: Step) -> None:
        given = data.draw(given_for(other))
        if given.keys() != data.draw(given_for(self.journey.step)).keys():
            with pytest.raises(RefusedError):
                self.journey.submit(self.journey.step, given)

    @rule(option=st.sampled_from(["maybe", "", 1, True, ["yes"], {"yes": "yes"}, None]))
    def give_an_answer_that_is_no_option(self, option: object) -> None:
        asked: list[str] = [*questions_of(self.journey.step), *([self.journey.step] if self.journey.step in CHOICES else [])]
        if asked:
            with pytest.raises((RefusedError, ValidationError)) as refused:
                self.journey.submit(self.journey.step, dict.fromkeys(asked, option))
            assert "maybe" not in f"{refused.value}{refused.value!r}"

    @precondition(lambda self: self.journey.step is not Step.CHECK)
    @rule(step=st.sampled_from(Step))
    def change_where_nothing_can_be_changed(self, step: Step) -> None:
        with pytest.raises(RefusedError):
            self.journey.change(step)

    @precondition(lambda self: self.journey.step is Step.GOODBYE)
    @rule()
    def next_person(self) -> None:
        self.journey = Journey()

    @invariant()
    def answers_are_what_was_last_said_and_no_closed_answer_survives(self) -> None:
        assert self.journey.answers.given() == self.said
        assert self.journey.answers == Answers.model_validate(self.said)

    @invariant()
    def the_step_is_among_the_steps_and_asks_only_what_is_open(self) -> None:
        assert self.journey.step in self.journey.steps()
        assert list(self.journey.steps()) == [step for step in Step if step in self.journey.steps()]
        if self.journey.respondent in NOT_ASKED:
            assert (self.journey.asked(), self.journey.consent, self.said) == ((), None, {})
            return
        hidden = {question for opener, behind in BEHIND.items() if self.said.get(opener) != "yes" for question in behind}
        assert set(self.journey.asked()) == set(Answers.model_fields) - hidden

    @invariant()
    def going_back_ends_and_from_a_change_it_ends_on_the_check_page(self) -> None:
        here, checked = self.journey, self.journey.changing is None
        for _ in range(2 * LONGEST):
            if here.step in {Step.WELCOME, Step.HELP_CARD, Step.GOODBYE} or (checked and here.step is Step.CHECK):
                break
            here = here.back()
            checked = checked or here.step is Step.CHECK
        assert here.step in {Step.WELCOME, Step.HELP_CARD, Step.CHECK, Step.GOODBYE}
        assert checked, "a change has to lead back to the check page"

    @invariant()
    def the_result_rests_on_the_visible_answers_alone(self) -> None:
        assert assess(self.journey.answers) == assess(Answers.model_validate(self.said))

    @invariant()
    def nothing_shows_an_answer(self) -> None:
        assert f"{self.journey!r}{self.journey}" == "Journey()Journey()"
        assert f"{self.journey.answers!r}{self.journey.answers}" == "Answers()"


# A failing walk is shown as it was found: shortening one takes minutes and it has few enough steps to be read.
_WALKS = settings(
    max_examples=30,
    stateful_step_count=40,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
Person.TestCase.settings = _WALKS
TestAnyPerson = Person.TestCase


class People(Person):
    """The same, for the slow run."""


People.TestCase.settings = settings(_WALKS, max_examples=200)
TestManyPeople = pytest.mark.slow(People.TestCase)
