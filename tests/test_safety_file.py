"""The safety file says what it has to say, in its scales, and names only tests that exist."""

import re
from typing import Final

import pytest

from assets.catalog import leaves, load
from criteria.assess import Assessment
from criteria.questions import Question
from tests.safety import FILE, SAFETY, Hazard, Likelihood, Severity, exists, names_in
from tui.config.loader import SECTIONS

ASKED_FOR: Final = (
    "Emergency not acted on", "False reassurance", "Undue alarm", "Seen as a verdict", "Seen as a refusal",
    "Implicit recommendation", '"Don\'t know" treated as "no"', "Stale answer after Back", "Next person sees answers",
    "Slow reader cleared", "Wrong emergency number", "Mistranslation", "Guidance out of date", "Re-identification from logs",
    "Answered for a child", "Person with cancer and cord compression or sepsis", "Cannot see or use the screen",
    "Used as a medical record", "Rule changed unreviewed", "Crash while help text is on screen",
)  # fmt: skip
"""The hazards with which the design begins, written down once more by hand."""

UNDESIRABLE: Final = 3
CATALOG: Final = load()


MATRIX: Final = {
    Likelihood.VERY_HIGH: (3, 4, 4, 5, 5),
    Likelihood.HIGH:      (2, 3, 3, 4, 5),
    Likelihood.MEDIUM:    (2, 2, 3, 3, 4),
    Likelihood.LOW:       (1, 2, 2, 3, 4),
    Likelihood.VERY_LOW:  (1, 1, 2, 2, 3),
}  # fmt: skip

each_hazard = pytest.mark.parametrize("hazard", FILE.hazard, ids=lambda hazard: hazard.id)


def test_the_scales_are_the_five_steps_of_dcb0129_and_their_matrix() -> None:
    assert list(FILE.severity) == list(Severity)
    assert list(FILE.likelihood) == list(Likelihood)
    assert list(FILE.risk) == [1, 2, 3, 4, 5]
    assert FILE.matrix == MATRIX


def test_every_hazard_of_the_design_is_there_and_none_has_the_number_of_another() -> None:
    assert [hazard.id for hazard in FILE.hazard] == [f"H{number:02}" for number in range(1, len(FILE.hazard) + 1)]
    titles = [hazard.title for hazard in FILE.hazard]
    assert len(set(titles)) == len(titles)
    assert tuple(titles[: len(ASKED_FOR)]) == ASKED_FOR


@each_hazard
def test_every_named_test_exists(hazard: Hazard) -> None:
    assert [test for control in hazard.controls for test in control.tests if not exists(test)] == []


@each_hazard
def test_every_hazard_has_a_control_that_a_test_shows_or_says_not_yet(hazard: Hazard) -> None:
    assert hazard.controls or hazard.not_yet


def there_is(named: str) -> bool:
    """Say whether what a `not_yet` names exists today, so that the sentence beside it is no longer true."""
    kind, _, name = named.partition(":")
    section, _, key = name.partition(".")
    if kind == "setting":
        return key in SECTIONS[section].model_fields
    if kind == "source":
        return bool(CATALOG.sources.article.addresses)
    names: dict[str, set[str]] = {
        "judgement": set(),
        "text": {path for path, _ in leaves(CATALOG.languages["en"])},
        "question": {question.value for question in Question},
        "assessment": set(Assessment.model_fields),
    }
    return name in names[kind]


@each_hazard
def test_what_is_said_not_to_exist_does_not_exist(hazard: Hazard) -> None:
    assert [gap.missing for gap in hazard.not_yet if there_is(gap.until)] == []


@pytest.mark.parametrize("named", ["setting:site.setting", "text:result.help", "question:cough", "assessment:cards"])
def test_what_exists_is_noticed(named: str) -> None:
    assert there_is(named)


@each_hazard
def test_a_risk_is_the_one_of_its_severity_and_likelihood(hazard: Hazard) -> None:
    for rating in (hazard.initial, hazard.residual):
        assert rating.risk == MATRIX[rating.likelihood][list(Severity).index(rating.severity)]


@each_hazard
def test_a_residual_risk_is_lower_only_through_a_control_and_an_undesirable_one_says_what_is_missing(hazard: Hazard) -> None:
    order = list(Likelihood)
    assert hazard.residual.severity is hazard.initial.severity
    assert order.index(hazard.residual.likelihood) <= order.index(hazard.initial.likelihood)
    assert hazard.residual == hazard.initial or hazard.controls
    assert hazard.residual.risk < UNDESIRABLE or hazard.not_yet


def test_the_intended_use_says_who_has_not_checked_it_and_names_only_hazards_that_exist() -> None:
    text = (SAFETY / "intended-use.md").read_text("utf-8")
    assert "Not verified by a clinician" in text
    assert "no conformance with DCB0129" in " ".join(text.split())
    named = set(re.findall(r"\bH\d\d\b", text + (SAFETY / "hazards.toml").read_text("utf-8")))
    assert named <= {hazard.id for hazard in FILE.hazard}


def test_a_test_that_is_not_there_never_runs_or_takes_no_parameter_is_noticed() -> None:
    source = """
each = pytest.mark.parametrize("x", [1])
TestMade = make()
@each
async def test_a(x): ...
@pytest.mark.parametrize("y", [1])
def test_b(y): ...
def test_c(): ...
@pytest.mark.skip
def test_d(): ...
@pytest.mark.skipif(no_root, reason="needs a mount")
def test_e(): ...
def helper(): ...
class TestF:
    def test_g(self): ...
"""
    assert names_in(source) == {
        "TestMade": False, "test_a": True, "test_b": True, "test_c": False, "test_e": False, "TestF::test_g": False,
    }  # fmt: skip
    here = "tests/test_safety_file.py"
    assert exists(f"{here}::test_every_named_test_exists[H01]")
    assert not exists(f"{here}::test_the_scales_are_the_five_steps_of_dcb0129_and_their_matrix[H01]")
    assert not any(exists(f"{file}::test_nothing") for file in (here, "tests/test_not_there.py"))
