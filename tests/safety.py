"""The safety file as models, and the tests that it names."""

import ast
import re
import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

ROOT: Final = Path(__file__).parents[1]
SAFETY: Final = ROOT / "docs" / "safety"


class Severity(StrEnum):
    MINOR = "minor"
    SIGNIFICANT = "significant"
    CONSIDERABLE = "considerable"
    MAJOR = "major"
    CATASTROPHIC = "catastrophic"


class Likelihood(StrEnum):
    VERY_LOW = "very_low"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"


Sentence = Annotated[str, Field(pattern=r"^\S[^\n]{14,}[.:]$")]
TestName = Annotated[str, Field(pattern=r"^tests/[\w/]+\.py(::\w+(\[.+\])?)+$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rating(_Part):
    severity: Severity
    likelihood: Likelihood
    risk: Annotated[int, Field(ge=1, le=5)]


class Control(_Part):
    does: Sentence
    tests: Annotated[tuple[TestName, ...], Field(min_length=1)]


class NotYet(_Part):
    missing: Sentence
    until: Annotated[str, Field(pattern=r"^(judgement|(setting|text|question|source|assessment):[a-z_.]+)$")]


class Hazard(_Part):
    id: Annotated[str, Field(pattern=r"^H\d\d$")]
    title: Annotated[str, Field(min_length=1)]
    cause: Sentence
    effect: Sentence
    harm: Sentence
    initial: Rating
    residual: Rating
    controls: tuple[Control, ...] = ()
    not_yet: tuple[NotYet, ...] = ()
    site: tuple[Sentence, ...] = ()


class SafetyFile(_Part):
    severity: dict[Severity, str]
    likelihood: dict[Likelihood, str]
    risk: dict[int, str]
    matrix: dict[Likelihood, tuple[int, ...]]
    hazard: tuple[Hazard, ...]


FILE: Final = SafetyFile.model_validate(tomllib.loads((SAFETY / "hazards.toml").read_text("utf-8")))


def names_in(source: str) -> dict[str, bool]:
    """Return the tests of a module by name, and whether each takes parameters; one that never runs is none."""
    body = ast.parse(source).body
    marks = {target.id: ast.unparse(node.value) for node in body if isinstance(node, ast.Assign)
             for target in node.targets if isinstance(target, ast.Name)}  # fmt: skip
    found = {name: False for name in marks if name.startswith("Test")}
    for node in body:
        inside = [node, *node.body] if isinstance(node, ast.ClassDef) and node.name.startswith("Test") else [node]
        for function in inside:
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and function.name.startswith("test_"):
                said = [ast.unparse(mark) for mark in function.decorator_list]
                decorators = " ".join(marks.get(mark, mark) for mark in said)
                if not re.search(r"mark\.(skip|xfail)\b", decorators):
                    owner = "" if function is node else f"{inside[0].name}::"  # type: ignore[attr-defined] # a class
                    found[owner + function.name] = "parametrize" in decorators
    return found


@cache
def _tests_of(path: str) -> dict[str, bool]:
    file = ROOT / path
    return names_in(file.read_text("utf-8")) if file.name.startswith("test_") and file.is_file() else {}


def exists(test: str) -> bool:
    """Say whether there is such a test; one that is named with a parameter has to take parameters."""
    path, _, name = test.partition("::")
    name, bracket, _ = name.partition("[")
    takes_parameters = _tests_of(path).get(name)
    return takes_parameters is not None and (not bracket or takes_parameters)
