"""What an SSH connection may ask for: a terminal with the kiosk in it. Everything else is refused."""

import asyncssh

from tui.ssh.channel import Host, Session
from tui.ssh.guessed_kex import judge_guesses
from tui.ssh.throttle import throttle


class Connection(asyncssh.SSHServer):
    """One connection: it has one session at most."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.session: Session | None = None
        self.connection: asyncssh.SSHServerConnection | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Remember the connection."""
        self.connection = conn
        throttle(conn)
        judge_guesses(conn)
        # The library passes the transport's own "full" and "empty again" to nobody.
        for name, report in (("pause_writing", self._hold), ("resume_writing", self._go_on)):
            setattr(conn, name, report)

    def speaks(self) -> bool:
        """Return whether the client has taken part in a key exchange, and so speaks the protocol."""
        return self.connection is not None and self.connection.get_extra_info("send_cipher") is not None

    def auth_completed(self) -> None:
        """Give the client little time to ask for its session: nobody has to be asked any more."""
        self._host.logged_in()

    def connection_lost(self, exc: Exception | None) -> None:
        """Hold nothing for a client that has gone."""
        del exc
        self._host.gone()

    def begin_auth(self, username: str) -> bool:
        """Ask for a key only where the site has a list of them; no name means anything."""
        del username
        return self._host.keys is not None

    def public_key_auth_supported(self) -> bool:
        """Take keys where the site has a list of them."""
        return self._host.keys is not None

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        """Let in whoever has a key on the list."""
        del username
        return key.public_data in (self._host.keys or ())

    def session_requested(self) -> Session | bool:
        """Allow one session."""
        if self.session is not None:
            return False
        self.session = Session(self._host)
        return self.session

    def _hold(self) -> None:
        if self.session is not None and self.session.relay is not None:
            self.session.relay.hold("connection")

    def _go_on(self) -> None:
        if self.session is not None and self.session.relay is not None:
            self.session.relay.resume("connection")
