"""`pulmoscreen log export --raw` and `log import`: records carried to another log, such as on a stick."""

import os
import sys
from pathlib import Path

from store.audit import Act, note
from store.disk import LogError
from store.importing import Importer
from store.lines import Damage
from store.log import SessionLog
from store.raw import hand_over, raw_lines
from tui.cli.log_output import damage_told, existing_log, output_to, progress_bar
from tui.cli.parser import Arguments, ReadSettings
from tui.visit.clock import now
from tui.visit.exit_codes import DONE, FOUND

_WARNING = (
    "It holds every record as it is, with its id and week, also those that are in no batch yet; this log no longer releases "
    "these. Let nobody else read it, import it into one log only, and delete it then."
)


def export_raw(args: Arguments, read: ReadSettings) -> int:
    """Write all records with their batches for `log import`."""
    if args.output is None or any((args.format, args.bundle, args.by, args.since, args.until, args.language)):
        args.parser.error("--raw needs -o, and takes no other option of export: it writes everything")
    directory = read().log.directory
    log, damage = existing_log(directory), list[Damage]()
    records = 0
    with output_to(args.output) as file, progress_bar("Exporting") as progress:
        ledger = hand_over(log, now().date(), damage.append)
        damage.clear()  # the same is met again
        for kind, line in raw_lines(log, ledger, damage.append, progress):
            file.write(line)
            records += kind == "record"
        if args.output != "-":
            file.flush()
            os.fsync(file.fileno())
    note(directory, now(), Act.EXPORTED, by="command", records=records, format="raw")
    sys.stderr.write(f"{records} records were exported. {_WARNING}\n")
    return damage_told(damage)


def import_file(args: Arguments, read: ReadSettings) -> int:
    """Import a file that `log export --raw` wrote.

    Raises:
        LogError: it is of another kind, or the log cannot be read or written.
    """
    settings, path, damage = read().log, Path(args.file), list[Damage]()
    importer = Importer(
        SessionLog(settings.directory), now().date(), least=settings.small_cell + 1, retention_weeks=settings.retention_weeks
    )
    with path.open("rb") as file, progress_bar("Importing") as progress:
        done = importer.take_in(path.name, file, damage.append, progress)
    if not done.lines:
        raise LogError(f"{path}: holds nothing that `pulmoscreen log export --raw` wrote.")
    note(settings.directory, now(), Act.IMPORTED, records=done.new, known=done.known, damaged=len(damage))
    sys.stdout.write(f"{done.new} records were imported; {done.known} were there already.\n")
    for number, what in (
        (done.old, f"are older than the retention of {settings.retention_weeks} weeks and were left out"),
        (done.withdrawn, "were withdrawn since an earlier import, and their answers removed"),
        (done.untold, f"batches are not told here: fewer than {settings.small_cell + 1} records, or some released here before"),
    ):
        if number:
            sys.stdout.write(f"{number} {what}.\n")
    for found in damage:
        sys.stderr.write(f"{found}\n")
    return FOUND if damage else DONE
