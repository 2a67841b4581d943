"""`pulmoscreen log`: the commands with which staff look at, check, export and purge the session log."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Protocol

from assets.catalog import load
from store.counts import count
from store.disk import LogError
from store.export import plan, rows
from store.formats import FORMATS
from store.health import verify
from store.lines import Damage
from store.log import SessionLog
from store.report import stats_of
from store.simulate import refuse_real_sessions, simulated
from store.upkeep import purge
from tui.cli.log_output import output_to, progress_bar
from tui.cli.log_table import console_for, print_stats

DONE, FOUND, REFUSED = 0, 1, 2


class LogSettings(Protocol):
    """The part of the configuration that is about the log."""

    @property
    def directory(self) -> Path:
        """The folder of the log."""

    @property
    def retention_weeks(self) -> int:
        """How long records are kept."""

    @property
    def small_cell(self) -> int:
        """The largest count that is not told."""


class Settings(Protocol):
    """What these commands need of the configuration."""

    @property
    def log(self) -> LogSettings:
        """The section on the log."""


Command = Callable[[argparse.Namespace, Settings], int]


def add_log_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `log` with its sub-commands; each sets `run`, which takes the arguments and settings and returns an exit status."""
    log = commands.add_parser("log", help="look at, check, export and purge the session log")
    actions = log.add_subparsers(title="commands", metavar="COMMAND", required=True)

    stats = actions.add_parser("stats", help="counts over time, with small ones suppressed")
    stats.add_argument("--json", action="store_true", help="as JSON")
    stats.set_defaults(run=_told(_stats))

    export = actions.add_parser("export", help="anonymised records of weeks that have ended, coarse enough to hide in")
    export.add_argument("--format", choices=FORMATS, required=True)
    export.add_argument("-o", dest="output", metavar="PATH", required=True, help="a new file; - for standard output")
    export.set_defaults(run=_told(_export))

    check = actions.add_parser("verify", help="read everything and name every damaged record")
    check.set_defaults(run=_told(_verify))

    forget = actions.add_parser("purge", help="drop what is older than the retention")
    forget.add_argument("--clock-checked", action="store_true", help="you have looked at the clock, and it is right")
    forget.set_defaults(run=_told(_purge))

    simulate = actions.add_parser("simulate", help="made-up sessions, marked as such, in a log of their own")
    simulate.add_argument("number", metavar="N", type=_natural)
    simulate.add_argument("--seed", type=int, help="the same seed makes up the same people, under new ids")
    simulate.add_argument("--weeks", metavar="W", type=_natural, default=104, help="spread over W weeks (104)")
    simulate.add_argument("--print-ids", action="store_true", help="print each id once its record is on the disk")
    simulate.set_defaults(run=_told(_simulate))


def _natural(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError("must be a whole number from 1")
    return number


def _told(command: Command) -> Command:
    """Let `command` end with one sentence on standard error where the log stands in its way."""

    def run(args: argparse.Namespace, settings: Settings) -> int:
        try:
            return command(args, settings)
        except LogError as error:
            sys.stderr.write(f"{error}\n")
            return REFUSED

    return run


def _stats(args: argparse.Namespace, settings: Settings) -> int:
    damage: list[Damage] = []
    with progress_bar("Counting") as progress:
        counts = count(_log(settings), damage.append, progress=progress)
    stats = stats_of(counts, settings.log.small_cell, damaged=len(damage))
    if args.json:
        sys.stdout.write(stats.model_dump_json(indent=2) + "\n")
    else:
        print_stats(stats, console_for(sys.stdout))
    return _damage_told(damage)


def _verify(_: argparse.Namespace, settings: Settings) -> int:
    damage: list[Damage] = []
    with progress_bar("Reading") as progress:
        records = verify(_log(settings), damage.append, progress)
    for found in damage:
        sys.stdout.write(f"{found}\n")
    sys.stdout.write(f"{records} records can be read; {len(damage)} findings.\n")
    return FOUND if damage else DONE


def _purge(args: argparse.Namespace, settings: Settings) -> int:
    with progress_bar("Purging") as progress:
        dropped = purge(
            _log(settings), _now(), settings.log.retention_weeks, clock_checked=args.clock_checked, progress=progress
        )
    sys.stdout.write(f"{dropped.records} records older than {settings.log.retention_weeks} weeks were dropped.\n")
    return DONE


def _simulate(args: argparse.Namespace, settings: Settings) -> int:
    log = SessionLog(settings.log.directory)
    refuse_real_sessions(log)
    random = Random(args.seed)  # noqa: S311 - made-up people need no secrecy
    with progress_bar("Making up sessions") as progress:
        made_up = simulated(args.number, _now(), args.weeks, random, list(load().languages))
        for done, record in enumerate(made_up, start=1):
            log.append(record)
            if args.print_ids:
                sys.stdout.write(f"{record.id}\n")
                sys.stdout.flush()
            if progress is not None:
                progress(done, args.number)
    return DONE


def _export(args: argparse.Namespace, settings: Settings) -> int:
    log = _log(settings)
    damage: list[Damage] = []
    planned = plan(log, _now(), settings.log.small_cell, damage.append)
    with output_to(args.output) as file, progress_bar("Exporting") as progress:
        FORMATS[args.format](rows(log, planned, progress), file)
    held = f"; {planned.held_back} are held back, because too few are like them" if planned.held_back else ""
    sys.stderr.write(f"{planned.records} records of weeks that have ended were exported{held}.\n")
    return _damage_told(damage)


def _damage_told(damage: list[Damage]) -> int:
    if not damage:
        return DONE
    sys.stderr.write(f"{damage[0]} In all {len(damage)} findings: see `pulmoscreen log verify`.\n")
    return FOUND


def _log(settings: Settings) -> SessionLog:
    if not settings.log.directory.exists():
        raise LogError(f"{settings.log.directory}: there is no such folder; it is made by the first visit, or named by --data.")
    return SessionLog(settings.log.directory)


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
