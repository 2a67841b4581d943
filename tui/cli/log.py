"""`pulmoscreen log`: what staff do with the session log. Every function takes the arguments and returns an exit status."""

import os
import sys
from pathlib import Path
from random import Random

from assets.catalog import load
from store.audit import Act, acts, note
from store.columns import columns
from store.counts import count
from store.disk import LogError
from store.export import rows, size
from store.formats import FORMATS
from store.health import verify as verify_log
from store.lines import Damage, Progress
from store.log import SessionLog
from store.release import NEVER, Released, released
from store.report import stats_of
from store.simulate import holds_made_up, purge_made_up, refuse_real_sessions, simulated
from store.upkeep import purge as purge_log
from tui.cli.bundle import About, write_bundle
from tui.cli.codebook import described
from tui.cli.log_fleet import fleet_stats
from tui.cli.log_output import damage_told, existing_log, output_to, progress_bar
from tui.cli.log_table import console_for, print_stats, why_visits_wait
from tui.cli.log_transfer import export_raw
from tui.cli.parser import Arguments, ReadSettings
from tui.config.loader import load_settings
from tui.config.settings import LogSettings
from tui.visit.clock import now
from tui.visit.exit_codes import DONE, FOUND


def stats(args: Arguments, read: ReadSettings) -> int:
    """Print counts over time."""
    if args.source is not None:
        return fleet_stats(args)
    settings = read().log
    damage: list[Damage] = []
    with progress_bar("Releasing") as progress:
        chosen = _released(args, settings, damage, progress)
    with progress_bar("Counting") as progress:
        counts = count(chosen, progress)
    stats = stats_of(chosen, counts, settings.small_cell, by=args.by or "quarter", damaged=len(damage))
    if args.json:
        sys.stdout.write(stats.model_dump_json(indent=2) + "\n")
    else:
        print_stats(stats, console_for(sys.stdout))
    _tell_made_up(settings)
    return damage_told(damage)


def verify(_: Arguments, read: ReadSettings) -> int:
    """Name every damaged record."""
    settings = read().log
    damage: list[Damage] = []
    with progress_bar("Reading") as progress:
        records = verify_log(existing_log(settings.directory), damage.append, progress)
    for found in damage:
        sys.stdout.write(f"{found}\n")
    sys.stdout.write(f"{records} records can be read; {len(damage)} findings.\n")
    return FOUND if damage else DONE


def purge(args: Arguments, read: ReadSettings) -> int:
    """Drop what is older than the retention, or what is made up."""
    settings = read().log
    if args.simulated:
        made_up = purge_made_up(existing_log(settings.directory))
        note(settings.directory, now(), Act.PURGED, records=made_up, files=0, weeks=0)
        sys.stdout.write(f"{made_up} made-up visits were dropped.\n")
        return DONE
    log = existing_log(settings.directory)
    with progress_bar("Purging") as progress:
        dropped = purge_log(log, now(), settings.retention_weeks, clock_checked=args.clock_checked, progress=progress)
    if args.clock_checked:
        released(
            log,
            now().date(),
            small_cell=settings.small_cell,
            retention_weeks=settings.retention_weeks,
            report=lambda _: None,
            clock_checked=True,
        )
    sys.stdout.write(f"{dropped.records} records older than {settings.retention_weeks} weeks were dropped.\n")
    return DONE


def simulate(args: Arguments, read: ReadSettings) -> int:
    """Add made-up visits, to a log that is named on the command line and is not the site's own.

    Raises:
        LogError: no folder is named, it is the site's own, or it holds real visits.
    """
    settings = read().log
    if args.data is None or settings.directory == load_settings({"config": args.config}, os.environ).log.directory:
        raise LogError("Made-up visits need a folder of their own, named with --data DIR: the site's log is for real ones.")
    log = SessionLog(settings.directory)
    refuse_real_sessions(log)
    random = Random(args.seed)  # noqa: S311 - made-up people need no secrecy
    with progress_bar("Making up sessions") as progress:
        made_up = simulated(args.number, now(), args.weeks, random, list(load().languages))
        for done, record in enumerate(made_up, start=1):
            log.append(record)
            if args.print_ids:
                sys.stdout.write(f"{record.id}\n")
                sys.stdout.flush()
            if progress is not None:
                progress(done, args.number)
    return DONE


def export(args: Arguments, read: ReadSettings) -> int:
    """Write the records that are released, as one file or as a bundle."""
    if args.raw:
        return export_raw(args, read)
    if (args.bundle is None) == (args.format is None or args.output is None) or (args.bundle and (args.format or args.output)):
        args.parser.error("either --format and -o, or --bundle, or --raw and -o, are needed")
    settings = read().log
    damage: list[Damage] = []
    with progress_bar("Releasing") as progress:
        chosen = _released(args, settings, damage, progress)
    described_columns = described(columns(args.by), load())
    with progress_bar("Exporting") as progress:
        table = rows(chosen, args.by, progress)
        if args.bundle is None:
            with output_to(args.output) as file:
                FORMATS[args.format](described_columns, table, file)
        else:
            about = About(size(chosen), settings.small_cell + 1, now().date())
            write_bundle(Path(args.bundle), described_columns, table, about)
    note(settings.directory, now(), Act.EXPORTED, by="command", records=size(chosen), format=args.format or "bundle")
    sys.stderr.write(f"{size(chosen)} records were exported. {why_visits_wait(chosen, settings.small_cell)}\n")
    _tell_made_up(settings)
    return damage_told(damage)


def audit(_: Arguments, read: ReadSettings) -> int:
    """Print what staff did, the oldest act first."""
    damaged = False
    for line in acts(existing_log(read().log.directory)):
        damaged = damaged or line.endswith("is damaged")
        sys.stdout.write(f"{line}\n")
    return FOUND if damaged else DONE


def _released(args: Arguments, settings: LogSettings, damage: list[Damage], progress: Progress | None) -> Released:
    found = released(
        existing_log(settings.directory),
        now().date(),
        small_cell=settings.small_cell,
        retention_weeks=settings.retention_weeks,
        report=damage.append,
        progress=progress,
    )
    return found.only(since=args.since or "", until=args.until or NEVER, language=args.language or "")


def _tell_made_up(settings: LogSettings) -> None:
    if holds_made_up(SessionLog(settings.directory)):
        sys.stderr.write(f"{settings.directory} holds made-up visits; `pulmoscreen log purge --simulated` drops them.\n")
