"""The headline and the tables of `log stats`, with bars; in plain ASCII where the output is not a terminal."""

from collections.abc import Mapping
from typing import IO, Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from criteria.questions import Question, Reply
from criteria.steps import WhatNow
from screens.wording.stages import stages
from store.columns import NOT_TOLD
from store.lines import printable
from store.record import Ended
from store.release import Released
from store.report import SaidByLevel, Shown, Stats
from tui.cli.log_words import CHANNELS, ENDED, LEVELS, LogWords

_BAR: Final = 22
_NAME: Final = 42
_SAID: Final = 30
_WIDTH_WITHOUT_TERMINAL: Final = 80


def console_for(stream: IO[str]) -> Console:
    """Return a console that draws on `stream`: colour and lines on a terminal, plain ASCII elsewhere."""
    if stream.isatty():
        return Console(file=stream, highlight=False)
    return Console(file=stream, highlight=False, no_color=True, width=_WIDTH_WITHOUT_TERMINAL, safe_box=True)


def print_stats(stats: Stats, console: Console) -> None:
    """Print the headline and the tables of `log stats`."""
    plain, words = not console.is_terminal, LogWords()
    console.print(_summary(stats))
    if stats.released in {0, f"<{stats.small_cell + 1}"}:
        return
    subjects: tuple[tuple[str, dict[str, Shown]], ...] = (
        ("Visits over time", stats.periods),
        ("How visits ended", {ENDED[ended]: number for ended, number in stats.ended.items()}),
        ("Where people stopped", {words.step(step): number for step, number in stats.left_at.items()}),
        ("Help cards that were due", {words.card(card): number for card, number in stats.cards.items()}),
        ("Version of the questionnaire", stats.questionnaires),
        ("Language", stats.languages),
        ("Way in", {CHANNELS.get(channel, channel): number for channel, number in stats.channels.items()}),
    )
    tables = [bars(subject, numbers, plain=plain) for subject, numbers in subjects if numbers]
    tables.insert(1, _stages(stats, words, plain=plain))
    of_answers = (symptom_table(stats.symptoms, words, plain=plain), what_now_table(stats.what_now, words, plain=plain))
    for table in (*tables, *of_answers):
        console.print()
        console.print(table)


def why_visits_wait(released: Released, small_cell: int) -> str:
    """Return a sentence on why visits are not released, as far as that can be told."""
    if released.halted:
        return f"Nothing more is released now: {released.halted}"
    return f"Other visits wait until their week has ended and {small_cell + 1} or more are alike."


def _summary(stats: Stats) -> Text:
    step = stats.small_cell + 1
    lines = [
        f"Of {stats.kept} visits that were kept and are released, {stats.ended[Ended.RESULT]} reached their summary.",
        f"{stats.sessions} visits in all. {stats.declined} more are released where the person did not want to be kept.",
        f"{stats.waiting} wait for release: " + (stats.halted or f"their week is open, or fewer than {step} are alike."),
    ]
    if stats.simulated != f"<{step}":
        lines.append(f"Made up by `log simulate`: {stats.simulated}.")
    if stats.undated != f"<{step}":
        lines.append(f"Without a week, because the clock was wrong: {stats.undated}.")
    if step > 1:
        lines.append(f"Counts are shown in steps of {step}, rounded down: {2 * step} means {2 * step} to {3 * step - 1}.")
    headline, *more = lines
    return Text(headline, style="bold").append("\n" + "\n".join(more), style="not bold")


def _table(title: str, *, plain: bool) -> Table:
    return Table(
        title=title,
        title_justify="left",
        title_style="" if plain else "bold",
        box=box.ASCII if plain else box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
    )


def bars(title: str, numbers: Mapping[str, Shown], *, plain: bool) -> Table:
    """Return a table of names, numbers and bars."""
    table = _table(title, plain=plain)
    table.show_header = False
    table.add_column(min_width=_NAME, max_width=_NAME)
    table.add_column(justify="right", min_width=6)
    table.add_column(min_width=_BAR)
    most = max(map(_size, numbers.values()), default=0)
    for name, number in numbers.items():
        # A name may be that of another site: it is no markup of Rich, and acts on no terminal.
        told = Text("not told" if name == NOT_TOLD else printable(name))
        table.add_row(told, str(number), Text(_bar(number, most, plain=plain), style="" if plain else "cyan"))
    return table


def _stages(stats: Stats, words: LogWords, *, plain: bool) -> Table:
    table = _table("How far people get, at least", plain=plain)
    table.add_column("", min_width=26)
    table.add_column("got here", justify="right")
    table.add_column("stopped", justify="right")
    table.add_column("", min_width=_BAR)
    found = stages(stats.left_at, stats.ended[Ended.RESULT])
    for stage in found:
        bar = Text(_bar(stage.got, found[0].got, plain=plain), style="" if plain else "cyan")
        table.add_row(words.stage(stage.name), str(stage.got), str(stage.stopped) if stage is not found[-1] else "", bar)
    return table


def symptom_table(symptoms: Mapping[Question, Mapping[Reply, Shown]], words: LogWords, *, plain: bool) -> Table:
    """Return a table with a row for each symptom and a column for each reply."""
    table = _table("The symptoms, as people answered", plain=plain)
    table.add_column("", min_width=_NAME)
    for reply in Reply:
        table.add_column(words.reply(reply), justify="right")
    for symptom, numbers in symptoms.items():
        table.add_row(words.symptom(symptom), *(str(numbers[reply]) for reply in Reply))
    return table


def what_now_table(numbers: SaidByLevel, words: LogWords, *, plain: bool) -> Table:
    """Return a table with a row for each thing that people said they will do, and a column for each level of cards."""
    table = _table("What people said they will do, by the most urgent card they were shown", plain=plain)
    table.add_column("", min_width=_SAID)
    for level in numbers:
        table.add_column(LEVELS[level], justify="right")
    for said in WhatNow:
        table.add_row(words.what_now(said), *(str(cells[said]) for cells in numbers.values()))
    return table


def _size(number: Shown) -> int:
    return number if isinstance(number, int) else 1


def _bar(number: Shown, most: int, *, plain: bool) -> str:
    if isinstance(number, str):
        return "." if plain else "·"
    if number == 0:
        return ""
    return ("#" if plain else "█") * max(1, round(number * _BAR / most))
