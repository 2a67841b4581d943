"""The settings of a site: names, allowed values and defaults."""

import hashlib
from pathlib import Path
from typing import Final, Literal, Self

from platformdirs import user_data_path
from pydantic import Field

from assets.catalog import REFERENCE, Catalog, load
from assets.channel import without_staff
from assets.models import Texts
from tui.config.files import SettingsError
from tui.config.sections import KioskSettings, Section, ShipSettings, SshSettings, TakeAwaySettings
from tui.config.sources import APP, ENVIRONMENT
from tui.config.values import Line, Number, PinHash, SitePath

HOMELESS: Final = Path("~")
"""Stands for the folder of the session log where the user has no home folder."""


def _data_folder() -> Path:
    try:
        return user_data_path(APP)
    except RuntimeError:
        return HOMELESS


class Site(Section):
    """The name of the site, its emergency number and its languages."""

    name: Line | None = Field(None, description="a text of 1 to 40 printable characters, for the title line")
    emergency_number: Number | None = Field(None, description="a text of 2 to 20 digits, spaces and + * # ( ) -")
    setting: Literal["staffed", "unstaffed"] | None = Field(
        None, description="staffed where staff are near, or unstaffed; without it staffed, and unstaffed over SSH"
    )
    languages: tuple[str, ...] | None = Field(None, min_length=1, description='a list of language codes, such as ["en"]')


class LogSettings(Section):
    """Where the session log is, how long it keeps records, and which counts it suppresses."""

    directory: SitePath = Field(default_factory=_data_folder, description="a directory")
    retention_weeks: int = Field(104, ge=1, le=1040, description="1 to 1040, the weeks that a record is kept")
    small_cell: int = Field(7, ge=0, le=100, description="0 to 100; records are released in batches of one more than this")


class StaffSettings(Section):
    """The staff area; there is none without a PIN."""

    pin_hash: PinHash | None = Field(None, repr=False, description="the line that `pulmoscreen staff-pin` prints")
    pin_hash_file: SitePath | None = Field(None, description="a file with that line, which only the kiosk's account can read")
    export_directory: SitePath | None = Field(None, description="a directory, into which the staff area exports")


class SiteFile(Section):
    """The configuration file."""

    site: Site = Site()
    kiosk: KioskSettings = KioskSettings()
    log: LogSettings = Field(default_factory=LogSettings)
    ssh: SshSettings = SshSettings()
    staff: StaffSettings = StaffSettings()
    take_away: TakeAwaySettings = TakeAwaySettings()
    ship: ShipSettings = ShipSettings()


class Settings(SiteFile):
    """All settings of a site, and the language to begin with."""

    language: str | None = None
    file: Path | None = Field(None, exclude=True, repr=False)
    """The configuration file, if there is one."""

    @property
    def source(self) -> str:
        """The configuration file as the beginning of a sentence; empty where there is none."""
        return f"{self.file}: " if self.file else ""

    def offers(self, code: str, is_draft: bool) -> bool:  # noqa: FBT001 - as `load` asks
        """Say whether a language is on offer, where its texts are complete."""
        return code in self.site.languages if self.site.languages else code == REFERENCE or not is_draft

    def languages(self, catalog: Catalog) -> dict[str, Texts]:
        """Return the languages on offer, in the site's order, with the words for its setting.

        Those are the languages that it names, or else English and what was reviewed.

        Raises:
            SettingsError: a language that has no complete texts, or a draft that the site does not name.
        """
        wanted = self.site.languages or tuple(code for code in catalog.languages if self.offers(code, code in catalog.drafts))
        for field, codes in (("site.languages", wanted), ("language", (self.language,) if self.language else ())):
            for code in codes:
                if code not in catalog.languages and code not in (every := load().languages):
                    raise SettingsError(
                        f"{self.source}{field}: {code!r}: there is no such language; there are {', '.join(every)}"
                    )
        if self.language is not None and self.language not in wanted:
            if not self.site.languages:
                raise SettingsError(
                    f"language: {self.language!r} is a draft that nobody has reviewed; name it in site.languages"
                )
            raise SettingsError(f"language: it is not among site.languages; those are {', '.join(wanted)}")
        chosen = {code: catalog.languages[code] for code in dict.fromkeys(wanted)}
        return {code: without_staff(texts) for code, texts in chosen.items()} if self.is_unstaffed else chosen

    @property
    def is_unstaffed(self) -> bool:
        """Say whether no member of staff is near, so that no text may name one."""
        return self.site.setting == "unstaffed"

    def over_ssh(self) -> Self:
        """Return the settings for people who come over SSH: unstaffed, unless the site says otherwise outright.

        Nobody knows where they are, so no program calls staff to this machine or speaks at it, whatever the site says.
        """
        site = self.site.model_copy(update={"setting": self.site.setting or "unstaffed"})
        return self.model_copy(update={"site": site, "kiosk": self.kiosk.without_commands("call_command", "speech_command")})

    def required_number(self) -> str:
        """Return the emergency number.

        Raises:
            SettingsError: the site has none; the kiosk never starts without it.
        """
        if self.site.emergency_number is None:
            raise SettingsError(
                f"{self.source}site.emergency_number: the kiosk does not start without one; give it with "
                f"--emergency-number, as {ENVIRONMENT}EMERGENCY_NUMBER, or in the configuration; allowed is a text of 2 to 20 "
                "digits, spaces and + * # ( ) -"
            )
        return self.site.emergency_number

    def digest(self) -> str:
        """Return 16 digits of the SHA-256 of all settings, by which the audit trail tells that something was changed."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]

    def values(self) -> dict[str, str]:
        """Return the values of the placeholders in the texts, and the address of the page for phones."""
        return {
            "site": self.site.name or "",
            "take_away_address": self.take_away.address or "",
            "emergency_number": self.site.emergency_number or "",
            "warn_after": str(self.kiosk.warn_after),
            "clear_after": str(self.kiosk.clear_after),
            "minutes": str(self.kiosk.session_limit),
            "retention_weeks": str(self.log.retention_weeks),
        }
