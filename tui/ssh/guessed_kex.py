"""A client may guess the key exchange and send its first message at once (RFC 4253, section 7.1)."""

from collections.abc import Sequence
from typing import Any, Final

import asyncssh

_COOKIE_END: Final = 17
"""Bytes before the first list of a KEXINIT message: its type and its cookie."""

_RESERVED: Final = 4
"""Bytes after the flag that says whether a guess follows."""


def judge_guesses(connection: asyncssh.SSHServerConnection) -> None:
    """Take a client's guess as right only where key exchange and host key of both sides are equal, each side's first.

    The library takes it as right where the chosen key exchange is the client's first, and then waits for a message that has
    come, while a client that keeps to the standard sends another one. Dropbear is such a client.
    """
    ours: Any = connection
    choose = connection.choose_server_host_key

    def judge_and_choose(host_keys: Sequence[bytes]) -> bool:
        # The library calls this right after its own judgement, with what the client sent at hand.
        sent: bytes = ours._client_kexinit  # noqa: SLF001 - the library has no public way to it
        length = int.from_bytes(sent[_COOKIE_END : _COOKIE_END + 4], "big")
        first = sent[_COOKIE_END + 4 : _COOKIE_END + 4 + length].split(b",")[0]
        is_right = first == ours._kex_algs[0] and host_keys[:1] == ours._server_host_key_algs[:1]  # noqa: SLF001
        ours._ignore_first_kex = bool(sent[-_RESERVED - 1]) and not is_right  # noqa: SLF001
        return choose(host_keys)

    setattr(connection, "choose_server_host_key", judge_and_choose)  # noqa: B010 - it is not meant to be set
