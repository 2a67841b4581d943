"""The keys of the server: the first is made at the first start; none may be readable by others."""

import os
import stat
from pathlib import Path
from typing import Final

import asyncssh

from tui.config.files import SettingsError, read_bytes
from tui.config.settings import Settings

NAME: Final = "ssh_host_key"


def host_keys(settings: Settings, *, make: bool = True) -> list[asyncssh.SSHKey]:
    """Return the server's keys: where the site says, or beside the session log.

    The first is made if there is none yet; without `make` it is then left out.

    Raises:
        SettingsError: a file cannot be read or made, is no key, others can read it, or two are of one kind.
    """
    given = settings.ssh.host_key or settings.log.directory / NAME
    first, *others = given if isinstance(given, tuple) else (given,)
    keys = {}
    for path in (first, *others):
        if path is first and not make and not os.path.lexists(path):
            continue
        key = _host_key(path, make=path is first)
        if key.algorithm in keys:
            raise SettingsError(f"ssh.host_key: {path}: is the second {key.get_algorithm()} key; one of each kind is allowed")
        keys[key.algorithm] = key
    return [*keys.values()]


def _host_key(path: Path, *, make: bool) -> asyncssh.SSHKey:
    try:
        if make and not path.exists():
            _make(path)
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_mode & 0o077:
            raise SettingsError(
                f"ssh.host_key: {path}: others can read it; set its mode to 0600, or remove it to get a new one"
            )
        return asyncssh.import_private_key(read_bytes(path, "ssh.host_key"))
    except OSError as error:
        raise SettingsError(f"ssh.host_key: {path}: {error.strerror}") from None
    except asyncssh.KeyImportError:
        raise SettingsError(f"ssh.host_key: {path}: is not a private key without a passphrase") from None


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = asyncssh.generate_private_key("ssh-ed25519", comment="pulmoscreen").export_private_key()
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(made)
        file.flush()
        os.fsync(file.fileno())
    try:
        # A link never replaces: of two servers that start at once, both use the key that was there first.
        os.link(aside, path)
    except FileExistsError:
        return
    finally:
        aside.unlink()
