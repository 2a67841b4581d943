"""Records on their way to the disk, without an app."""

import asyncio

from tui.kiosk.record_tasks import RecordTasks


async def test_a_write_is_in_progress_until_it_ends_and_both_are_reported() -> None:
    states: list[bool] = []
    tasks = RecordTasks(lambda: states.append(tasks.in_progress), lambda _: None)
    disk = asyncio.Event()

    async def write() -> None:
        await disk.wait()

    tasks.add(write())
    assert tasks.in_progress
    await tasks.wait(0.0)
    assert tasks.in_progress
    disk.set()
    await tasks.wait()
    await asyncio.sleep(0)
    assert not tasks.in_progress
    assert states == [True, False]


async def test_the_error_of_a_write_is_handed_on() -> None:
    errors: list[BaseException] = []
    tasks = RecordTasks(lambda: None, errors.append)

    async def write() -> None:
        raise ValueError

    tasks.add(write())
    await tasks.wait()
    await asyncio.sleep(0)
    assert [type(error) for error in errors] == [ValueError]
