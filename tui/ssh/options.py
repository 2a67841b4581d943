"""What the server speaks: modern algorithms only, no forwarding, no files, no passwords."""

from typing import Final

import asyncssh

from tui.ssh.half_open import HUMAN_SECONDS

KEEPALIVE_SECONDS, KEEPALIVE_TIMES = 15, 3

KEY_EXCHANGES: Final = (
    "mlkem768x25519-sha256",
    "sntrup761x25519-sha512",
    "sntrup761x25519-sha512@openssh.com",
    "curve25519-sha256",
    "curve25519-sha256@libssh.org",
    "diffie-hellman-group16-sha512",
    "diffie-hellman-group14-sha256",
)
CIPHERS: Final = (
    "chacha20-poly1305@openssh.com",
    "aes256-gcm@openssh.com",
    "aes128-gcm@openssh.com",
    "aes256-ctr",
    "aes128-ctr",
)
MACS: Final = (
    "hmac-sha2-256-etm@openssh.com",
    "hmac-sha2-512-etm@openssh.com",
    "hmac-sha2-256",
    "hmac-sha2-512",
)
SIGNATURES: Final = (
    "sk-ssh-ed25519@openssh.com", "ssh-ed25519", "sk-ecdsa-sha2-nistp256@openssh.com",
    "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "rsa-sha2-512", "rsa-sha2-256",
)  # fmt: skip


NO_OTHER_WAY_IN: Final = {
    "password_auth": False,
    "kbdint_auth": False,
    "host_based_auth": False,
    "gss_host": None,
    "gss_kex": False,
    "gss_auth": False,
}


def options(keys: list[asyncssh.SSHKey], *, by_key: bool) -> asyncssh.SSHServerConnectionOptions:
    """Return the options of every connection."""
    known = [name.decode() for name in asyncssh.kex.get_kex_algs()]
    return asyncssh.SSHServerConnectionOptions(
        config=None,
        server_version="pulmoscreen",
        server_host_keys=keys,
        authorized_client_keys=None,
        kex_algs=[name for name in KEY_EXCHANGES if name in known],
        encryption_algs=CIPHERS,
        mac_algs=MACS,
        compression_algs=["none"],
        signature_algs=SIGNATURES,
        x509_trusted_certs=None,
        public_key_auth=by_key,
        **NO_OTHER_WAY_IN,
        login_timeout=HUMAN_SECONDS,
        keepalive_interval=KEEPALIVE_SECONDS,
        keepalive_count_max=KEEPALIVE_TIMES,
        agent_forwarding=False,
        x11_forwarding=False,
        line_editor=False,
        allow_scp=False,
        encoding=None,
        utf8_decode_errors="replace",
        window=1 << 15,
        max_pktsize=1 << 15,
    )
