"""What a site configures: the emergency number, languages, sources, staff area, and the programs that it names."""

import asyncio
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Final

from assets.catalog import Catalog
from tui.check.result import CheckResult
from tui.config.commands import kiosk_name
from tui.config.files import SettingsError, read_bytes, readable_by_others, writable_by_others
from tui.config.settings import Settings
from tui.visit.content import unlike_program
from tui.visit.site_command import CALL_SECONDS, ran
from tui.visit.staff_calls import call_text

PATH: Final = "/usr/bin:/bin"
"""The PATH that the launcher sets."""

DRY_RUN: Final = b"--dry-run"


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


def _missing(command: tuple[str, ...] | None, setting: str) -> tuple[str, ...]:
    """Say that a program does not exist in the PATH that the launcher sets."""
    if command and shutil.which(command[0], path=PATH) is None:
        return (f"{command[0]}: there is no such program in /usr/bin or /bin; change kiosk.{setting}",)
    return ()


def print_command(settings: Settings) -> CheckResult:
    """Check that the printing program exists."""
    command = settings.kiosk.print_command
    return CheckResult("printing", _missing(command, "print_command"), "" if command else "not configured")


def call_command(settings: Settings) -> CheckResult:
    """Check that the program that calls staff exists, and try it where it can be tried without a call."""
    command, name = settings.kiosk.call_command, "calling staff"
    if not command or (missing := _missing(command, "call_command")):
        return CheckResult(name, missing if command else (), "not configured")
    if settings.is_unstaffed:
        return CheckResult(name, ("kiosk.call_command: site.setting is unstaffed, so nobody is called; change one of them",))
    if not _can_try(command):
        return CheckResult(name, note="its program has no --dry-run; make a test call in the staff area")
    if not asyncio.run(ran((*command, "--dry-run"), call_text(kiosk_name(settings)), CALL_SECONDS)):
        return CheckResult(name, (f"kiosk.call_command: {command[0]} --dry-run did not end with status 0; look why",))
    return CheckResult(name, note="its --dry-run worked")


def speech_command(settings: Settings) -> CheckResult:
    """Check that the program that reads aloud exists."""
    command = settings.kiosk.speech_command
    return CheckResult("reading aloud", _missing(command, "speech_command"), "" if command else "not configured")


def _can_try(command: tuple[str, ...]) -> bool:
    """Say whether `--dry-run` stands in the program, or in a script among its arguments: others could call for real."""
    program = shutil.which(command[0], path=PATH) or command[0]
    return any(DRY_RUN in _content(Path(name)) for name in (program, *command[1:]))


def _content(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except SettingsError:
        return b""
