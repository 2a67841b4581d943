"""People at the same time: no answer of one is ever on another's screen, and nobody's trouble is another's."""

import asyncio
import os
import random
import re
import signal
from contextlib import AsyncExitStack
from itertools import cycle
from pathlib import Path

import pytest

from criteria.answers import OPTIONS
from criteria.questions import FOLLOW_UP_OF, Question
from criteria.questions import SYMPTOMS as SYMPTOM_IDS
from tests.amounts import little_and_much
from tests.screens.kiosks import CATALOG
from tests.tui.ssh.people import Person, person
from tests.tui.ssh.servers import REACTION, Server

SYMPTOMS = ("Cough", "Coughing up blood", "Chest pain", "Difficulty breathing", "Weakness", "Losing weight without a reason")
REPLIES = {"y": "Yes", "n": "No", "?": "Not sure"}
VERDICTS = {"y": "Reported", "n": "Not reported", "?": "Not known"}


def whole(line: str) -> str:
    """Return the symptom whose name begins with this line, as a long name is wrapped; nothing for any other words."""
    return next((symptom for symptom in SYMPTOMS if symptom.startswith(line)), "")


def shown(somebody: Person) -> dict[str, str]:
    """Return the answers on the screen: each symptom that is marked, with the key of its mark."""
    marked = re.findall(r"^[ ▶]+(.*?) +\(.*\(●\) (Yes|Not sure|No)|^[ ▶]+(.*?) +\(●\) (Yes)", somebody.text(), re.MULTILINE)
    keys = {reply: key for key, reply in REPLIES.items()}
    return {whole(one or other): keys[reply or yes] for one, reply, other, yes in marked}


async def answer(somebody: Person, chosen: str) -> None:
    """Give six answers, one key each, and look at the whole screen after each: it holds these answers and no other."""
    for index, key in enumerate(chosen):
        so_far = dict(zip(SYMPTOMS, chosen[: index + 1], strict=False))
        await asyncio.sleep(REACTION)
        somebody.type(key)
        await somebody.wait_until(lambda so_far=so_far: shown(somebody) == so_far, str(so_far))  # type: ignore[misc]


async def go_on_to_the_end(somebody: Person, chosen: str) -> None:
    """Walk from the checklist to the end of the summary, and look on every page whether what is said is this person's."""
    texts = CATALOG.languages["en"].questions
    asked = [FOLLOW_UP_OF[symptom] for symptom, key in zip(SYMPTOM_IDS, chosen, strict=True) if key == "y"]
    for question in [*asked, Question.CANCER_HISTORY]:
        await somebody.press("\r", texts[question].title)
        digit = "2" if question is Question.CANCER_HISTORY else str(len(OPTIONS[question]))
        await somebody.press(digit, f"▶ {digit}")
    await somebody.press("\r", "Check your answers")
    row = re.compile(r"^[ ▶]+\d  (\w.*?) +(Yes|Not sure|No) *$", re.MULTILINE)
    mine = {symptom: REPLIES[key] for symptom, key in zip(SYMPTOMS, chosen, strict=True)}
    await somebody.wait_until(
        lambda: {whole(line): said for line, said in row.findall(somebody.text()) if whole(line)} == mine, str(mine)
    )
    await somebody.press("\r", "Take it with you")
    await somebody.quiet()
    await somebody.press("2", "cannot tell whether you are")
    await somebody.quiet()
    found: dict[str, str] = {}
    for _ in range(40):
        pattern = rf"^[ ▶]+({'|'.join(SYMPTOMS)}) +(Reported|Not reported|Not known)\s*(?:│.*)?$"
        found |= dict(re.findall(pattern, somebody.text(), re.MULTILINE))
        if "Next page" not in somebody.text():
            break
        before = somebody.text()
        await somebody.press_until("0", lambda before=before: somebody.text() != before, "another page")  # type: ignore[misc]
        await somebody.quiet()
    assert found == {symptom: VERDICTS[key] for symptom, key in zip(SYMPTOMS, chosen, strict=True)}


@pytest.mark.parametrize("count", little_and_much(6, 100))
async def test_everybody_sees_their_own_answers_and_the_records_are_theirs(server: Server, count: int) -> None:
    # Over 5 s: six people go the whole way.
    chance = random.Random(6)
    everything = {"".join(chance.choice("yn?") for _ in range(6)) for _ in range(10 * count)}
    chosen = sorted(everything)[:count]
    assert len(set(chosen)) == count
    all_answered = asyncio.Barrier(count)
    # Whoever was there for another test leaves a record too.
    await asyncio.to_thread(server.until_empty)
    before = len(server.records())

    async def visit(mine: str, index: int) -> None:
        async with person(server, 100, 40) as somebody:
            await somebody.wait_for("Begin")
            await somebody.to_the_checklist()
            await answer(somebody, mine)
            async with asyncio.timeout(1200):
                await all_answered.wait()
            assert shown(somebody) == dict(zip(SYMPTOMS, mine, strict=True))
            if index % 2:
                await go_on_to_the_end(somebody, mine)
            somebody.process.get_extra_info("connection").abort()

    async with asyncio.TaskGroup() as together:
        for index, mine in enumerate(chosen):
            together.create_task(visit(mine, index))
    await asyncio.to_thread(server.until_empty)
    assert len(server.records()) == before + count


async def goes_on(inside: Person) -> None:
    """Somebody who was there all the time can go on, and sees their own answer and no other."""
    await inside.press("y", "Cough (●) Yes")
    assert inside.text().count("●") == 1


@pytest.mark.parametrize(
    ("number", "stays"),
    [(signal.SIGKILL, True), (signal.SIGSEGV, True), (signal.SIGSTOP, True), (signal.SIGSTOP, False)],
)
async def test_a_worker_that_dies_or_freezes_hurts_nobody_else_and_its_person_is_told(
    server: Server, number: signal.Signals, *, stays: bool
) -> None:
    # Over 5 s: the time after which a silent process counts as stuck passes.
    async with AsyncExitStack() as here:
        inside = await here.enter_async_context(person(server))
        await inside.wait_for("Begin")
        (mine,) = server.people()
        await inside.to_the_checklist()
        unlucky = await here.enter_async_context(person(server))
        await unlucky.wait_for("Begin")
        (theirs,) = set(server.people()) - {mine}
        await unlucky.to_the_checklist()
        os.kill(theirs, number)
        if not stays:
            unlucky.process.get_extra_info("connection").abort()
        else:
            await unlucky.wait_for("call 112")
            assert await unlucky.wait_for_end() == 1
            assert "Do you have any" not in unlucky.text()
        await goes_on(inside)
        async with asyncio.timeout(60):
            while server.people() != [mine]:
                await asyncio.sleep(0.1)


async def test_the_end_of_the_fork_server_hurts_nobody_inside_and_the_next_come_in(server: Server) -> None:
    async with person(server) as inside:
        await inside.wait_for("Begin")
        (mine,) = server.people()
        parent = int(Path(f"/proc/{mine}/stat").read_text().rpartition(")")[2].split()[1])
        os.kill(parent, signal.SIGKILL)
        await inside.to_the_checklist()
        async with person(server) as after:
            await after.wait_for("Begin")
            await goes_on(inside)


@pytest.mark.parametrize("size", little_and_much(1 << 14, 1 << 20))
async def test_a_flood_of_bytes_and_sizes_hurts_nobody_else(server: Server, size: int) -> None:
    async with person(server) as inside, person(server) as flood:
        await inside.wait_for("Begin")
        await flood.wait_for("Begin")
        await inside.to_the_checklist()
        for number in range(500):
            flood.process.change_terminal_size(1 + number % 500, 1 + number % 200)
        flood.process.change_terminal_size(20_000, 20_000)
        flood.type(b"\x1b[?2048;1$y\x1b[48;20000;20000;20000;20000t" + os.urandom(size))
        await goes_on(inside)
        for symptom in SYMPTOMS[1:4]:
            began = asyncio.get_running_loop().time()
            await inside.press("n", f"{symptom} ( ) Yes (●) No")
            assert asyncio.get_running_loop().time() - began < 10
        flood.process.get_extra_info("connection").abort()


@pytest.mark.slow
async def test_a_reader_that_is_stuck_is_dropped_and_hurts_nobody_else(server: Server) -> None:
    async with person(server) as inside, person(server) as stuck:
        await inside.wait_for("Begin")
        await stuck.wait_for("Begin")
        await inside.to_the_checklist()
        stuck.process.channel.pause_reading()
        connection = stuck.process.get_extra_info("connection")
        connection._transport.pause_reading()
        # Large frames fill what the connection holds on its way; then the server waits before it drops who takes nothing.
        sizes = cycle((60, 299))
        async with asyncio.timeout(120):
            while len(server.people()) == 2:
                stuck.process.change_terminal_size(next(sizes), 119)
                await asyncio.sleep(0.3)
        await goes_on(inside)
