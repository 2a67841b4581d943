"""A real browser without a window, driven through its debugging pipe: what it shows, what it says on its console, a picture."""

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).parents[1]
CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

ALARM: Final = 60
_NOTHING: Final = subprocess.DEVNULL
_START: Final = """
import fcntl, os, sys
held = [fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3]]
for number, descriptor in zip((3, 4), held):
    os.dup2(descriptor, number)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads commands from descriptor 3 and writes its answers to 4."""

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


def script_of(package: str, file: str) -> Path:
    """Return a script of an npm package; the test is skipped with a sentence where it is not there."""
    path = ROOT / "node_modules" / package / file
    if not path.exists():
        pytest.skip(f"{package} is not there: npm install --no-save --legacy-peer-deps {package}")
    return path


class Browser:
    """One page of one browser. What goes wrong on its console, and whatever it asks the network for, is kept."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = commands, answers
        self._sent, self._held = 0, b""
        self._session: str | None = None
        self.problems: list[str] = []
        self.requests: list[str] = []
        (page,) = (found for found in self.send("Target.getTargets")["targetInfos"] if found["type"] == "page")
        self._session = self.send("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **params: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever the protocol knows
        """Send a command and return what is answered to it."""
        self._sent += 1
        session = {"sessionId": self._session} if self._session else {}
        os.write(self._commands, json.dumps({"id": self._sent, "method": method, "params": params} | session).encode() + b"\0")
        while True:
            message = self._next()
            if message.get("id") == self._sent:
                assert "error" not in message, message
                return dict(message["result"])
            self._note(message)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._held:
            assert select.select([self._answers], [], [], ALARM)[0], f"the browser has said nothing for {ALARM} seconds"
            more = os.read(self._answers, 1 << 20)
            assert more, "the browser has ended"
            self._held += more
        message, _, self._held = self._held.partition(b"\0")
        return dict(json.loads(message))

    def _note(self, message: dict[str, Any]) -> None:
        method, params = message.get("method"), message.get("params", {})
        said = {"Runtime.consoleAPICalled": params.get("type"), "Log.entryAdded": params.get("entry", {}).get("level")}
        if method == "Runtime.exceptionThrown" or said.get(str(method)) in {"error", "warning", "assert"}:
            self.problems.append(json.dumps(params))
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])

    def open(self, address: str, width: int = 390, height: int = 844) -> None:
        """Open a page as a phone of this size does, and wait until it has been drawn."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2, mobile=True)
        self.send("Page.navigate", url="about:blank")
        self.requests.clear()
        self.send("Page.navigate", url=address)
        while not self.evaluate("document.readyState === 'complete' && location.href !== 'about:blank'"):
            pass
        self.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def evaluate(self, script: str) -> Any:  # noqa: ANN401 - whatever the script gives
        """Return the value of a script in the page; a promise is waited for."""
        found = self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def picture(self, file: Path, *, whole: bool = False) -> None:
        """Write a PNG of what a person sees, or of the whole page."""
        file.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", captureBeyondViewport=whole)["data"]))


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser with a folder of its own, and end it."""
    assert CHROMIUM is not None
    (command_end, commands), (answers, answer_end) = os.pipe(), os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", f"--user-data-dir={folder}")
        words = [sys.executable, "-c", _START, str(command_end), str(answer_end), CHROMIUM, *options, "about:blank"]
        process = subprocess.Popen(words, pass_fds=(command_end, answer_end), stdout=_NOTHING, stderr=_NOTHING)
        os.close(command_end)
        os.close(answer_end)
        try:
            driven = Browser(commands, answers)
            yield driven
            driven.send("Browser.close")
        finally:
            os.close(commands)
            os.close(answers)
            process.kill()
            process.wait()
