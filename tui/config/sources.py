"""Where settings are written: an option goes before the environment, that before the file. Nothing is checked here."""

import os
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from tui.config.files import SettingsError, read_text, with_home

APP: Final = "pulmoscreen"
ENVIRONMENT: Final = "PULMOSCREEN_"

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

TOO_DEEP: Final = "is nested too deeply to be a configuration"


class Found(NamedTuple):
    """What is written.

    Attributes:
        values: sections with their keys, as the sources have them; a section can be anything.
        where: for what is not from the file, "environment" or "command line".
        path: the configuration file, whether there is one or not.
        file: the same where there is one that holds something; otherwise None.
        language: the language to begin with, where one is asked for.
    """

    values: dict[str, Any]
    where: dict[Key, str]
    path: Path
    file: Path | None
    language: str | None


def find(options: Mapping[str, str | None], environment: Mapping[str, str], keys: Iterable[Key]) -> Found:
    """Read the file, and what the environment says of `keys`, and what the options say.

    Raises:
        SettingsError: a file that cannot be read, or an option that is empty.
    """
    named = options.get("config") or environment.get(f"{ENVIRONMENT}CONFIG")
    path = Path(with_home(named)) if named else _default_file()
    merged = _read(path) if named or os.access(path, os.R_OK) else {}
    file = path if merged else None
    sources: dict[Key, str] = {}
    for where, found in (("environment", _from_environment(environment, keys)), ("command line", _from_options(options))):
        for (section, key), value in found.items():
            of_section = merged.setdefault(section, {})
            if isinstance(of_section, dict):
                of_section[key], sources[section, key] = value, where
    language = options.get("language") or environment.get(f"{ENVIRONMENT}LANGUAGE") or None
    return Found(merged, sources, path, file, language)


def variables(keys: Iterable[Key]) -> dict[str, Key]:
    """Return the variables of the environment that set these keys; of two that set the same, the last one counts."""
    names = {f"{section}_{key}": (section, key) for section, key in keys}
    return {ENVIRONMENT + name.upper(): where for name, where in {**names, **SHORT}.items()}


def absolute(path: str) -> str:
    """Return a path from the root on, without following links."""
    return os.path.abspath(path)  # noqa: PTH100 - the other one leaves `..`, or follows links


def _default_file() -> Path:
    from platformdirs import user_config_path  # noqa: PLC0415 - a site that names its file starts faster

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
        raise SettingsError(f"{path}: {TOO_DEEP}") from None


def _from_environment(environment: Mapping[str, str], keys: Iterable[Key]) -> dict[Key, Any]:
    found: dict[Key, Any] = {}
    for name, where in variables(keys).items():
        if value := environment.get(name):
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
    return {**found, **{where: value if value.startswith("~") else absolute(value) for where, value in here.items()}}
