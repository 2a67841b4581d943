"""What a site can set, what is allowed, and what it is when nobody sets it."""

import shlex
from pathlib import Path
from typing import Annotated, Final

from platformdirs import user_data_path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from assets.catalog import Catalog
from assets.models import Texts

ENVIRONMENT: Final = "PULMOSCREEN_"
APP: Final = "pulmoscreen"

Number = Annotated[str, Field(pattern=r"^[*#+(]*[0-9][0-9*# ()+-]*$", min_length=2, max_length=20)]
Line = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f-\x9f]{1,40}$")]


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
        return {code: catalog.languages[code] for code in dict.fromkeys(wanted)}

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
