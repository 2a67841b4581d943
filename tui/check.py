"""`pulmoscreen check`: one line for each thing that has to be right, with how to mend what is not."""

import os
import sys
from collections.abc import Iterator
from datetime import date

from assets.catalog import Catalog, TextsError, load
from store.health import problems
from store.log import SessionLog
from store.record import BUILT
from tui.recorder import FailedWrites, now
from tui.settings import Settings, SettingsError

LEAST_COLUMNS, LEAST_ROWS = 40, 12


def check(settings: Settings) -> int:
    """Print a line for each thing, `ok` or what is wrong; return 1 if anything is."""
    wrong = False
    for what, found in _findings(settings):
        wrong = wrong or bool(found)
        for sentence in found or ["ok"]:
            sys.stdout.write(f"{what + ':':<16}{sentence}\n")
    return 1 if wrong else 0


def _findings(settings: Settings) -> Iterator[tuple[str, list[str]]]:
    yield "configuration", _configuration(settings)
    try:
        catalog = load()
    except TextsError as error:
        yield "texts", [str(error)]
        return
    yield "texts", _texts(settings, catalog)
    yield "sources", _sources(catalog, now().date())
    yield "session log", problems(SessionLog(settings.log.directory), now())
    yield "failed writes", _failed(settings)
    yield "errors", _errors(settings)
    yield "terminal", _terminal()
    yield "clock", [] if now().date() >= BUILT else [f"it shows {now().date()}, before this program was made; set it"]


def _configuration(settings: Settings) -> list[str]:
    try:
        settings.required_number()
    except SettingsError as error:
        return [str(error)]
    return []


def _texts(settings: Settings, catalog: Catalog) -> list[str]:
    found = [f"{sentence}; this language is not offered" for sentence in catalog.incomplete.values()]
    try:
        settings.languages(catalog)
    except SettingsError as error:
        found.append(str(error))
    return found


def _sources(catalog: Catalog, today: date) -> list[str]:
    named = {"the article": catalog.sources.article, **catalog.sources.guidance}
    return [
        f"{name}: was to be checked again by {source.check_again}; read it again, and update sources.toml"
        for name, source in named.items()
        if source.check_again < today
    ]


def _failed(settings: Settings) -> list[str]:
    failed = FailedWrites(settings.log.directory)
    number = failed.count()
    return [f"{number} records could not be kept; mend the session log, then remove {failed.path}"] if number else []


def _errors(settings: Settings) -> list[str]:
    path = settings.log.directory / ".errors"
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    last = "".join(letter for letter in lines[-1] if letter.isprintable()) if lines else ""
    return [f"{len(lines)} visits ended with an error, the last with: {last}; report it, then remove {path}"] if lines else []


def _terminal() -> list[str]:
    if not sys.stdout.isatty():
        return []
    size = os.get_terminal_size()
    found = []
    if size.columns < LEAST_COLUMNS or size.lines < LEAST_ROWS:
        found.append(f"it is {size.columns}x{size.lines}; the kiosk needs {LEAST_COLUMNS}x{LEAST_ROWS} or more")
    if os.environ.get("TERM", "dumb") == "dumb":
        found.append("TERM says that it cannot draw; set TERM, for example to xterm-256color or linux")
    return found
