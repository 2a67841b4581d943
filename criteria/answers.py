"""One frozen model: a typed field for each question, in asking order. A closed question cannot hold an answer."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from criteria.questions import (
    OPENED_BY_YES_TO,
    BloodAmount,
    BreathingKind,
    ChestPainKind,
    Condition,
    CoughDuration,
    Matter,
    PrimarySite,
    Question,
    Removed,
    Reply,
    RulesError,
    WeaknessKind,
    WeightLossAmount,
)


def _unasked() -> Any:  # noqa: ANN401 - pydantic's Field is typed Any; the field's own annotation decides
    return Field(default=None, repr=False)


class Answers(BaseModel):
    """What a person answered. `None` is a question not answered yet; assessing counts it as declined.

    Raises:
        pydantic.ValidationError: an unknown question or option, or an answer to a closed question. Its
            message holds no value that was entered.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    cough: Reply | None = _unasked()
    blood_in_sputum: Reply | None = _unasked()
    chest_pain: Reply | None = _unasked()
    breathlessness: Reply | None = _unasked()
    weakness: Reply | None = _unasked()
    weight_loss: Reply | None = _unasked()
    cough_duration: CoughDuration | None = _unasked()
    blood_amount: BloodAmount | None = _unasked()
    chest_pain_kind: ChestPainKind | None = _unasked()
    breathing_kind: BreathingKind | None = _unasked()
    weakness_kind: WeaknessKind | None = _unasked()
    weight_loss_amount: WeightLossAmount | None = _unasked()
    cancer_history: Reply | None = _unasked()
    primary_site: PrimarySite | None = _unasked()
    told_lung_metastasis: Reply | None = _unasked()
    primary_curable: Reply | None = _unasked()
    primary_removed: Removed | None = _unasked()
    only_metastasis: Reply | None = _unasked()
    well_defined_area: Reply | None = _unasked()
    general_condition: Condition | None = _unasked()
    what_matters: tuple[Matter, ...] | None = _unasked()

    @field_validator("what_matters")
    @classmethod
    def _one_way_to_say_it(cls, chosen: tuple[Matter, ...] | None) -> tuple[Matter, ...] | None:
        if chosen is None:
            return None
        if not chosen:
            raise PydanticCustomError("none_chosen", "is an empty list")
        if len(set(chosen)) < len(chosen):
            raise PydanticCustomError("chosen_twice", "holds an option twice")
        if Matter.DECLINED in chosen and len(chosen) > 1:
            raise PydanticCustomError("declined_with_others", "holds declined beside other options")
        return tuple(matter for matter in Matter if matter in chosen)

    @model_validator(mode="after")
    def _closed_questions_hold_nothing(self) -> Self:
        given = self.__dict__
        for question, opener in OPENED_BY_YES_TO.items():
            if given[question] is not None and given[opener] is not Reply.YES:
                raise PydanticCustomError("closed", "{question} {opener}", {"question": question, "opener": opener})
        return self

    def get(self, question: Question) -> Any:  # noqa: ANN401 - each question has its own type; a table needs them all
        """Return the answer to `question`, or None while it has none."""
        return self.__dict__[question]

    def is_open(self, question: Question) -> bool:
        """Say whether these answers leave `question` open, that is, whether it is asked."""
        opener = OPENED_BY_YES_TO.get(question)
        return opener is None or self.__dict__[opener] is Reply.YES

    def given(self) -> dict[Question, Any]:
        """Return the answers there are, in asking order."""
        return {question: answer for question in Question if (answer := self.get(question)) is not None}

    def with_given(self, new: Mapping[Question, Any]) -> Self:
        """Return these answers with `new` in them; what `new` closes is gone.

        Raises:
            pydantic.ValidationError: as for the model.
        """
        merged = self.given() | dict(new)
        for question, opener in OPENED_BY_YES_TO.items():
            if merged.get(opener) != Reply.YES and question not in new:
                merged.pop(question, None)
        return type(self).model_validate(merged)


def _options(question: Question) -> type[StrEnum]:
    if question not in Answers.model_fields:
        raise RulesError(f"criteria/answers.py: {question}: Answers has no field for this question; add it")
    kind = next(part for part in get_args(Answers.model_fields[question].annotation) if part is not type(None))
    return Matter if kind == tuple[Matter, ...] else kind


OPTIONS: Final[Mapping[Question, type[StrEnum]]] = MappingProxyType({question: _options(question) for question in Question})
"""The options of each question, as its enumeration, in the order in which they are shown."""
