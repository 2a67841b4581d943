"""What a site configures: the emergency number, languages, sources, staff area and printer."""

import os
import shutil
from datetime import date

from assets.catalog import Catalog
from tui.check.result import CheckResult
from tui.config.files import SettingsError, readable_by_others, writable_by_others
from tui.config.settings import Settings
from tui.visit.content import unlike_program


def configuration(settings: Settings) -> CheckResult:
    """Check that there is an emergency number, and say for which setting; other faults were refused when settings were read."""
    try:
        settings.required_number()
    except SettingsError as error:
        return CheckResult("configuration", (str(error),))
    if settings.file is not None and writable_by_others(settings.file):
        told = f"{settings.file}: others can change it: chmod go-w {settings.file} {settings.file.resolve().parent}"
        return CheckResult("configuration", (told,))
    return CheckResult("configuration", note="unstaffed: no text names staff" if settings.is_unstaffed else "staff are near")


def texts(settings: Settings, catalog: Catalog) -> CheckResult:
    """Name each text that the program needs or does not know, and each language that cannot be offered."""
    found = [
        *unlike_program(catalog),
        *(f"{sentence}; this language is not offered" for sentence in catalog.incomplete.values()),
    ]
    try:
        settings.languages(catalog)
    except SettingsError as error:
        found.append(str(error))
    return CheckResult("texts", tuple(found))


def sources(catalog: Catalog, today: date) -> CheckResult:
    """Name each source that is due to be read again."""
    found = (
        f"{name}: was due to be read again on {source.check_again}; read it, then update sources.toml"
        for name, source in catalog.sources.overdue(today).items()
    )
    return CheckResult("sources", tuple(found), f"the next is due to be read again on {catalog.sources.next_due()}")


def staff(settings: Settings) -> CheckResult:
    """Say whether there is a staff area, who can read the hash of its PIN, and whether it can export."""
    told = "a PIN is set" if settings.staff.pin_hash else "no PIN is set, so there is no staff area"
    file, folder, wrong = settings.file, settings.staff.export_directory, []
    if settings.staff.pin_hash and settings.staff.pin_hash_file is None and file is not None and readable_by_others(file):
        wrong.append(f"staff.pin_hash: others can read {file}, and find the PIN out; name a file of its own as pin_hash_file")
    if folder is not None and not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        wrong.append(f"staff.export_directory: {folder}: is no folder in which this user can write; staff cannot export")
    return CheckResult("staff area", tuple(wrong), told)


def print_command(settings: Settings) -> CheckResult:
    """Check that the printing program exists in the PATH that the launcher sets."""
    command = settings.kiosk.print_command
    if command and shutil.which(command[0], path="/usr/bin:/bin") is None:
        return CheckResult(
            "printing", (f"{command[0]}: there is no such program in /usr/bin or /bin; change kiosk.print_command",)
        )
    return CheckResult("printing", note="" if command else "not configured")
