"""What goes to the database: whole batches with their rows, a part of the ledger at a time, each under a digest as its key."""

import hashlib
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from store.columns import NOT_TOLD
from store.export import ROWS, UNANSWERED, with_answers
from store.fleet.create import quarter_start
from store.ledger import Batch, Kind
from store.lines import Progress
from store.periods import UNDATED, period_of
from store.record import monday_of
from store.release import Released

_AT_ONCE: Final = 50_000
"""So many records are in memory, as text."""


@dataclass
class Parcel:
    """A batch as it goes to the database.

    Attributes:
        key: 32 hexadecimal digits, a digest of its records' ids.
        labels: the values of the table `batch`, by column.
        rows: the rows of `visit` in random order, as an array of texts: each the key and the answers, with commas between.
        number: how many rows there are.
    """

    key: str
    labels: dict[str, object]
    rows: str
    number: int


def digest(text: bytes) -> str:
    """Return the first 128 bits of the SHA-256, as hexadecimal digits: what PostgreSQL calls a uuid."""
    return hashlib.sha256(text).hexdigest()[:32]


def keys_of(released: Released) -> dict[int, str]:
    """Return the key of each whole batch by its number."""
    ids = released.ids()
    return {number: digest(bytes(ids[number])) for number in released.batches}


def parcels(released: Released, keys: Mapping[int, str], progress: Progress | None = None) -> Iterator[list[Parcel]]:
    """Iterate over lists of the batches in `keys`, in random order in each, with rows in random order.

    Raises:
        LogError: the log cannot be read, or changed meanwhile.
    """
    due = sorted(keys, key=lambda number: (released.batches[number].last, released.batches[number].first))
    done, total = 0, sum(released.batches[number].size for number in due)
    for numbers in _parts(released, due):
        chosen = {number: released.batches[number] for number in numbers}
        rows: dict[int, list[str]] = {number: [] for number in numbers}
        for record_id, number, text in chain.from_iterable(replace(released, batches=chosen).records(shuffled=False)):
            if (kind := chosen[number].facts.kind) in ROWS:
                # All are codes of letters, digits and underscores, so that nothing needs quotes of its own.
                answers = with_answers(UNANSWERED, text, finished=kind is Kind.FINISHED).values()
                rows[number].append(f'"{digest(record_id)},{",".join(answers)}"')
        found = [_parcel(keys[number], chosen[number], rows[number]) for number in numbers]
        random.SystemRandom().shuffle(found)
        yield found
        done += sum(batch.size for batch in chosen.values())
        if progress is not None:
            progress(done, total)


def _parts(released: Released, due: Sequence[int]) -> Iterator[list[int]]:
    part, size = list[int](), 0
    for number in due:
        part.append(number)
        size += released.batches[number].size
        if size >= _AT_ONCE:
            yield part
            part, size = [], 0
    if part:
        yield part


def _parcel(key: str, batch: Batch, rows: list[str]) -> Parcel:
    rows.sort()  # by digest, which is random
    facts = batch.facts
    labels: dict[str, object] = {
        "quarter": quarter_start(monday_of(batch.last)),
        "key": key,
        "first_week": batch.first if facts.dated else UNDATED,
        "last_week": batch.last if facts.dated else UNDATED,
        "in_quarter": period_of(batch, "quarter"),
        "in_year": period_of(batch, "year"),
        "questionnaire": facts.questionnaire,
        "simulated": facts.simulated,
        "kind": facts.kind.value,
        "language": facts.language or NOT_TOLD,
        "channel": facts.channel or NOT_TOLD,
        "size": batch.size,
    }
    return Parcel(key, labels, f"{{{','.join(rows)}}}", len(rows))
