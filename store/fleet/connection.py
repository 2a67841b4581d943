"""Connections to PostgreSQL: time-outs on every wait, and errors as sentences without passwords and without what was sent."""

import os
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import quote

from store.disk import LogError
from store.optional import optional

if TYPE_CHECKING:
    import psycopg

    Connection = psycopg.Connection[tuple[Any, ...]]

STALL: Final = 60.0
"""Seconds after which an answer no longer comes."""
TRIES: Final = 5
_FIRST_PAUSE: Final = 1.0

_DEFAULTS: Final = {
    "application_name": "pulmoscreen",
    "connect_timeout": "10",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
_PASSING: Final = (
    "starting up",
    "shutting down",
    "recovery mode",
    "too many",
    "connection slots",
    "not yet accepting",
    "login has been failing",
    "query_wait_timeout",
    "no more connections",
    "server conn crashed",
)
"""Parts of the refusals of a server that will accept later."""

_Result = TypeVar("_Result")


def library() -> Any:  # noqa: ANN401 - a module
    """Import psycopg.

    Raises:
        LogError: it is not installed.
    """
    return optional("psycopg", "fleet")


def parameters(dsn: str) -> dict[str, str]:
    """Return the parts of a DSN, as libpq reads it, with time-outs for what it does not say.

    Raises:
        LogError: libpq does not understand it; the sentence does not repeat it, since it may hold a password.
    """
    psycopg = library()
    try:
        parts = psycopg.conninfo.conninfo_to_dict(dsn)
    except psycopg.ProgrammingError:
        raise LogError(
            "The DSN is not one that libpq understands: postgresql://user@host/database, or words such as host=… dbname=…"
        ) from None
    return _DEFAULTS | {name: str(value) for name, value in parts.items() if value is not None}


@contextmanager
def connected(parts: Mapping[str, str]) -> Iterator["Connection"]:
    """Open a connection; each statement is a transaction of its own. What libpq says of TLS in the DSN holds.

    No statement is prepared on it: a pooler that gives it to somebody else after each transaction would lose them.

    Raises:
        psycopg.Error: the server cannot be reached, or refuses.
    """
    connection = library().connect(autocommit=True, prepare_threshold=None, **parts)
    try:
        yield connection
    finally:
        with suppress(Exception):
            connection.close()


@contextmanager
def within(seconds: float, connection: "Connection") -> Iterator[None]:
    """Cut the connection where what is inside takes longer: a network that stalls gives no error by itself."""
    line = socket.socket(fileno=os.dup(connection.fileno()))

    def cut() -> None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        line.close()


def patiently(action: Callable[[], _Result], parts: Mapping[str, str], tell: Callable[[str], object]) -> _Result:
    """Call `action` again after an error that may pass, with pauses that double and are spread at random.

    Raises:
        LogError: the error does not pass; one sentence without a password.
    """
    psycopg = library()
    for attempt in range(1, TRIES + 1):
        try:
            return action()
        except psycopg.Error as error:
            told = sentence_of(error, parts)
            if attempt == TRIES or not _may_pass(error):
                raise LogError(told) from None
        pause = _FIRST_PAUSE * 2 ** (attempt - 1) * random.uniform(0.5, 1.5)  # noqa: S311 - spreads senders
        tell(f"{told} Next try in {pause:.0f} s.")
        time.sleep(pause)
    raise AssertionError


def sentence_of(error: Exception, parts: Mapping[str, str]) -> str:
    """Return what a server or libpq said, in one line: without the values of a row, and with `***` for the password."""
    primary = getattr(getattr(error, "diag", None), "message_primary", None)
    told = " ".join((primary or str(error)).split()).removesuffix(".")
    for secret in filter(None, (parts.get("password"), parts.get("sslpassword"))):
        for form in {secret, quote(secret), quote(secret, safe="")}:
            told = told.replace(form, "***")
    is_older = told.startswith("no partition") or isinstance(error, library().errors.UndefinedColumn)
    what_to_do = " Run `pulmoscreen log ship --create` as the owner of the tables." if is_older else ""
    return f"The database: {told}.{what_to_do}"


def _may_pass(error: Exception) -> bool:
    psycopg = library()
    if not isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return False
    told = str(error)
    return "FATAL" not in told or any(part in told for part in _PASSING) or "terminating connection" in told
