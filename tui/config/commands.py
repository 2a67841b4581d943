"""The programs that a site names: who may have chosen them, and what the one that calls staff is told."""

import socket

from tui.config.files import SettingsError, writable_by_others
from tui.config.settings import Settings


def refuse_changeable_commands(settings: Settings) -> None:
    """Refuse to run, in a locked kiosk, a program that other users of the machine could choose.

    Raises:
        SettingsError: others can change the configuration, and it names a program.
    """
    for name, command in settings.kiosk.commands().items():
        if command and settings.file and writable_by_others(settings.file):
            told = f"{settings.source}kiosk.{name}: others can change this file, and so choose the program"
            raise SettingsError(f"{told}: chmod go-w {settings.file} {settings.file.resolve().parent}")


def call_command(settings: Settings) -> tuple[str, ...] | None:
    """Return the program that calls staff; None where there is none, or no staff are near."""
    return None if settings.is_unstaffed else settings.kiosk.call_command


def kiosk_name(settings: Settings) -> str:
    """Return the name by which staff know the kiosk: that of the site, or of the machine where the site has none."""
    return settings.site.name or socket.gethostname()
