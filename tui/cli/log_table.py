"""The tables of `log stats` with their bars, in plain ASCII where the output is not a terminal."""

from collections.abc import Iterable, Mapping
from typing import IO, Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from store.release import Released
from store.report import Shown, Stats

_BAR: Final = 30
_WIDTH_WITHOUT_TERMINAL: Final = 80


def console_for(stream: IO[str]) -> Console:
    """Return a console that draws on `stream`: colour and lines on a terminal, plain ASCII elsewhere."""
    if stream.isatty():
        return Console(file=stream, highlight=False)
    return Console(file=stream, highlight=False, no_color=True, width=_WIDTH_WITHOUT_TERMINAL, safe_box=True)


def print_stats(stats: Stats, console: Console) -> None:
    """Print the tables of `log stats`."""
    plain = not console.is_terminal
    console.print(_summary(stats))
    if stats.released in {0, f"<{stats.small_cell + 1}"}:
        return
    subjects: tuple[tuple[str, dict[str, Shown]], ...] = (
        ("Visits over time", stats.periods),
        ("How sessions ended", dict(stats.ended.items())),
        ("Where people left", dict(stats.left_at.items())),
        ("Help cards that were due", dict(stats.cards.items())),
        ("Version of the questionnaire", stats.questionnaires),
        ("Language", stats.languages),
        ("Way in", dict(stats.channels.items())),
    )
    for subject, numbers in subjects:
        if numbers:
            console.print()
            console.print(_bars(subject, numbers, plain=plain))
    console.print()
    console.print(_symptoms(stats, plain=plain))


def why_visits_wait(released: Released, small_cell: int) -> str:
    """Return a sentence on why visits are not released, as far as that can be told."""
    if released.halted:
        return f"Nothing more is released now: {released.halted}"
    return f"Other visits wait until their week has ended and {small_cell + 1} or more are alike."


def _summary(stats: Stats) -> Text:
    step = stats.small_cell + 1
    unwanted = "where the person did not want it"
    lines = [
        f"{stats.sessions} sessions. {stats.released} of them are released: {stats.kept} kept, {stats.declined} {unwanted}.",
        f"{stats.waiting} wait for release: " + (stats.halted or f"their week is open, or fewer than {step} are alike."),
    ]
    if stats.simulated != f"<{step}":
        lines.append(f"Made up by `log simulate`: {stats.simulated}.")
    if stats.undated != f"<{step}":
        lines.append(f"Without a week, because the clock was wrong: {stats.undated}.")
    if step > 1:
        lines.append(f"Counts are shown in steps of {step}, rounded down: {2 * step} means {2 * step} to {3 * step - 1}.")
    return Text("\n".join(lines))


def _table(title: str, *, plain: bool) -> Table:
    return Table(
        title=title,
        title_justify="left",
        title_style="" if plain else "bold",
        box=box.ASCII if plain else box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
    )


def _bars(title: str, numbers: Mapping[str, Shown], *, plain: bool) -> Table:
    table = _table(title, plain=plain)
    table.show_header = False
    table.add_column(min_width=28)
    table.add_column(justify="right", min_width=6)
    table.add_column(min_width=_BAR)
    most = max(map(_size, numbers.values()), default=0)
    for name, number in numbers.items():
        table.add_row(_words(name), str(number), Text(_bar(number, most, plain=plain), style="" if plain else "cyan"))
    return table


def _symptoms(stats: Stats, *, plain: bool) -> Table:
    table = _table("The six symptoms, as people answered", plain=plain)
    table.add_column("", min_width=28)
    replies: Iterable[str] = next(iter(stats.symptoms.values()))
    for reply in replies:
        table.add_column(_words(reply), justify="right")
    for symptom, numbers in stats.symptoms.items():
        table.add_row(_words(symptom), *(str(number) for number in numbers.values()))
    return table


def _words(name: str) -> str:
    return str(name).replace("_", " ").replace(".", ": ")


def _size(number: Shown) -> int:
    return number if isinstance(number, int) else 1


def _bar(number: Shown, most: int, *, plain: bool) -> str:
    if isinstance(number, str):
        return "." if plain else "·"
    if number == 0:
        return ""
    return ("#" if plain else "█") * max(1, round(number * _BAR / most))
