"""`pulmoscreen log ship`, and `log stats --from`: delivery to PostgreSQL, and the figures of all sites from there."""

import platform
import sys
from typing import get_args

from store.audit import Act, note
from store.disk import LogError
from store.export import ROWS
from store.fleet.connection import connected, parameters, patiently
from store.fleet.create import create
from store.fleet.marker import Marker
from store.fleet.sender import Destination, Sender, destination
from store.fleet.stats import FleetStats
from store.fleet.stats import fleet_stats as read_stats
from store.log import SessionLog
from store.periods import By
from store.release import Released, released
from tui.cli.fleet_table import print_fleet
from tui.cli.log_output import existing_log, progress_bar
from tui.cli.log_table import console_for
from tui.cli.parser import Arguments, ReadSettings
from tui.config.settings import Settings
from tui.process.command_line import hide_in_command_line
from tui.visit.clock import now
from tui.visit.exit_codes import DONE, FOUND


def ship(args: Arguments, read: ReadSettings) -> int:
    """Make the tables where that is asked for, and deliver the released batches.

    Raises:
        LogError: the log cannot be read, or the database cannot be reached or written.
    """
    settings = read()
    parts = _parts(args.to or settings.ship.dsn or "", args)
    if args.create:
        _create(args, settings, parts)
        if not settings.log.directory.exists():
            return DONE
    log = existing_log(settings.log.directory)
    to = destination(parts, _tell)
    with progress_bar("Releasing") as progress:
        found = released(
            log, now().date(), small_cell=settings.log.small_cell, retention_weeks=settings.log.retention_weeks,
            report=lambda _: None, progress=progress,
        )  # fmt: skip
    if found.halted:
        _tell(f"Nothing more is released now: {found.halted}")
    sender = Sender(log, parts, settings.site.name or platform.node(), now().date(), _tell)
    if args.dry_run:
        return _dry_run(log, sender, to or Destination("", settings.log.small_cell + 1), found)
    if to is None:
        raise LogError("The database has no tables yet: run `pulmoscreen log ship --create` as their owner.")
    with progress_bar("Shipping") as progress:
        done = sender.ship(found, to, progress)
    if done.batches:
        note(log.directory, now(), Act.EXPORTED, by="command", records=done.visits, format="postgresql")
    sys.stdout.write(f"{done.batches} batches with {done.visits} visits were delivered; {done.known} were there already.\n")
    if done.small:
        sys.stdout.write(f"{done.small} batches are smaller than {to.step}, which this database wants, and stay here.\n")
    return FOUND if found.halted else DONE


def fleet_stats(args: Arguments) -> int:
    """Print the figures of all sites."""
    if args.since or args.until or args.language or args.data:
        args.parser.error("--from takes --by and --json only: it shows all that was delivered")
    parts = _parts(args.source, args)
    by: By = args.by or get_args(By)[0]

    def ask() -> FleetStats:
        with connected(parts) as connection:
            return read_stats(connection, now().date(), by)

    stats = patiently(ask, parts, _tell)
    if args.json:
        sys.stdout.write(stats.model_dump_json(indent=2) + "\n")
    else:
        print_fleet(stats, console_for(sys.stdout))
    return FOUND if any(site.stopped for site in stats.sites.values()) else DONE


def _create(args: Arguments, settings: Settings, parts: dict[str, str]) -> None:
    step, weeks = settings.log.small_cell + 1, settings.log.retention_weeks

    def make() -> list[str]:
        with connected(parts) as connection:
            return create(connection, now().date(), step=step, retention_weeks=weeks, keep=not args.dry_run)

    statements = patiently(make, parts, _tell)
    if args.dry_run:
        sys.stdout.write("".join(f"{statement};\n" for statement in statements))
    else:
        _tell(f"The tables, views and roles are there, in {len(statements)} statements; `--create --dry-run` shows them.")


def _dry_run(log: SessionLog, sender: Sender, to: Destination, found: Released) -> int:
    due, done = sender.due(found, Marker(log, to.id), to.step)
    visits = sum(found.batches[number].size for number in due if found.batches[number].facts.kind in ROWS)
    sys.stdout.write(f"{len(due)} batches with {visits} visits would be delivered; {done.known} are there already.\n")
    if done.small:
        sys.stdout.write(f"{done.small} batches are smaller than {to.step}, which this database wants, and would stay here.\n")
    return FOUND if found.halted else DONE


def _parts(dsn: str, args: Arguments) -> dict[str, str]:
    """Return the parts of the DSN. A password in an option is hidden from the list of processes."""
    if not dsn:
        args.parser.error("--to: names no database, and neither does dsn in [ship] of the configuration")
    typed = getattr(args, "to", None) or getattr(args, "source", None)
    if typed is not None:
        hide_in_command_line(typed)
    parts = parameters(dsn)
    if typed is not None and "password" in parts:
        _tell(
            "The password was in the list of processes for a moment: name it in [ship] of the configuration or in PGPASSFILE."
        )
    return parts


def _tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
