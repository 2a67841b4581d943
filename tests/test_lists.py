"""No test has a list of its own of what the program has a table of: a further language, symptom or format is tested as well."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from assets.catalog import load
from criteria.questions import SYMPTOMS
from criteria.steps import Step
from store.formats import FORMATS
from tui.gallery.app import OVERLAYS

TABLES: Final[dict[str, set[str]]] = {
    "languages": set(load().languages),
    "symptoms": {symptom.value for symptom in SYMPTOMS},
    "formats": set(FORMATS),
    "screens": set(OVERLAYS),
    "steps": {step.name for step in Step},
}
"""What there is, by the name of the table. Words that a test writes by hand for each of them are keys of a dictionary."""


def listed(tree: ast.Module) -> Iterator[tuple[int, set[str]]]:
    """Yield every list, tuple and set that is written out, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            constants = {str(each.value) for each in node.elts if isinstance(each, ast.Constant)}
            yield node.lineno, constants | {each.attr for each in node.elts if isinstance(each, ast.Attribute)}


@pytest.mark.parametrize("name", TABLES)
def test_no_test_lists_what_the_program_has_a_table_of(name: str) -> None:
    folder = Path(__file__).parent
    found = [
        f"{path.relative_to(folder)}:{line}"
        for path in folder.rglob("*.py")
        for line, values in listed(ast.parse(path.read_text("utf-8")))
        if values >= TABLES[name]
    ]
    assert found == []
