"""Reads the settings once: an option goes before the environment, that before the file, that before the default."""

import os
import stat
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from platformdirs import user_config_path
from pydantic import BaseModel, ValidationError

from tui.config.settings import APP, ENVIRONMENT, Settings, SettingsError, SiteFile
from tui.config.suggestion import suggestion

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
MOST: Final = 1 << 20
"""The largest size of a configuration file, in bytes."""

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
    path = Path(named) if named else user_config_path(APP) / "config.toml"
    merged = _read(path) if named or os.access(path, os.R_OK) else {}
    source = f"{path}: " if merged else ""
    sources: dict[Key, str] = {}
    for where, found in (("environment", _from_environment(environment)), ("command line", _from_options(options))):
        for (section, key), value in found.items():
            keys = merged.setdefault(section, {})
            if isinstance(keys, dict):
                keys[key], sources[section, key] = value, where
    site = _validated(merged, sources, str(path))
    language = options.get("language") or environment.get(f"{ENVIRONMENT}LANGUAGE") or None
    return Settings.model_construct(**dict(site), language=language, source=source)


def _bytes(path: Path) -> bytes:
    """Read a regular file up to a maximum size; a pipe or a device would block, or never end."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise SettingsError(f"{path}: cannot be read: it is no file")
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(MOST + 1)
    if len(data) > MOST:
        raise SettingsError(f"{path}: is too large to be a configuration")
    return data


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_bytes(path).decode())
    except SettingsError:
        raise
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: is not TOML: {error}") from None
    except ValueError:
        raise SettingsError(f"{path}: holds a number that is too long") from None
    except RecursionError:
        raise SettingsError(f"{path}: is nested too deeply to be a configuration") from None


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
    return found


def _from_options(options: Mapping[str, str | None]) -> dict[Key, Any]:
    found = {where: options[name] for name, where in OPTIONS.items() if options.get(name) is not None}
    for (section, key), value in found.items():
        if value == "":
            raise SettingsError(f"command line: {section}.{key}: is empty")
    return found


def _validated(merged: Mapping[str, Any], sources: Mapping[Key, str], file: str) -> SiteFile:
    for section, keys in merged.items():
        for key, value in keys.items() if isinstance(keys, dict) else ():
            if _holds_nul(value):
                where = sources.get((section, key), file)
                raise SettingsError(f"{where}: {section}.{key}: holds a NUL character, which no name can have")
    try:
        return SiteFile.model_validate(merged)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    path = [str(part) for part in first["loc"] if isinstance(part, str)]
    where = sources.get((path[0], path[1]), file) if len(path) > 1 else file
    raise SettingsError(f"{where}: {_sentence(path, first['type'])}")


def _holds_nul(value: Any) -> bool:  # noqa: ANN401 - whatever a file holds
    if isinstance(value, dict | list):
        return any(map(_holds_nul, value.values() if isinstance(value, dict) else value))
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
