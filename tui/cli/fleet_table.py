"""The headline and the tables of `log stats --from`."""

from rich.console import Console
from rich.text import Text

from store.fleet.stats import FleetStats
from store.lines import printable
from tui.cli.log_table import bars, symptom_table, what_now_table
from tui.cli.log_words import CHANNELS, LogWords


def print_fleet(stats: FleetStats, console: Console) -> None:
    """Print the figures of all sites; sites that stopped delivering come first, with since when."""
    plain, words = not console.is_terminal, LogWords()
    console.print(_headline(stats))
    for name, site in stats.sites.items():
        if site.stopped:
            told = f"{printable(name)} has delivered nothing since {site.last_delivery}."
            console.print(Text(told, style="" if plain else "bold red"))
    tables = [
        ("Sites", {name: site.visits for name, site in stats.sites.items()}),
        ("Visits over time", stats.periods),
        ("Version of the questionnaire", stats.questionnaires),
        ("Language", stats.languages),
        ("Way in", {CHANNELS.get(channel, channel): number for channel, number in stats.channels.items()}),
        ("Help cards that were due", {words.card(card): number for card, number in stats.cards.items()}),
    ]
    for table in (
        *(bars(title, cells, plain=plain) for title, cells in tables),
        symptom_table(stats.symptoms, words, plain=plain),
        what_now_table(stats.what_now, words, plain=plain),
    ):
        console.print()
        console.print(table)


def _headline(stats: FleetStats) -> Text:
    step = stats.small_cell + 1
    lines = [
        f"{len(stats.sites)} sites have delivered {stats.kept} visits that were kept; {stats.finished} reached their summary.",
        f"{stats.declined} more where the person did not want to be kept. Visits that wait for release are at their sites.",
    ]
    if stats.simulated != f"<{step}":
        lines.append(f"Made up by `log simulate`: {stats.simulated}.")
    if stats.undated != f"<{step}":
        lines.append(f"Without a week, because a clock was wrong: {stats.undated}.")
    lines.append(f"Counts are shown in steps of {step}, rounded down: {2 * step} means {2 * step} to {3 * step - 1}.")
    return Text(lines[0], style="bold").append("\n" + "\n".join(lines[1:]), style="not bold")
