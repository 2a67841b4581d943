"""Reads the settings once: an option goes before the environment, that before the file, that before the default."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from tui.config.files import SettingsError, read_text, readable_by_others
from tui.config.settings import HOMELESS, Settings, SiteFile, StaffSettings
from tui.config.sources import ENVIRONMENT, TOO_DEEP, Found, Key, absolute, find, variables
from tui.config.suggestion import suggestion

SECTIONS: Final[Mapping[str, type[BaseModel]]] = {
    name: field.annotation
    for name, field in SiteFile.model_fields.items()
    if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
}

ALONE: Final = ("config", "language")
OF_TESTS: Final = f"{ENVIRONMENT}TEST_"


def load_settings(options: Mapping[str, str | None], environment: Mapping[str, str]) -> Settings:
    """Merge options, environment and file, and validate the result.

    Args:
        options: `config`, `data`, `language`, `emergency_number` and `port`, each None where it was not given.
        environment: the environment of the process; only `PULMOSCREEN_*` is read.

    Raises:
        SettingsError: a file that cannot be read, an unknown key, a value that is not allowed.
    """
    keys = [(section, key) for section, model in SECTIONS.items() for key in model.model_fields]
    found = find(options, environment, keys)
    _refuse_unknown_variables(environment, keys)
    site = _validated(found)
    if site.log.directory == HOMELESS:
        raise SettingsError(
            "log.directory: this user has no home folder; name one with --data, as PULMOSCREEN_DATA, or in the configuration"
        )
    return Settings.model_construct(**dict(site), language=found.language, file=found.file)


def _refuse_unknown_variables(environment: Mapping[str, str], keys: Iterable[Key]) -> None:
    known = {*variables(keys), *(ENVIRONMENT + name.upper() for name in ALONE)}
    for name in environment:
        if name.startswith(ENVIRONMENT) and name not in known and not name.startswith(OF_TESTS):
            raise SettingsError(f"environment: {name}: there is no such setting{suggestion(name, known)}")


def _validated(found: Found) -> SiteFile:
    merged, sources, file = found.values, found.where, found.path
    for section, keys in merged.items():
        for key, value in keys.items() if isinstance(keys, dict) else ():
            if _holds_nul(value, file):
                where = sources.get((section, key), str(file))
                raise SettingsError(f"{where}: {section}.{key}: holds a NUL character, which no name can have")
    try:
        return with_pin_hash(SiteFile.model_validate(merged, context={"folder": absolute(str(file.parent))}))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    path = [str(part) for part in first["loc"] if isinstance(part, str)]
    where = sources.get((path[0], path[1]), str(file)) if len(path) > 1 else str(file)
    raise SettingsError(f"{where}: {_sentence(path, first['type'])}")


def with_pin_hash(site: SiteFile) -> SiteFile:
    """Return the site with the hash that a file of its own holds.

    Raises:
        SettingsError: it cannot be read, others can read it, it holds something else, or the hash is in both.
    """
    path = site.staff.pin_hash_file
    if path is None:
        return site
    if site.staff.pin_hash is not None:
        raise SettingsError("staff.pin_hash_file: staff.pin_hash is set too; one of them is allowed")
    line = read_text(path, "staff.pin_hash_file").strip().removeprefix("pin_hash = ").strip('"')
    if readable_by_others(path):
        raise SettingsError(f"staff.pin_hash_file: {path}: others can read it: chmod o-r {path}")
    try:
        staff = StaffSettings.model_validate({**dict(site.staff), "pin_hash": line})
    except ValidationError:
        raise SettingsError(f"staff.pin_hash_file: {path}: holds no line of `pulmoscreen staff-pin`") from None
    return site.model_copy(update={"staff": staff})


def _holds_nul(value: Any, file: Path) -> bool:  # noqa: ANN401 - whatever a file holds
    try:
        return _has_nul(value)
    except RecursionError:
        raise SettingsError(f"{file}: {TOO_DEEP}") from None


def _has_nul(value: Any) -> bool:  # noqa: ANN401 - as above
    if isinstance(value, dict | list):
        return any(map(_has_nul, value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and "\0" in value


def _sentence(path: Sequence[str], kind: str) -> str:
    """Return what is wrong with the setting at `path`, and what is allowed."""
    model = SECTIONS.get(path[0]) if len(path) > 1 else None
    known = list(model.model_fields if model else SECTIONS)
    field = "".join(letter if letter.isprintable() else "?" for letter in ".".join(path))[:80]
    if kind == "extra_forbidden":
        return f"{field}: there is no such setting{suggestion(path[-1], known) or ';'} allowed are {', '.join(known)}"
    allowed = model.model_fields[path[1]].description if model and path[1] in model.model_fields else "a table"
    quotes = "write it in quotes; " if kind == "string_type" else ""
    return f"{field}: is not valid; {quotes}allowed is {allowed}"
