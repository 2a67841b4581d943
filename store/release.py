"""Releases records: each once, in a batch whose records share every fact that an onlooker can know.

`released` is the only way out of the log.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any, Final, Self

from store.clock import refuse_untrusted_clock
from store.disk import LogError
from store.ledger import DIGITS, LOCK, Batch, Facts, Kind, Ledger, read_ledger, write_ledger
from store.lines import Progress, Report, document_in
from store.log import SessionLog, refuse
from store.partition import SHARDS
from store.periods import quarter_of
from store.record import iso_week
from store.survey import OPEN_DAYS, Cell, Survey, survey

NEVER: Final = "9999-W01"
"""A week after all others."""

Pending = Mapping[Cell, bytes]
"""The ids of records that are in no batch yet: of each, the first digits; joined."""


def batches_of(pending: Pending, least: int, today: date) -> list[tuple[Batch, bytes]]:
    """Return the batches that can be made, each of `least` records or more, with the sorted ids of each.

    Runs of weeks of one quarter with equal facts come first. What is left of quarters that have ended goes together
    without language and channel.
    """
    new, left = _gathered(pending, least, lambda week, facts: (quarter_of(week), facts))
    open_quarter = quarter_of(iso_week(today - timedelta(days=OPEN_DAYS - 7)))
    ended = {cell: ids for cell, ids in left.items() if quarter_of(cell[0]) < open_quarter}
    pooled, _ = _gathered(ended, least, lambda _, facts: ("", facts._replace(language=None, channel=None)))
    return [*new, *pooled]


def _gathered(
    pending: Pending, least: int, group_of: Callable[[str, Facts], Cell]
) -> tuple[list[tuple[Batch, bytes]], dict[Cell, bytes]]:
    groups: dict[Cell, list[Cell]] = {}
    for cell in sorted(pending, key=str):
        groups.setdefault(group_of(*cell), []).append(cell)
    new, left = [], dict(pending)
    for (_, facts), cells in groups.items():
        run: list[Cell] = []
        for week, of_week in groupby(cells, lambda cell: cell[0]):
            run += of_week
            ids = _sorted(b"".join(pending[cell] for cell in run))
            if len(ids) >= least * DIGITS:
                new.append((Batch(run[0][0], week, facts, len(ids) // DIGITS), ids))
                for cell in run:
                    del left[cell]
                run = []
    return new, left


def _sorted(ids: bytes) -> bytes:
    return b"".join(sorted(ids[start : start + DIGITS] for start in range(0, len(ids), DIGITS)))


@dataclass(frozen=True)
class Released:
    """Whole batches: all that anybody may be shown of the log, beside one live number.

    Attributes:
        batches: by number, those whose records are all there, and within the retention.
        total: how many visits were released in all, also where `batches` is a part of them.
        visits: all visits in the log, of any kind. Show it in steps only.
        halted: why no further batch is released; empty where nothing is wrong.
    """

    batches: Mapping[int, Batch]
    total: int
    visits: int
    halted: str
    _log: SessionLog
    _ledger: Ledger

    def only(self, *, since: str = "", until: str = NEVER, language: str = "") -> Self:
        """Return whole batches chosen by what is told of them: weeks, first and last, and language.

        Batches without a week are left out where weeks are chosen.
        """
        weeks = bool(since) or until != NEVER
        chosen = {
            number: batch
            for number, batch in self.batches.items()
            if (not weeks or (batch.facts.dated and since <= batch.first and batch.last <= until))
            and language in ("", batch.facts.language)
        }
        return replace(self, batches=chosen)

    def records(self, progress: Progress | None = None) -> Iterator[tuple[Batch, dict[str, Any]]]:
        """Iterate over the batch and the stored fields of each record with answers, sorted by random id over all weeks.

        Raises:
            LogError: the log cannot be read, or a record has gone since the batches were chosen.
        """
        due = sum(batch.size for batch in self.batches.values() if batch.facts.kind is not Kind.DECLINED)
        done = 0
        files = [(path, partition) for path, partition in self._log.files() if partition.kind != "declined"]
        for shard in SHARDS:
            # The newest file last, so that it decides where a power cut has left a record in two.
            for record in self._of_shard(shard, [path for path, partition in reversed(files) if partition.shard == shard]):
                yield record
                done += 1
            if progress is not None:
                progress(done, due)
        if done != due:
            raise LogError(f"{self._log.directory}: the log changed while it was read; try again.")

    def _of_shard(self, shard: str, paths: Iterable[Path]) -> Iterator[tuple[Batch, dict[str, Any]]]:
        lines: dict[str, str] = {}
        for path in paths:
            lines.update(self._log.read(path).lines)
        numbers = self._ledger.of_shard(shard)
        for key in sorted(lines):
            document = document_in(lines[key])
            batch = self.batches.get(numbers.get(str(document.get("id"))[:DIGITS].encode(), -1))
            if batch is not None and "answers" in document:
                yield batch, document


def released(  # noqa: PLR0913 - each is named by its caller
    log: SessionLog,
    today: date,
    *,
    small_cell: int,
    retention_weeks: int,
    report: Report = refuse,
    progress: Progress | None = None,
    clock_checked: bool = False,
) -> Released:
    """Release what can be released by now, and return all whole batches.

    Where nothing can be released, such as in a folder that cannot be written, it returns what the ledger has. `report` is
    called with each damage in the log; damage in the ledger is in `halted`.

    Raises:
        LogError: the log cannot be read.
    """
    halted = ""
    with ExitStack() as held:
        try:
            held.enter_context(log.writing(LOCK))
        except LogError as error:
            halted = str(error)
        ledger = read_ledger(log)
        found = survey(log, ledger, today, report, progress)
        halted = halted or _forbidden(log, ledger, today, clock_checked=clock_checked)
        if not halted:
            halted = _release(log, ledger, found, batches_of(found.pending, small_cell + 1, today))
    oldest = iso_week(today - timedelta(days=today.weekday(), weeks=retention_weeks))
    whole = {
        number: batch
        for number, batch in enumerate(ledger.batches)
        if found.here[number] == batch.size and batch.first >= oldest
    }
    return Released(whole, sum(batch.size for batch in whole.values()), found.visits, halted, log, ledger)


def _forbidden(log: SessionLog, ledger: Ledger, today: date, *, clock_checked: bool) -> str:
    """Return why nothing may be released now; empty where nothing is wrong."""
    if ledger.damage:
        return f"{ledger.damage[0]} Restore it from a copy; until then nothing more is released."
    try:
        refuse_untrusted_clock(log, today, clock_checked=clock_checked)
    except LogError as error:
        return str(error)
    return ""


def _release(log: SessionLog, ledger: Ledger, found: Survey, new: list[tuple[Batch, bytes]]) -> str:
    """Add batches to the ledger, first on the disk, then in memory; return why not, where they cannot be written."""
    if not new:
        return ""
    try:
        with log.translated():
            write_ledger(log, new)
    except LogError as error:
        return str(error)
    for batch, ids in new:
        ledger.add(batch, ids)
        found.here.append(batch.size)
    return ""
