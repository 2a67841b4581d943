"""The tables of `log stats` with their bars, in plain ASCII where the output is not a terminal."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import IO, Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from store.record import iso_week, monday_of
from store.report import Shown, Stats

_WEEKS_SHOWN: Final = 26
_REST_WEEKS: Final = 8
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
    if stats.kept == 0:
        return
    drawn = _with_empty_weeks(stats.weeks)
    weeks = drawn[-_WEEKS_SHOWN:]
    title = f"Sessions per week, the last {len(weeks)} of {len(drawn)} rows" if len(drawn) > len(weeks) else "Sessions per week"
    subjects: tuple[tuple[str, dict[str, Shown]], ...] = (
        (title, dict(weeks)),
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


def _with_empty_weeks(weeks: Mapping[str, Shown]) -> list[tuple[str, Shown]]:
    """Return the weeks with the empty weeks between them; more than eight empty ones are a single row."""
    rows: list[tuple[str, Shown]] = []
    before: date | None = None
    for week, number in weeks.items():
        monday = monday_of(week)
        empty = (monday - before).days // 7 - 1 if before is not None else 0
        if before is not None and empty <= _REST_WEEKS:
            rows += [(iso_week(before + timedelta(weeks=since)), 0) for since in range(1, empty + 1)]
        else:
            rows.append((f"{empty} weeks without a session", 0))
        rows.append((week, number))
        before = monday
    return rows[1:]


def _summary(stats: Stats) -> Text:
    lines = [f"{stats.sessions} sessions: {stats.kept} kept, {stats.declined} where the person did not want it."]
    if stats.simulated != 0:
        lines.append(f"Made up by `log simulate`: {stats.simulated}.")
    if stats.undated != 0:
        lines.append(f"Without a week, because the clock was wrong: {stats.undated}.")
    lines.append(f"Counts from 1 to {stats.small_cell} are shown as <{stats.small_cell + 1}, others to the nearest 5.")
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
