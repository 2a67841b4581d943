"""A visit over SSH, from the first page to the end of its process."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from tests.pty.terminals import Terminal, to_the_checklist
from tests.tui.ssh.people import person
from tests.tui.ssh.servers import Server


class SshTerminal(Terminal):
    """A terminal in which a real `ssh` runs."""

    def __init__(self, server: Server) -> None:
        super().__init__(["--version"], server.data)
        self.wait_for_end()
        self.process = pexpect.spawn(server.ssh()[0], server.ssh("-o", "LogLevel=ERROR")[1:], dimensions=(24, 80), timeout=60)


def kept(server: Server) -> list[str]:
    return [str(record.ended) for record in server.records() if record.channel == "ssh"]


def test_a_whole_visit_with_a_real_client_leaves_one_record_and_an_empty_terminal(server: Server) -> None:
    before = len(server.records())
    terminal = SshTerminal(server)
    terminal.wait_for("Begin")
    to_the_checklist(terminal)
    terminal.press("4", "(●) No")
    terminal.press("\r", "Has a doctor ever told you")
    terminal.press("2", "▶ 2 (●)")
    terminal.press("\r", "Check your answers")
    terminal.press("\r", "This is what you told us.")
    terminal.press("2", "cannot tell whether you are")
    terminal.press("8", "What will you do now?")
    terminal.press("20", "Thank you. Take care.")
    terminal.process.send("\r")
    assert terminal.wait_for_end() == 0
    assert terminal.everything.endswith(b"\x1b[?7h\x1b[0m\x1b[?25h")
    assert len(server.records()) == before + 1
    assert "result" in kept(server)
    server.until_empty()


async def test_a_client_that_vanishes_ends_its_process_and_what_was_agreed_to_is_kept(server: Server) -> None:
    before = kept(server).count("left")
    async with person(server) as somebody:
        await somebody.wait_for("Begin")
        await somebody.to_the_checklist()
        assert len(server.people()) == 1
        somebody.process.get_extra_info("connection").abort()
    await asyncio.to_thread(server.until_empty)
    assert kept(server).count("left") == before + 1


async def test_languages_and_sizes_differ_for_each_connection(server: Server) -> None:
    async with person(server) as one, person(server, 120, 40) as other:
        await one.wait_for("Begin")
        await one.press("2", "Empezar")
        await other.wait_for("Begin")
        one.process.change_terminal_size(30, 10)
        await one.wait_for("Agrande esta ventana")
        assert "Begin" in other.text()
        assert "larger" not in other.text()


async def test_a_visit_that_is_left_ends_the_connection_in_order(server: Server) -> None:
    async with person(server) as somebody:
        await somebody.wait_for("Begin")
        await somebody.to_the_checklist(keep="2")
        somebody.type("l")
        assert await somebody.wait_for_end() == 0


async def test_a_worker_has_no_descriptor_of_the_servers_and_none_of_its_variables(server: Server) -> None:
    async with person(server, term="xterm") as somebody:
        await somebody.wait_for("Begin")
        (pid,) = server.people()
        links = [str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()]
        assert sum(link.startswith("/dev/pts/") for link in links) >= 3
        assert not any(str(server.data) in link for link in links)
        server_side = {str(link.readlink()) for link in Path(f"/proc/{server.process.pid}/fd").iterdir() if link.is_symlink()}
        shared = {link for link in links if link.startswith(("pipe:", "socket:", "/dev/ptmx"))} & server_side
        assert len(shared) == 1  # the heartbeat
        started_with = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        assert {name.partition(b"=")[0] for name in started_with} <= {
            b"", b"PATH", b"HOME", b"TMPDIR", b"TZ", b"PYTHONPATH", b"TEXTUAL_DISABLE_KITTY_KEY", b"TEXTUAL_FPS",
            b"PYDANTIC_DISABLE_PLUGINS", b"LANG",
        }  # fmt: skip
        limits = Path(f"/proc/{pid}/limits").read_text()
        assert "Max core file size        0 " in limits
        assert "Max data size             268435456 " in limits
        assert "Max cpu time              60 " in limits
        assert "Max open files            64 " in limits


async def test_keys_before_the_first_page_answer_nothing_and_are_not_echoed(server: Server) -> None:
    async with person(server) as somebody:
        somebody.type("yyyyzzz")
        await somebody.wait_for("Begin")
        assert b"zzz" not in somebody.everything


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_the_server_itself_has_nothing_in_it_that_draws(server: Server) -> None:
    mapped = Path(f"/proc/{server.process.pid}/maps").read_text()
    assert "cryptography" in mapped
    assert int(Path(f"/proc/{server.process.pid}/statm").read_text().split()[1]) * 4096 < 120 << 20


def test_a_client_without_a_terminal_gets_plain_lines_and_may_send_its_answers_at_once(server: Server) -> None:
    ended = subprocess.run(server.ssh("-T"), input="1\n1\n", capture_output=True, text=True, check=False, timeout=60)
    assert "When to get help now" in ended.stdout
    assert "This guide informs" in ended.stdout
    assert "\x1b" not in ended.stdout
    server.until_empty()


async def test_a_terminal_that_cannot_draw_gets_plain_lines(server: Server) -> None:
    async with person(server, term="dumb") as somebody:
        await somebody.wait_for("It takes about 3 minutes")
        await somebody.press("1\r", "When to get help now")
        await somebody.wait_for("Call 112 now if you")
        assert "staff" not in somebody.text()
        assert b"\x1b[?1049h" not in somebody.everything
    await asyncio.to_thread(server.until_empty)
