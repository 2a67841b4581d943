"""Anonymised records for other programs: in groups large enough to hide in, without ids, in an order that tells nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from criteria.questions import Question
from store.coarsen import Label, coarsened
from store.counts import Cell, count
from store.lines import Progress, Report, document_in
from store.log import SessionLog
from store.partition import SHARDS, Partition
from store.record import monday_of

Row = dict[str, Any]

COLUMNS: Final = (
    "period",
    "language",
    "channel",
    "questionnaire",
    "ended",
    "left_at",
    "simulated",
    *(question.value for question in Question),
)
"""The columns of every format, in this order."""


@dataclass(frozen=True)
class Plan:
    """What an export will contain, decided before its first row.

    Attributes:
        labels: for each cell the period, language and channel to export; a cell that is missing is held back.
        records: how many records are exported.
        held_back: how many are not, because their combination is too rare however coarse it is.
        today: the day of the export.
    """

    labels: Mapping[Cell, Label]
    records: int
    held_back: int
    today: date


def plan(
    log: SessionLog,
    moment: datetime,
    small_cell: int,
    report: Report,
    progress: Progress | None = None,
) -> Plan:
    """Return what may be exported at `moment`: visits of weeks that have ended, in groups of more than `small_cell`.

    Raises:
        LogError: the log cannot be read.
    """
    today = moment.date()
    cells = count(log, report, wanted=lambda partition: is_closed(partition, today), progress=progress).cells
    labels = coarsened(cells, small_cell + 1)
    records = sum(number for cell, number in cells.items() if cell in labels)
    return Plan(labels, records, sum(cells.values()) - records, today)


def rows(log: SessionLog, plan: Plan, progress: Progress | None = None) -> Iterator[Row]:
    """Iterate over the rows of an export, sorted by random id over all weeks, so that their order tells nothing.

    A record whose combination is not in the plan, because it was written since, waits for the next export.

    Raises:
        LogError: the log cannot be read.
    """
    done = 0
    files = [(path, partition) for path, partition in log.files() if is_closed(partition, plan.today)]
    for shard in SHARDS:
        lines: dict[str, str] = {}
        for path, partition in files:
            if partition.shard == shard:
                lines.update(log.read(path).lines)
        for key in sorted(lines):
            row = _row(document_in(lines[key]), plan.labels)
            if row is not None:
                yield row
                done += 1
        if progress is not None:
            progress(done, plan.records)


def is_closed(partition: Partition, today: date) -> bool:
    """Return whether a file gets no more records. An undated file counts as of the week in which it was noticed."""
    if partition.kind == "declined" or partition.week is None:
        return False
    return monday_of(partition.week) + timedelta(weeks=1) <= today


def _row(document: Mapping[str, Any], labels: Mapping[Cell, Label]) -> Row | None:
    if document["version"] != 1 or not document["kept"]:
        return None
    label = labels.get((document.get("week"), document["language"], document["channel"]))
    if label is None:
        return None
    period, language, channel = label
    told = {"period": period, "language": language, "channel": channel, "simulated": document.get("simulated", False)}
    fields = document | document["answers"] | told
    return {column: fields.get(column) for column in COLUMNS}
