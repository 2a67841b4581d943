"""`pulmoscreen staff-pin`: asks for a PIN and prints the line for the configuration, from which the PIN cannot be read."""

import getpass
import re
import sys
from typing import Final

from tui.cli.parser import Arguments, ReadSettings
from tui.config.files import SettingsError
from tui.visit.exit_codes import DONE

SHORTEST, LONGEST, ADVISED = 4, 12, 6
_RUNS: Final = ("01234567890123456789", "98765432109876543210")


def staff_pin(_: Arguments, __: ReadSettings) -> int:
    """Ask for a PIN and print the line for `[staff]`.

    Raises:
        SettingsError: the PIN cannot be used; the message does not repeat it.
    """
    pin = _asked_for() if sys.stdin.isatty() else sys.stdin.readline(1024).rstrip("\r\n")
    if wrong := wrong_with(pin):
        raise SettingsError(wrong)
    if len(pin) < ADVISED:
        sys.stderr.write(f"This PIN can be used; one of {ADVISED} or more digits takes far longer to guess.\n")
    from argon2 import PasswordHasher  # noqa: PLC0415 - only here

    sys.stdout.write(f'pin_hash = "{PasswordHasher().hash(pin)}"\n')
    return DONE


def wrong_with(pin: str) -> str | None:
    """Return a sentence about what is wrong with a PIN, or None."""
    if not re.fullmatch(f"[0-9]{{{SHORTEST},{LONGEST}}}", pin):
        return f"PIN: it has to be {SHORTEST} to {LONGEST} digits, {ADVISED} or more are better"
    if len(set(pin)) == 1 or any(pin in run for run in _RUNS):
        return "PIN: one digit again and again, or digits in a row, are the first that anybody tries; choose another"
    return None


def _asked_for() -> str:
    # It asks again instead of ending: what is typed next would be readable at the prompt of a shell.
    try:
        while True:
            pin = getpass.getpass("PIN for the staff area: ")
            if wrong := wrong_with(pin):
                sys.stderr.write(f"{wrong}\n")
            elif pin == getpass.getpass("The same once more: "):
                return pin
            else:
                sys.stderr.write("PIN: the two are not the same\n")
    except EOFError:
        raise SettingsError("PIN: none was given") from None
