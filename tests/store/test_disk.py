"""The few operations through which the log reaches the disk, each on a real one."""

import errno
import os
import stat
import time
from pathlib import Path

import pytest

from store.disk import Disk, LogError, locked, make_folders, read_file, save


class FullDisk(Disk):
    """A disk that takes data and has no room left when it is flushed."""

    def flush(self, descriptor: int) -> None:
        super().flush(descriptor)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class NotedDisk(Disk):
    """A disk that notes which folders it makes and flushes."""

    def __init__(self) -> None:
        self.noted: list[tuple[str, str]] = []

    def make_folder(self, path: Path) -> None:
        self.noted.append(("make", path.name))
        super().make_folder(path)

    def flush_folder(self, path: Path) -> None:
        self.noted.append(("flush", path.name))
        super().flush_folder(path)


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_a_file_is_written_anew_with_its_times_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"longer than what comes")
    path.chmod(0o600)
    for name in ("file", "new"):
        os.close(Disk().write(tmp_path / name, bytearray(b"data"), 1_000))
        status = (tmp_path / name).stat()
        assert (tmp_path / name).read_bytes() == b"data"
        assert (status.st_mtime, status.st_atime, stat.S_IMODE(status.st_mode)) == (1_000, 1_000, 0o600)


def test_a_link_in_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"other")
    (tmp_path / "link").symlink_to(tmp_path / "other")
    with pytest.raises(OSError, match="symbolic links"):
        Disk().write(tmp_path / "link", b"data", 0)
    assert (tmp_path / "other").read_bytes() == b"other"
    assert read_file(tmp_path / "link") is None


def test_a_write_that_fails_leaves_no_file_open(tmp_path: Path) -> None:
    before = open_descriptors()
    with pytest.raises(OverflowError):
        Disk().write(tmp_path / "file", b"data", 2**80)
    assert open_descriptors() == before


def test_only_a_file_is_read_and_nothing_stays_open(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"data")
    os.mkfifo(tmp_path / "pipe")
    before = open_descriptors()
    assert read_file(tmp_path / "file") == b"data"
    assert read_file(tmp_path / "pipe") is None
    assert read_file(tmp_path) is None
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "none")
    assert open_descriptors() == before


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket  # noqa: PLC0415 - for this test alone

    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        assert read_file(tmp_path / "socket") is None


def test_a_save_replaces_a_file_and_leaves_no_other(tmp_path: Path) -> None:
    before = open_descriptors()
    for data in (b"old", b"new"):
        save(Disk(), tmp_path / "file", data, temporary=tmp_path / ".tmp", modified=7)
    assert [(path.name, path.read_bytes(), path.stat().st_mtime) for path in tmp_path.iterdir()] == [("file", b"new", 7)]
    assert open_descriptors() == before


def test_a_save_that_finds_no_room_gives_back_what_it_took_and_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    before = open_descriptors()
    with pytest.raises(OSError, match="No space left"):
        save(FullDisk(), tmp_path / "file", b"new", temporary=tmp_path / ".tmp", modified=0)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"old")]
    assert open_descriptors() == before


def test_a_save_that_cannot_even_clean_up_says_why_it_failed(tmp_path: Path) -> None:
    (tmp_path / ".tmp").mkdir()
    with pytest.raises(IsADirectoryError) as failed:
        save(Disk(), tmp_path / "file", b"new", temporary=tmp_path / ".tmp", modified=0)
    assert failed.value.filename == str(tmp_path / ".tmp")


def test_a_file_that_is_not_there_is_removed_already(tmp_path: Path) -> None:
    Disk().remove(tmp_path / "none")


def test_folders_are_made_from_the_top_each_flushed_in_its_parent_for_their_owner_alone(tmp_path: Path) -> None:
    disk, before = NotedDisk(), open_descriptors()
    make_folders(disk, tmp_path / "one" / "two")
    assert disk.noted == [("make", "one"), ("flush", tmp_path.name), ("make", "two"), ("flush", "one")]
    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == stat.S_IMODE((tmp_path / "one" / "two").stat().st_mode) == 0o700
    assert open_descriptors() == before


def test_a_folder_that_another_process_makes_first_is_taken_as_it_is(tmp_path: Path) -> None:
    class Late(Disk):
        def make_folder(self, path: Path) -> None:
            path.mkdir()
            super().make_folder(path)

    make_folders(Late(), tmp_path / "one" / "two")
    assert (tmp_path / "one" / "two").is_dir()


def test_a_folder_is_flushed_as_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotADirectoryError):
        Disk().flush_folder(tmp_path / "file")


def test_a_lock_is_held_by_one_at_a_time_and_given_back(tmp_path: Path) -> None:
    path, before = tmp_path / "lock", open_descriptors()
    with locked(path, 0.0):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        began = time.monotonic()
        with pytest.raises(LogError) as told, locked(path, 0.25):
            pytest.fail("two have the lock")
        assert time.monotonic() - began >= 0.25
        assert str(told.value) == f"{path}: another process has held this lock for more than 0.25 s."
    with locked(path, 0.0):
        pass
    assert open_descriptors() == before
