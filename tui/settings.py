"""What a site can set. An option goes before the environment, that before the file, that before the default."""

import shlex
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar

from platformdirs import user_config_path, user_data_path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assets.catalog import Catalog
from assets.models import Texts

ENVIRONMENT: Final = "PULMOSCREEN_"
APP: Final = "pulmoscreen"

Number = Annotated[
    str, Field(pattern=r"^[0-9*#+][0-9*# ()+-]{1,19}$", description="digits, spaces and + * # ( ) -, 2 to 20 of them")
]
Line = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f-\x9f]{1,40}$", description="1 to 40 printable characters")]


def _as_words(value: object) -> object:
    return shlex.split(value) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_as_words)]


class SettingsError(ValueError):
    """A setting that cannot be used; the sentence names where it stands, what is wrong and what is allowed."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Site(_Section):
    """Who runs the kiosk."""

    name: Line | None = Field(None, description="shown in the title line, 1 to 40 printable characters")
    emergency_number: Number | None = Field(None, description="digits, spaces and + * # ( ) -, 2 to 20 of them")
    languages: tuple[str, ...] | None = Field(None, min_length=1, description='a list of language codes, such as ["en", "es"]')


class KioskSettings(_Section):
    """How long the kiosk waits, and how it prints."""

    warn_after: int = Field(90, ge=5, le=3600, description="seconds of silence before it asks, 5 to 3600")
    clear_after: int = Field(30, ge=5, le=600, description="further seconds before it clears, 5 to 600")
    session_limit: int = Field(30, ge=2, le=240, description="minutes that one visit may last, 2 to 240")
    print_command: Words | None = Field(
        None, min_length=1, description="a program and its arguments, which gets the summary on standard input"
    )


class LogSettings(_Section):
    """Where the session log is, and what it keeps."""

    directory: Path = Field(default_factory=lambda: user_data_path(APP), description="a directory")
    retention_weeks: int = Field(104, ge=1, le=1040, description="weeks that a record is kept, 1 to 1040")
    small_cell: int = Field(7, ge=1, le=100, description="counts up to this one are shown as 'fewer than', 1 to 100")


class SiteFile(_Section):
    """What the configuration file can hold."""

    site: Site = Site()
    kiosk: KioskSettings = KioskSettings()
    log: LogSettings = Field(default_factory=LogSettings)


class Settings(SiteFile):
    """All settings of a site, and the language to begin with."""

    language: str | None = None

    def languages(self, catalog: Catalog) -> dict[str, Texts]:
        """Return the languages on offer, in the site's order.

        Raises:
            SettingsError: a language that has no complete texts.
        """
        wanted = self.site.languages or tuple(catalog.languages)
        for field, codes in (("site.languages", wanted), ("language", (self.language,) if self.language else ())):
            for code in codes:
                if code not in catalog.languages:
                    raise SettingsError(f"{field}: there is no such language; there are {', '.join(catalog.languages)}")
        if self.language is not None and self.language not in wanted:
            raise SettingsError(f"language: it is not among site.languages; those are {', '.join(wanted)}")
        return {code: catalog.languages[code] for code in wanted}

    def required_number(self) -> str:
        """Return the emergency number.

        Raises:
            SettingsError: the site has none; the kiosk never starts without it.
        """
        if self.site.emergency_number is None:
            raise SettingsError(
                "site.emergency_number: the kiosk does not start without one; give it with --emergency-number, as "
                f"{ENVIRONMENT}EMERGENCY_NUMBER, or in the configuration; allowed are digits, spaces and + * # ( ) -, 2 to 20"
            )
        return self.site.emergency_number

    def values(self) -> dict[str, str]:
        """Return what fills the placeholders of the texts."""
        return {
            "site": self.site.name or "",
            "emergency_number": self.site.emergency_number or "",
            "warn_after": str(self.kiosk.warn_after),
            "clear_after": str(self.kiosk.clear_after),
            "minutes": str(self.kiosk.session_limit),
            "retention_weeks": str(self.log.retention_weeks),
        }


_File = TypeVar("_File", bound=SiteFile)

SECTIONS: Final[Mapping[str, type[BaseModel]]] = {"site": Site, "kiosk": KioskSettings, "log": LogSettings}
SHORT: Final = {
    # option and short name in the environment: the setting they stand for
    "emergency_number": ("site", "emergency_number"),
    "data": ("log", "directory"),
}


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode())
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: is not TOML: {error}") from None


def _from_environment(environment: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    names = {f"{section}_{key}": (section, key) for section, model in SECTIONS.items() for key in model.model_fields} | SHORT
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
    field = ".".join(path)
    if first["type"] == "extra_forbidden":
        near = get_close_matches(path[-1], known, 1)
        hint = f"did you mean {near[0]}? " if near else ""
        return f"{where}: {field}: there is no such setting; {hint}allowed are {', '.join(known)}"
    allowed = (
        model.model_fields[path[1]].description if model and len(path) > 1 and path[1] in model.model_fields else "a table"
    )
    return f"{where}: {field}: is not valid; allowed is {allowed}"


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
    from_file = _read(path) if named or path.is_file() else {}
    _validated(SiteFile, from_file, str(path))
    merged = {section: dict(keys) if isinstance(keys, dict) else keys for section, keys in from_file.items()}
    from_options: dict[str, dict[str, Any]] = {}
    for name, (section, key) in SHORT.items():
        if options.get(name) is not None:
            from_options.setdefault(section, {})[key] = options[name]
    for source, where in ((_from_environment(environment), "environment"), (from_options, "command line")):
        for section, keys in source.items():
            _validated(SiteFile, {section: keys}, where)
            merged.setdefault(section, {}).update(keys)
    language = options.get("language") or environment.get(f"{ENVIRONMENT}LANGUAGE") or None
    return _validated(Settings, merged | {"language": language}, str(path))


def _validated(model: type[_File], merged: Mapping[str, Any], where: str) -> _File:
    try:
        return model.model_validate(merged)
    except ValidationError as error:
        raise SettingsError(_sentence(error, where)) from None
