"""The power fails under a real file system: its device is copied at a moment, and the copy is what is found afterwards.

What the file system has not sent to its device by then is not in the copy, as it would not be on the disk.
"""

import shutil
from pathlib import Path

import pytest

from store.disk import Disk
from store.log import SessionLog
from tests.store.mounts import ext4_image, mounted, needs_mount
from tests.store.people import by_id, findings, people
from tests.store.power import WithoutFileFlush, WithoutFolderFlush

CUTS = 20
SIZE = 8 * 1024 * 1024


def losses(tmp_path: Path, disk: Disk) -> int:
    """Return in how many of twenty copies something that was acknowledged is missing or damaged."""
    image = ext4_image(tmp_path / "image", SIZE)
    lost = 0
    acknowledged: set[str] = set()
    with mounted(tmp_path / "disk", "-o", "loop", str(image)) as folder:
        log = SessionLog(folder / "log", disk=disk)
        for cut in range(CUTS):
            for record in people(3, seed=cut, in_shard="a"):
                log.append(record)
                acknowledged.add(record.id)
            shutil.copyfile(image, tmp_path / "copy")
            with mounted(tmp_path / "after", "-o", "loop", str(tmp_path / "copy")) as after:
                found = SessionLog(after / "log")
                lost += bool(findings(found)) or set(by_id(found)) != acknowledged
    return lost


@needs_mount
def test_a_device_copied_at_any_moment_holds_all_that_was_acknowledged(tmp_path: Path) -> None:
    assert losses(tmp_path, Disk()) == 0


@needs_mount
@pytest.mark.parametrize("disk", [WithoutFileFlush(), WithoutFolderFlush()], ids=["no flush of files", "no flush of folders"])
def test_the_copy_shows_a_missing_flush(tmp_path: Path, disk: Disk) -> None:
    lost = losses(tmp_path, disk)
    print(f"{type(disk).__name__}: {lost} of {CUTS} copies lack something")
    assert lost > 0
