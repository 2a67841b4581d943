"""`authorized_keys` as people have them: what counts, and the true reason for each line that does not."""

from pathlib import Path

import asyncssh
import pytest

from tui.config.files import SettingsError
from tui.ssh.authorized_keys import authorized_keys

KEYS = [asyncssh.generate_private_key(kind) for kind in ("ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa")]
LINES = [key.export_public_key().strip() for key in KEYS]
DSA = b"ssh-dss AAAAB3NzaC1kc3MAAACBAP old@key"


def read(tmp_path: Path, *lines: bytes, end: bytes = b"\n") -> tuple[set[int], list[str]]:
    """Return which of `KEYS` count, and what is said, without the name of the file."""
    path = tmp_path / "authorized_keys"
    path.write_bytes(end.join((*lines, b"")))
    keys, refused = authorized_keys(path)
    assert keys is not None
    told = f"ssh.authorized_keys: {path}: "
    assert all(sentence.startswith(told) for sentence in refused)
    return {number for number, key in enumerate(KEYS) if key.public_data in keys}, [
        sentence.removeprefix(told) for sentence in refused
    ]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_options_comments_in_any_encoding_and_a_byte_order_mark_do_not_matter(tmp_path: Path, end: bytes) -> None:
    lines = (
        b"\xef\xbb\xbf# those who may come",
        b"",
        b'restrict,command="/bin/echo \\"a b\\"",no-pty ' + LINES[0],
        b"  " + LINES[1] + " J\xf6rg".encode("latin-1"),
        LINES[2] + "\tÅsa".encode(),
    )
    assert read(tmp_path, *lines, end=end) == ({0, 1, 2}, [])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (DSA, "is a DSA key, which is too weak"),
        (b'from="192.0.2.*" KEY', "has the option from, which this server does not know"),
        (b'no-pty,expiry-time="20270101" KEY', "has the option expiry-time, which this server does not know"),
        (b"CERT-AUTHORITY KEY", "has the option cert-authority, which this server does not know"),
        (b"ssh-ed25519 AAAA", "its ssh-ed25519 key cannot be read"),
        (b"ssh-new@example.org AAAAB3NzaC1kc3M=", "its ssh-new@example.org key cannot be read"),
        (b"-----BEGIN OPENSSH PRIVATE-----", "is not a public key, such as ssh-ed25519 AAAA"),
        (b'command="not ended KEY', "is not a public key, such as ssh-ed25519 AAAA"),
    ],
)
def test_a_line_that_does_not_count_is_named_with_its_number_and_reason_and_the_others_count(
    tmp_path: Path, line: bytes, reason: str
) -> None:
    assert read(tmp_path, b"# list", line.replace(b"KEY", LINES[0]), LINES[1]) == (
        {1},
        [f"line 2: {reason}; it does not count"],
    )


def test_without_a_file_everybody_may_come_in() -> None:
    assert authorized_keys(None) == (None, [])


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^ssh.authorized_keys: .*: cannot be read: No such file or directory$"):
        authorized_keys(tmp_path / "missing")
