"""Reads the settings once: an option goes before the environment, that before the file, that before the default."""

import os
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from platformdirs import user_config_path
from pydantic import BaseModel, ValidationError

from tui.config.files import SettingsError, read_text, readable_by_others
from tui.config.settings import APP, ENVIRONMENT, HOMELESS, Settings, SiteFile, StaffSettings
from tui.config.suggestion import suggestion
from tui.config.values import with_home

SECTIONS: Final[Mapping[str, type[BaseModel]]] = {
    name: field.annotation
    for name, field in SiteFile.model_fields.items()
    if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
}

Key = tuple[str, str]
"""A section and a key in it."""

SHORT: Final[Mapping[str, Key]] = {
    # options, and short names in the environment
    "emergency_number": ("site", "emergency_number"),
    "data": ("log", "directory"),
}
OPTIONS: Final[Mapping[str, Key]] = {**SHORT, "port": ("ssh", "port")}
PATHS: Final = frozenset(
    {("log", "directory"), ("ssh", "host_key"), ("ssh", "authorized_keys")}
    | {("staff", "pin_hash_file"), ("staff", "export_directory")}
)

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
    named = options.get("config") or environment.get(f"{ENVIRONMENT}CONFIG")
    path = Path(with_home(named)) if named else _default_file()
    merged = _read(path) if named or os.access(path, os.R_OK) else {}
    file = path if merged else None
    sources: dict[Key, str] = {}
    for where, found in (("environment", _from_environment(environment)), ("command line", _from_options(options))):
        for (section, key), value in found.items():
            keys = merged.setdefault(section, {})
            if isinstance(keys, dict):
                keys[key], sources[section, key] = value, where
    site = _validated(merged, sources, path)
    if site.log.directory == HOMELESS:
        raise SettingsError(
            "log.directory: this user has no home folder; name one with --data, as PULMOSCREEN_DATA, or in the configuration"
        )
    language = options.get("language") or environment.get(f"{ENVIRONMENT}LANGUAGE") or None
    return Settings.model_construct(**dict(site), language=language, file=file)


def _default_file() -> Path:
    try:
        return user_config_path(APP) / "config.toml"
    except RuntimeError:
        # The user has no home folder.
        return Path("/nonexistent")


def _read(path: Path) -> dict[str, Any]:
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: is not TOML: {error}") from None
    except ValueError:
        raise SettingsError(f"{path}: holds a number that is too long") from None
    except RecursionError:
        raise SettingsError(f"{path}: {_TOO_DEEP}") from None


_TOO_DEEP: Final = "is nested too deeply to be a configuration"


def _from_environment(environment: Mapping[str, str]) -> dict[Key, Any]:
    names = {f"{section}_{key}": (section, key) for section, model in SECTIONS.items() for key in model.model_fields}
    names.update(SHORT)
    known = {ENVIRONMENT + name.upper() for name in (*names, *ALONE)}
    for name in environment:
        if name.startswith(ENVIRONMENT) and name not in known and not name.startswith(OF_TESTS):
            raise SettingsError(f"environment: {name}: there is no such setting{suggestion(name, known)}")
    found: dict[Key, Any] = {}
    for name, where in names.items():
        if value := environment.get(ENVIRONMENT + name.upper()):
            found[where] = value.replace(",", " ").split() if where[1] == "languages" else value
    return _from_here(found)


def _from_options(options: Mapping[str, str | None]) -> dict[Key, Any]:
    found = {where: options[name] for name, where in OPTIONS.items() if options.get(name) is not None}
    for (section, key), value in found.items():
        if value == "":
            raise SettingsError(f"command line: {section}.{key}: is empty")
    return _from_here(found)


def _from_here(found: dict[Key, Any]) -> dict[Key, Any]:
    """Return the values with relative paths as they are meant on a command line: from the working directory."""
    here = {where: with_home(value) for where, value in found.items() if where in PATHS}
    return {**found, **{where: value if value.startswith("~") else _absolute(value) for where, value in here.items()}}


def _absolute(path: str) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - the other one leaves `..`, or follows links


def _validated(merged: Mapping[str, Any], sources: Mapping[Key, str], file: Path) -> SiteFile:
    for section, keys in merged.items():
        for key, value in keys.items() if isinstance(keys, dict) else ():
            if _holds_nul(value, file):
                where = sources.get((section, key), str(file))
                raise SettingsError(f"{where}: {section}.{key}: holds a NUL character, which no name can have")
    try:
        return with_pin_hash(SiteFile.model_validate(merged, context={"folder": _absolute(str(file.parent))}))
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
        raise SettingsError(f"{file}: {_TOO_DEEP}") from None


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
