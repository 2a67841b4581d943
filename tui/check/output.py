"""How the results of `check` are printed: the verdict, what is wrong, then what is in order."""

import json
from collections.abc import Sequence
from typing import IO, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tui.check.result import CheckResult

_NAME_WIDTH: Final = 15


def verdict(results: Sequence[CheckResult]) -> str:
    """Return the sentence that stands first."""
    count = sum(len(result.wrong) for result in results)
    if not count:
        return "Nothing wrong was found."
    return f"{'One thing needs' if count == 1 else f'{count} things need'} attention before people use this."


def print_results(results: Sequence[CheckResult], stream: IO[str], *, as_json: bool = False) -> None:
    """Print results on `stream`: for people on a terminal, else a line for each, what is wrong first.

    With `as_json` it is one object: `ok`, and for each check its name, its faults and its note.
    """
    if as_json:
        checks = [{"name": result.name, "wrong": result.wrong, "note": result.note} for result in results]
        stream.write(json.dumps({"ok": not any(result.wrong for result in results), "checks": checks}, indent=2) + "\n")
    elif stream.isatty() and not (console := Console(file=stream, highlight=False)).options.ascii_only:
        _draw(results, console)
    else:
        wrong_first = sorted(results, key=lambda result: not result.wrong)
        stream.writelines(
            f"{line}\n" for line in (verdict(results), *(line for result in wrong_first for line in result.lines()))
        )


def _draw(results: Sequence[CheckResult], console: Console) -> None:
    console.print(verdict(results), style="bold")
    faults = [(result.name, sentence) for result in results for sentence in result.wrong]
    if faults:
        console.print()
        console.print(_rows("■", "bold yellow", faults))
    told = [(result.name, result.note) for result in results if not result.wrong and result.note]
    console.print(Text("\nIn order", style="bold cyan"))
    console.print(_rows("●", "green", told))
    rest = ", ".join(result.name for result in results if not result.wrong and not result.note)
    if rest:
        console.print(Text("● ", style="green").append(rest, style="bold default"))


def _rows(sign: str, style: str, rows: Sequence[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(width=1)
    table.add_column(width=_NAME_WIDTH)
    table.add_column()
    for name, sentence in rows:
        table.add_row(Text(sign, style=style), Text(name, style="bold"), Text(sentence))
    return table
