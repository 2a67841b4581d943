"""What a site decides: its configuration, languages, sources, staff area and printer."""

import shutil
from datetime import date

from assets.catalog import Catalog
from tui.check.finding import Finding
from tui.config.settings import Settings, SettingsError


def configuration(settings: Settings) -> Finding:
    """Look for the emergency number; whatever else is wrong was refused before."""
    try:
        settings.required_number()
    except SettingsError as error:
        return Finding("configuration", (str(error),))
    return Finding("configuration")


def texts(settings: Settings, catalog: Catalog) -> Finding:
    """Name each language that is not complete, or is wanted and not there."""
    found = [f"{sentence}; this language is not offered" for sentence in catalog.incomplete.values()]
    try:
        settings.languages(catalog)
    except SettingsError as error:
        found.append(str(error))
    return Finding("texts", tuple(found))


def sources(catalog: Catalog, today: date) -> Finding:
    """Name each source that was to be read again by now."""
    named = {"the article": catalog.sources.article, **catalog.sources.guidance}
    found = (
        f"{name}: was to be checked again by {source.check_again}; read it again, and update sources.toml"
        for name, source in named.items()
        if source.check_again < today
    )
    return Finding("sources", tuple(found))


def staff(settings: Settings) -> Finding:
    """Say whether there is a staff area."""
    told = "a PIN is set" if settings.staff.pin_hash else "no PIN is set, so there is no staff area"
    return Finding("staff area", note=told)


def print_command(settings: Settings) -> Finding:
    """Look for the program that prints, where the launcher's kiosk would."""
    command = settings.kiosk.print_command
    if command and shutil.which(command[0], path="/usr/bin:/bin") is None:
        return Finding("printing", (f"{command[0]}: there is no such program in /usr/bin or /bin; mend kiosk.print_command",))
    return Finding("printing", note="" if command else "not configured")
