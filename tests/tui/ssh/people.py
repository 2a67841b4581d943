"""People who come to the server with real SSH clients: what they type, and what their terminal shows."""

import asyncio
import contextlib
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Protocol, Self

import asyncssh
import pyte

from tests.tui.ssh.servers import AGAIN, REACTION, SECONDS


class Person:
    """Somebody at an SSH client: what they type, and what their terminal shows."""

    def __init__(self, process: "asyncssh.SSHClientProcess[bytes]", columns: int, rows: int) -> None:
        self.process = process
        self.everything = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

    def text(self) -> str:
        return "\n".join(self._screen.display)

    async def read(self) -> bool:
        data = await self.process.stdout.read(65536)
        self.everything += data
        # pyte knows no private replies; the program asks for some.
        self._stream.feed(re.sub(rb"\x1b\[\?[0-9;]*\$p|\x1b\[>[0-9;]*[a-z]", b"", data))
        return bool(data)

    async def quiet(self) -> None:
        """Read on until a page has come whole."""
        with contextlib.suppress(TimeoutError):
            while True:
                async with asyncio.timeout(0.5):
                    await self.read()

    async def wait_for_something(self) -> None:
        """Wait until the connection shows anything, or ends."""
        async with asyncio.timeout(SECONDS):
            await self.read()

    async def wait_for(self, words: str) -> str:
        return await self.wait_until(lambda: words in " ".join(self.text().split()), words)

    async def wait_until(self, it_is_so: Callable[[], bool], what: str) -> str:
        try:
            async with asyncio.timeout(SECONDS):
                while not it_is_so():
                    assert await self.read(), f"ended before {what!r}:\n{self.text()}"
        except TimeoutError:
            raise AssertionError(f"never {what!r}:\n{self.text()}") from None
        return self.text()

    async def wait_for_end(self) -> int | None:
        async with asyncio.timeout(SECONDS):
            while await self.read():
                pass
            await self.process.wait_closed()
        return self.process.exit_status

    async def press(self, keys: str | bytes, then: str) -> str:
        return await self.press_until(keys, lambda: then in " ".join(self.text().split()), then)

    async def press_until(self, keys: str | bytes, it_is_so: Callable[[], bool], what: str) -> str:
        """Press keys in one go until it is so; press them again after a long silence."""
        await asyncio.sleep(REACTION)
        self.type(keys)
        end = time.monotonic() + SECONDS
        while not it_is_so():
            assert time.monotonic() < end, f"never {what!r}:\n{self.text()}"
            try:
                async with asyncio.timeout(AGAIN):
                    assert await self.read(), f"ended before {what!r}:\n{self.text()}"
            except TimeoutError:
                self.type(keys)
        return self.text()

    def type(self, keys: str | bytes) -> None:
        self.process.stdin.write(keys if isinstance(keys, bytes) else keys.encode())

    async def to_the_checklist(self, keep: str = "1") -> Self:
        await self.press("\r", "When to get help now")
        await self.press("\r", "This guide informs")
        await self.press("\r", "Who are you answering for?")
        await self.press("1", "▶ 1")
        await self.press("\r", "May we keep your answers")
        await self.press(keep, f"▶ {keep}")
        await self.press("\r", "Do you have any of these?")
        return self


class HasPort(Protocol):
    """A server, or what stands before it."""

    port: int


def connecting(server: HasPort, **more: Any) -> Any:  # noqa: ANN401 - asyncssh's own context
    return asyncssh.connect(
        "127.0.0.1", server.port, known_hosts=None, username="guest", config=None, client_keys=None, agent_path=None, **more
    )


@asynccontextmanager
async def person(server: HasPort, columns: int = 80, rows: int = 24, term: str = "xterm-256color") -> AsyncIterator[Person]:
    async with connecting(server) as connection:
        process = await connection.create_process(term_type=term, term_size=(columns, rows), encoding=None)
        yield Person(process, columns, rows)
