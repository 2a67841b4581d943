"""That each file has one subject and each function one task: neither is long."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
LINES_OF_A_FILE: Final = 200
LINES_OF_A_FUNCTION: Final = 30
"""Without its docstring."""


def sources() -> Iterator[Path]:
    for room in ("criteria", "assets", "store", "screens", "tui", "tests"):
        yield from (ROOT / room).rglob("*.py")


def functions(source: str) -> Iterator[tuple[str, int]]:
    """Yield the name and the number of lines of each function."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            said = node.body[0] if ast.get_docstring(node) is not None else None
            docstring = 0 if said is None else (said.end_lineno or said.lineno) - said.lineno + 1
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def test_no_file_has_more_than_200_lines() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in sources()}
    assert [(name, length) for name, length in lengths.items() if length > LINES_OF_A_FILE] == []


def test_no_function_has_more_than_30_lines() -> None:
    found = {
        f"{path.relative_to(ROOT)} {name}": length for path in sources() for name, length in functions(path.read_text("utf-8"))
    }
    assert {name: length for name, length in found.items() if length > LINES_OF_A_FUNCTION} == {}
