"""Tables of the configuration file: how the kiosk waits and looks, and what it reaches over a network."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from tui.config.values import SitePath, WebAddress, Words

Network = Annotated[str, Field(pattern=r"^[0-9a-fA-F.:]{2,39}(/[0-9]{1,3})?$")]
"""An address or network of IPv4 or IPv6, by its letters; whether there is such a one, the SSH server says."""


class Section(BaseModel):
    """One table of the configuration file."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class KioskSettings(Section):
    """How long the kiosk waits, how it looks, and which programs it runs when the person asks for it."""

    warn_after: int = Field(90, ge=5, le=3600, description="5 to 3600, the seconds of silence before it asks")
    clear_after: int = Field(30, ge=5, le=600, description="5 to 600, the further seconds before it clears")
    session_limit: int = Field(30, ge=2, le=240, description="2 to 240, the minutes that one visit may last")
    theme: Literal["ink", "light", "high_contrast", "mono"] = Field(
        "ink", description="one of ink, light, high_contrast and mono"
    )
    bigger_text: bool = Field(default=False, description="true where bigger text is to be shown from the start, or false")
    print_command: Words | None = Field(
        None, min_length=1, description="a program and its arguments, which gets the summary on standard input"
    )
    call_command: Words | None = Field(
        None,
        min_length=1,
        description="a program and its arguments, which gets the kiosk's name on standard input",
    )

    speech_command: Words | None = Field(
        None, min_length=1, description="a program that reads its standard input aloud, and its arguments"
    )

    def commands(self) -> dict[str, tuple[str, ...] | None]:
        """Return every setting that names a program, with the program and its arguments where it is set."""
        return {name: getattr(self, name) for name in type(self).model_fields if name.endswith("_command")}

    def without_commands(self, *names: str) -> Self:
        """Return the settings without these programs, or without any where none is named."""
        return self.model_copy(update=dict.fromkeys(names or self.commands()))


class SshSettings(Section):
    """Where the SSH server listens, and its limits."""

    address: str = Field("", description="an address to listen on, or nothing for all of them")
    port: int = Field(2222, ge=0, le=65535, description="a port, 0 to 65535")
    host_key: SitePath | tuple[SitePath, ...] | None = Field(
        None, description="a file, which is created at the first start, or a list of files of different kinds of key"
    )
    authorized_keys: SitePath | None = Field(None, description="a file of public keys; without one everybody can connect")
    max_sessions: int = Field(100, ge=1, le=2000, description="1 to 2000 people at once")
    max_per_address: int = Field(20, ge=1, le=2000, description="1 to 2000 connections at once from one address")
    ready: int = Field(2, ge=0, le=100, description="0 to 100 processes that wait with the first page for those who come next")
    finish_within: int = Field(300, ge=0, le=14400, description="0 to 14400, the seconds that people have left at a stop")
    metrics_port: int | None = Field(None, ge=1, le=65535, description="a port of the loopback address, 1 to 65535")
    proxy_protocol: tuple[Network, ...] = Field(
        (), description='a list of addresses or networks of proxies, such as ["10.0.0.5"], that send a PROXY header'
    )


class ShipSettings(Section):
    """Where released batches are delivered."""

    dsn: str | None = Field(
        None, min_length=1, repr=False, description="a PostgreSQL database as libpq writes it: postgresql://user@host/database"
    )


class TakeAwaySettings(Section):
    """How people take their summary along."""

    address: WebAddress | None = Field(
        None, description="where the file of `pulmoscreen phone-page` is: https://, at most 55 letters of ASCII, no ? and no #"
    )
