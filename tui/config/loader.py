"""Reads the settings: an option goes before the environment, that before the file, that before the default."""

import os
import stat
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, TypeVar

from platformdirs import user_config_path
from pydantic import BaseModel, ValidationError

from tui.config.settings import (
    APP,
    ENVIRONMENT,
    KioskSettings,
    LogSettings,
    Settings,
    SettingsError,
    Site,
    SiteFile,
    SshSettings,
    StaffSettings,
)

_File = TypeVar("_File", bound=SiteFile)

SECTIONS: Final[Mapping[str, type[BaseModel]]] = {
    "site": Site,
    "kiosk": KioskSettings,
    "log": LogSettings,
    "ssh": SshSettings,
    "staff": StaffSettings,
}
SHORT: Final = {
    # option and short name in the environment: the setting they stand for
    "emergency_number": ("site", "emergency_number"),
    "data": ("log", "directory"),
}
MOST: Final = 1 << 20
"""Bytes of a configuration."""

ALONE: Final = ("config", "language")
OF_TESTS: Final = f"{ENVIRONMENT}TEST_"


def _bytes(path: Path) -> bytes:
    """Read a file of a reasonable size; a pipe or a device is neither waited for nor read without end."""
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


def _from_environment(environment: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    names = {f"{section}_{key}": (section, key) for section, model in SECTIONS.items() for key in model.model_fields} | SHORT
    known = {ENVIRONMENT + name.upper() for name in (*names, *ALONE)}
    for name in environment:
        if name.startswith(ENVIRONMENT) and name not in known and not name.startswith(OF_TESTS):
            near = get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise SettingsError(f"environment: {name}: there is no such setting{hint}")
    for name, (section, key) in names.items():
        value = environment.get(ENVIRONMENT + name.upper())
        if value:
            found.setdefault(section, {})[key] = value.replace(",", " ").split() if key == "languages" else value
    return found


def _sentence(error: ValidationError, where: str) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    path = [str(part) for part in first["loc"] if isinstance(part, str)]
    model = SECTIONS.get(path[0]) if path else None
    known = list(model.model_fields) if model and len(path) > 1 else [*SECTIONS]
    field = "".join(letter if letter.isprintable() else "?" for letter in ".".join(path))[:80]
    if first["type"] == "extra_forbidden":
        near = get_close_matches(path[-1], known, 1)
        hint = f"did you mean {near[0]}? " if near else ""
        return f"{where}: {field}: there is no such setting; {hint}allowed are {', '.join(known)}"
    allowed = (
        model.model_fields[path[1]].description if model and len(path) > 1 and path[1] in model.model_fields else "a table"
    )
    quotes = "write it in quotes; " if first["type"] == "string_type" else ""
    return f"{where}: {field}: is not valid; {quotes}allowed is {allowed}"


def load_settings(options: Mapping[str, str | None], environment: Mapping[str, str]) -> Settings:
    """Merge options, environment and file into settings.

    Args:
        options: `config`, `data`, `language` and `emergency_number`, each None where it was not given.
        environment: the process's environment; only `PULMOSCREEN_*` is read.

    Raises:
        SettingsError: a file that cannot be read, an unknown key, a value that is not allowed.
    """
    named = options.get("config") or environment.get(f"{ENVIRONMENT}CONFIG")
    path = Path(named) if named else user_config_path(APP) / "config.toml"
    from_file = _read(path) if named or os.access(path, os.R_OK) else {}
    _validated(SiteFile, from_file, str(path))
    merged = {section: dict(keys) if isinstance(keys, dict) else keys for section, keys in from_file.items()}
    from_options: dict[str, dict[str, Any]] = {}
    for name, (section, key) in SHORT.items():
        if options.get(name) == "":
            raise SettingsError(f"command line: {section}.{key}: is empty")
        if options.get(name) is not None:
            from_options.setdefault(section, {})[key] = options[name]
    for source, where in ((_from_environment(environment), "environment"), (from_options, "command line")):
        for section, keys in source.items():
            _validated(SiteFile, {section: keys}, where)
            merged.setdefault(section, {}).update(keys)
    language = options.get("language") or environment.get(f"{ENVIRONMENT}LANGUAGE") or None
    settings = _validated(Settings, merged | {"language": language}, str(path))
    return settings.model_copy(update={"source": f"{path}: " if from_file else ""})


def _holds_nul(value: Any) -> bool:  # noqa: ANN401 - whatever a file holds
    if isinstance(value, dict | list):
        return any(map(_holds_nul, value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and "\0" in value


def _validated(model: type[_File], merged: Mapping[str, Any], where: str) -> _File:
    for section, keys in merged.items():
        for key, value in keys.items() if isinstance(keys, dict) else ():
            if _holds_nul(value):
                raise SettingsError(f"{where}: {section}.{key}: holds a NUL character, which no name can have")
    try:
        return model.model_validate(merged)
    except ValidationError as error:
        raise SettingsError(_sentence(error, where)) from None
