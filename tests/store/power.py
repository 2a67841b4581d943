"""A model of a file system that loses power: nothing is sure to be on the disk before it was flushed.

`RecordingDisk` does everything for real and notes it. `after_a_cut` replays the notes up to a moment and then makes
what the disk may hold: of a file that was written and not flushed, the old bytes, the new ones, a part of them,
zeros or nothing; of names that were changed and not flushed, any of the changes and not the others.
"""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from store.disk import Disk


@dataclass(frozen=True)
class Step:
    """One call: write, flush, rename, remove, make_folder or flush_folder."""

    call: str
    path: Path
    other: Path | None = None
    data: bytes = b""


class RecordingDisk(Disk):
    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._open: dict[int, Path] = {}

    def write(self, path: Path, data: bytes | bytearray, modified: int) -> int:
        descriptor = super().write(path, data, modified)
        self._open[descriptor] = path
        self.steps.append(Step("write", path, data=bytes(data)))
        return descriptor

    def flush(self, descriptor: int) -> None:
        super().flush(descriptor)
        self.steps.append(Step("flush", self._open[descriptor]))

    def rename(self, old: Path, new: Path) -> None:
        super().rename(old, new)
        self.steps.append(Step("rename", old, other=new))

    def remove(self, path: Path) -> None:
        super().remove(path)
        self.steps.append(Step("remove", path))

    def make_folder(self, path: Path) -> None:
        super().make_folder(path)
        self.steps.append(Step("make_folder", path))

    def flush_folder(self, path: Path) -> None:
        super().flush_folder(path)
        self.steps.append(Step("flush_folder", path))


class WithoutFileFlush(RecordingDisk):
    def flush(self, descriptor: int) -> None:
        """Leave it to chance when a file reaches the disk."""


class WithoutFolderFlush(RecordingDisk):
    def flush_folder(self, path: Path) -> None:
        """Leave it to chance when a name reaches the disk."""


@dataclass
class _File:
    flushed: bytes | None = None
    written: bytes = b""

    def after_a_cut(self, random: Random) -> bytes:
        if self.flushed == self.written:
            return self.written
        part = self.written[: random.randint(0, len(self.written))]
        return random.choice([self.flushed or b"", self.written, part, bytes(len(self.written)), b""])


@dataclass
class _Model:
    names: dict[Path, _File | None] = field(default_factory=dict)
    """What programs see; None is a folder."""
    durable: dict[Path, _File | None] = field(default_factory=dict)
    pending: list[tuple[Path | None, Path | None, _File | None]] = field(default_factory=list)
    """Changes of names that no flush has covered: what vanishes, what appears, and what it is."""

    def play(self, step: Step) -> None:
        if step.call == "write":
            file = self.names.get(step.path)
            if file is None:
                file = _File()
                self._change(None, step.path, file)
            file.written = step.data
        elif step.call == "flush":
            file = self.names[step.path]
            assert file is not None
            file.flushed = file.written
        elif step.call == "rename":
            self._change(step.path, step.other, self.names[step.path])
        elif step.call == "remove":
            if step.path in self.names:
                self._change(step.path, None, None)
        elif step.call == "make_folder":
            self._change(None, step.path, None)
        else:
            self._flush_folder(step.path)

    def _change(self, gone: Path | None, new: Path | None, file: _File | None) -> None:
        self.pending.append((gone, new, file))
        self._apply(self.names, (gone, new, file))

    @staticmethod
    def _apply(names: dict[Path, _File | None], change: tuple[Path | None, Path | None, _File | None]) -> None:
        gone, new, file = change
        if gone is not None:
            names.pop(gone, None)
        if new is not None:
            names[new] = file

    def _flush_folder(self, folder: Path) -> None:
        here = [change for change in self.pending if folder in {path.parent for path in change[:2] if path is not None}]
        for change in here:
            self._apply(self.durable, change)
        self.pending = [change for change in self.pending if change not in here]

    def after_a_cut(self, random: Random) -> dict[Path, bytes | None]:
        names = dict(self.durable)
        for change in self.pending:
            if random.random() < 0.5:
                self._apply(names, change)
        return {path: None if file is None else file.after_a_cut(random) for path, file in names.items()}


def after_a_cut(steps: list[Step], random: Random) -> dict[Path, bytes | None]:
    """Return what the disk may hold when the power fails after `steps`: bytes of files, None for folders."""
    model = _Model()
    for step in steps:
        model.play(step)
    return model.after_a_cut(random)
