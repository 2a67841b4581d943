"""The power fails two hundred times; what was acknowledged is there afterwards, and what was withdrawn is not."""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from store.log import SessionLog
from store.record import Record
from tests.store.people import a_record, a_refusal, findings, people
from tests.store.power import RecordingDisk, WithoutFileFlush, WithoutFolderFlush, after_a_cut

CUTS = 200


@dataclass
class Story:
    """What was done to a log: for each call, the step at which it began and ended, and what it asked for."""

    log: SessionLog
    disk: RecordingDisk
    calls: list[tuple[int, int, Record]] = field(default_factory=list)

    def do(self, record: Record, *, replace: bool = False) -> None:
        began = len(self.disk.steps)
        (self.log.replace if replace else self.log.append)(record)
        self.calls.append((began, len(self.disk.steps), record))

    def expected_at(self, cut: int) -> tuple[dict[str, Record], Record | None]:
        """Return what was acknowledged before a step, and what was under way at it."""
        acknowledged = {record.id: record for _, ended, record in self.calls if ended <= cut}
        under_way = next((record for began, ended, record in self.calls if began < cut < ended), None)
        return acknowledged, under_way


def a_story(tmp_path: Path, disk: RecordingDisk) -> Story:
    """Forty people in one shard, some without consent; some change an answer, some withdraw; a file is damaged on the way."""
    story = Story(SessionLog(tmp_path / "deep" / "log", disk=disk), disk)
    for number, record in enumerate(people(40, in_shard="a")):
        story.do(record)
        if number % 5 == 4:
            story.do(a_record(record_id=record.id), replace=True)
        if number % 7 == 6:
            story.do(a_refusal(record_id=record.id), replace=True)
    return story


def wrong_after(story: Story, cut: int, random: Random, folder: Path) -> list[str]:
    """Cut the power, look at the log, and say what is not as it was promised."""
    for path, data in sorted(after_a_cut(story.disk.steps[:cut], random).items()):
        there = folder / path.relative_to(story.log.directory.parent.parent)
        if not there.parent.is_dir():
            continue
        if data is None:
            there.mkdir()
        else:
            there.write_bytes(data)
    log = SessionLog(folder / "deep" / "log")
    acknowledged, under_way = story.expected_at(cut)
    # A record on its way from one file to another may be in both.
    wrong = [found for found in findings(log) if not ("twice" in found and under_way is not None and under_way.id in found)]
    kept = {record.id: record for record in log.scan(lambda _: None)}
    for record in acknowledged.values():
        may_change = under_way is not None and record.id == under_way.id
        if kept.get(record.id) != record and not may_change:
            wrong.append(f"{record.id} is lost or not as it was acknowledged")
        if may_change and under_way is not None and under_way.kept and kept.get(record.id) not in (record, under_way):
            wrong.append(f"{record.id} is neither old nor new")
    return wrong


def cuts_that_lose(story: Story, tmp_path: Path) -> list[str]:
    random = Random(200)
    wrong = []
    for number in range(CUTS):
        folder = tmp_path / f"cut{number}"
        folder.mkdir()
        found = wrong_after(story, random.randint(1, len(story.disk.steps)), random, folder)
        wrong += found[:1]
    return wrong


def test_two_hundred_power_cuts_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    story = a_story(tmp_path, RecordingDisk())
    assert cuts_that_lose(story, tmp_path) == []


@pytest.mark.parametrize("disk", [WithoutFileFlush(), WithoutFolderFlush()], ids=["no flush of files", "no flush of folders"])
def test_the_model_notices_a_missing_flush(tmp_path: Path, disk: RecordingDisk) -> None:
    lost = cuts_that_lose(a_story(tmp_path, disk), tmp_path)
    print(f"{type(disk).__name__}: {len(lost)} of {CUTS} cuts lose something")
    assert len(lost) > CUTS // 4
