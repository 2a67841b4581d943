"""The public keys of those who may come in, from a file as OpenSSH has it."""

import re
from pathlib import Path
from typing import Final

import asyncssh

from tui.config.files import read_bytes

SETTING: Final = "ssh.authorized_keys"

_LINE: Final = re.compile(
    r'(?:(?P<options>(?:[^\s"]|"(?:\\.|[^"\\])*")+)[ \t]+)?'
    r"(?P<key>(?P<kind>(?:sk-)?(?:ssh|ecdsa)-[\w.@-]+)[ \t]+[A-Za-z0-9+/]+=*)(?:[ \t].*)?"
)
_OPTION: Final = re.compile(r'([A-Za-z-]+)(?:="(?:\\.|[^"\\])*")?(?:,|$)')

NARROWING: Final = frozenset({"cert-authority", "expiry-time", "from", "principals", "verify-required"})
"""Options that say who may come: without them a key would let in more people. All others say what a guest cannot do."""


def authorized_keys(path: Path | None) -> tuple[frozenset[bytes] | None, list[str]]:
    """Return the keys that count, or None where everybody may come in, and a sentence for each line that does not count.

    Raises:
        SettingsError: the file cannot be read.
    """
    if path is None:
        return None, []
    keys, refused = set(), []
    # A comment may be in any encoding; keys and options are ASCII.
    text = read_bytes(path, SETTING).removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    for number, line in enumerate(re.split("\r\n|[\r\n]", text), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            key = _key_of(line.strip())
            if isinstance(key, bytes):
                keys.add(key)
            else:
                refused.append(f"{SETTING}: {path}: line {number}: {key}; it does not count")
    return frozenset(keys), refused


def _key_of(line: str) -> bytes | str:
    """Return the key of a line, or why it does not count."""
    found = _LINE.fullmatch(line)
    if found is None:
        return "is not a public key, such as ssh-ed25519 AAAA"
    if found["kind"] == "ssh-dss":
        return "is a DSA key, which is too weak"
    if narrowing := sorted(NARROWING & {option.lower() for option in _OPTION.findall(found["options"] or "")}):
        return f"has the option {narrowing[0]}, which this server does not know"
    try:
        return asyncssh.import_public_key(found["key"]).public_data
    except (asyncssh.KeyImportError, ValueError):
        return f"its {found['kind']} key cannot be read"
