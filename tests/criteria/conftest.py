"""The two halves of the answer space, walked once for all tests, and a summary that says how many states each test saw."""

from collections.abc import Callable
from typing import Final

import pytest

from criteria.assess import ContextPart, SymptomPart
from tests.criteria.spaces import Walk, walk_context, walk_symptoms

_SEEN: Final = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def symptoms() -> Walk[SymptomPart]:
    return walk_symptoms()


@pytest.fixture(scope="session")
def context() -> Walk[ContextPart]:
    return walk_context()


@pytest.fixture
def counted(request: pytest.FixtureRequest) -> Callable[[int, str], None]:
    """Tell the summary how many of what a test ran over."""

    def note(number: int, of_what: str) -> None:
        sentence = request.node.name.removeprefix("test_").replace("_", " ")
        request.config.stash.setdefault(_SEEN, []).append(f"{number:>9,} {of_what}: {sentence}")

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    lines = config.stash.get(_SEEN, [])
    if lines:
        terminalreporter.section("what was proved over the whole answer space")
        for line in lines:
            terminalreporter.write_line(line)
