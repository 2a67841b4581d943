"""The one session of an SSH connection: the size and kind of its terminal, and the bytes that go through it."""

import asyncio
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Protocol

import asyncssh

if TYPE_CHECKING:
    from tui.ssh.pty_relay import PtyRelay

TERM: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9+.-]{0,40}", re.ASCII)
EARLY: Final = 1 << 15
"""Bytes that a client without a terminal may send before its worker is there."""

SEND_BUFFER: Final = 65536
"""Bytes that wait in the server for a slow reader, in the channel and again in the connection, before it is held back."""


class Host(Protocol):
    """What a connection needs of the server."""

    keys: frozenset[bytes] | None

    def logged_in(self) -> None:
        """Note that the client has logged in."""

    def gone(self) -> None:
        """Note that the connection has ended."""

    def start_session(self, session: "Session") -> None:
        """Start a worker for a session that asked for a shell."""


class Session(asyncssh.SSHServerSession[bytes]):
    """One session: size and kind of its terminal, and the bytes that go through it."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.channel: asyncssh.SSHServerChannel[bytes] | None = None
        self.term: str | None = None
        self.size, self.input_ended, self.early = (80, 24), False, b""
        self.relay: PtyRelay | None = None
        self.gone, self.over = asyncio.Event(), asyncio.Event()
        self.heard_at = asyncio.get_running_loop().time()

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        """Carry bytes, not letters, and little of them in advance."""
        self.channel = chan
        chan.set_encoding(None)
        chan.set_write_buffer_limits(SEND_BUFFER, 0)
        # The library would take any variable, and any number of them.
        setattr(chan, "_process_env_request", lambda _: False)  # noqa: B010 - it is not meant to be set

    def connection_lost(self, exc: Exception | None) -> None:
        """Hang up."""
        del exc
        self.gone.set()
        self.over.set()

    def pty_requested(self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Mapping[int, int]) -> bool:
        """Take the kind and the size of the terminal; its modes are the kiosk's own."""
        del term_modes
        self.term = term_type if TERM.fullmatch(term_type) else "xterm"
        self.size = term_size[:2]
        return True

    def shell_requested(self) -> bool:
        """Give the kiosk, which is the only shell there is."""
        return True

    def exec_requested(self, command: str) -> bool:
        """Run nothing."""
        del command
        return False

    def subsystem_requested(self, subsystem: str) -> bool:
        """Offer no files and nothing else."""
        del subsystem
        return False

    def session_started(self) -> None:
        """Start the session's worker."""
        self._host.start_session(self)

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Pass on what was typed; on a terminal, what comes before there is a worker answers no page and is dropped."""
        del datatype
        if self.relay is not None:
            self.heard_at = asyncio.get_running_loop().time()
            self.relay.from_client(data)
        elif self.term is None and len(self.early) < EARLY:
            self.early += data

    def eof_received(self) -> bool:
        """Stay open: a visit ends by itself once nobody types, and plain lines once they were all read."""
        self.input_ended = True
        if self.relay is not None:
            self.relay.end_input()
        return True

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """Pass on a size."""
        del pixwidth, pixheight
        self.size = (width, height)
        if self.relay is not None:
            self.relay.resize(width, height)

    def pause_writing(self) -> None:
        """Hold the worker back: the client takes nothing at the moment."""
        if self.relay is not None:
            self.relay.hold("channel")

    def resume_writing(self) -> None:
        """Let the worker go on."""
        if self.relay is not None:
            self.relay.resume("channel")

    def write(self, data: bytes) -> None:
        """Send to the client, if it is still there."""
        if self.channel is not None and not self.channel.is_closing():
            self.channel.write(data)

    def pause_reading(self) -> None:
        """Take no more from the client."""
        if self.channel is not None:
            self.channel.pause_reading()

    def resume_reading(self) -> None:
        """Take from the client again."""
        if self.channel is not None and not self.channel.is_closing():
            self.channel.resume_reading()

    def attach(self, relay: "PtyRelay") -> None:
        """Let a relay have what is typed from now on."""
        self.relay = relay
        if self.early:
            relay.from_client(self.early)
            self.early = b""
        if self.term is not None:
            relay.resize(*self.size)
        if self.input_ended:
            relay.end_input()

    def leave(self, status: int) -> None:
        """End the session in order, once the client has taken what was sent."""
        if self.channel is not None and not self.channel.is_closing():
            self.channel.exit(status)

    def cut(self) -> None:
        """End the connection at once."""
        if self.channel is not None and (connection := self.channel.get_extra_info("connection")) is not None:
            connection.abort()
