"""Releases records: each once, in a batch whose records share every fact that an onlooker can know.

`released` is the only way out of the log.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Final, Self

from store.batches import batches_of
from store.clock import refuse_untrusted_clock
from store.disk import LogError
from store.ledger import DIGITS, LOCK, Batch, Kind, Ledger, read_ledger, write_ledger
from store.lines import Progress, Report
from store.log import SessionLog, refuse
from store.partition import SHARDS
from store.record import iso_week
from store.survey import Survey, survey
from store.texts import from_answers, has_answers, texts

NEVER: Final = "9999-W01"
"""A week after all others."""

Member = tuple[bytes, int, bytes]
"""A record of a batch: its id, the number of the batch, and the text of its fields."""


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

    def ids(self) -> list[bytearray]:
        """Return for each batch of the ledger the first digits of its records' ids, sorted and joined; told to nobody."""
        return self._ledger.ids_of()

    def records(self, progress: Progress | None = None, *, shuffled: bool = True) -> Iterator[list[Member]]:
        """Iterate over the records with answers, many at a time; each list is emptied when the next is asked for.

        Shuffled, they are sorted by random id over all weeks, so that their order tells nothing, and their texts have the
        answers and what follows them; that takes more memory.

        Raises:
            LogError: the log cannot be read, or a record has gone since the batches were chosen.
        """
        due = sum(batch.size for batch in self.batches.values() if batch.facts.kind is not Kind.DECLINED)
        done = 0
        first = min((batch.first for batch in self.batches.values()), default=NEVER)
        last = max((batch.last for batch in self.batches.values()), default="")
        files = [
            (path, partition)
            for path, partition in self._log.files()
            if partition.kind != "declined" and first <= (partition.week or "") <= last
        ]
        for shard in SHARDS:
            some = self._of_files(shard, [path for path, partition in files if partition.shard == shard])
            if shuffled:
                # Without what comes before the answers, which the batch tells as well, for the memory's sake.
                answers = ((record_id, number, from_answers(text)) for record_id, number, text in chain.from_iterable(some))
                some = iter([sorted(answers, key=itemgetter(0))])
            for members in filter(None, some):
                done += len(members)
                yield members
                members.clear()  # whoever got them still knows the list: two of them would be too much memory
            if progress is not None:
                progress(done, due)
        if done != due:
            raise LogError(f"{self._log.directory}: the log changed while it was read; try again.")

    def _of_files(self, shard: str, paths: Sequence[Path]) -> Iterator[list[Member]]:
        numbers = self._ledger.of_shard(shard, self.batches)
        for path in paths:
            # A power cut may have left a record in two files: the first one, which is newer, decides.
            members = [(key, numbers.pop(key[:DIGITS], -1), text) for key, text in texts(self._log, path)]
            yield [member for member in members if member[1] >= 0 and has_answers(member[2])]


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
    oldest = iso_week(today - timedelta(weeks=retention_weeks))
    whole = {
        number: batch
        for number, batch in enumerate(ledger.batches)
        if found.here[number] == batch.size and batch.first >= oldest and batch.facts.kind is not Kind.HANDED_OVER
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
