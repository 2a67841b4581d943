"""Counts the log in one pass, one file at a time, so that memory does not grow with the number of records."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from store.lines import Damage, Progress, Report, documents_if_sound
from store.log import SessionLog
from store.partition import Partition

Cell = tuple[str | None, str, str]
"""Week (None where it is unknown), language and channel: a rare combination of them could identify a person."""

Documents = list[dict[str, Any]]


@dataclass
class Counts:
    """Exact counts. They are never shown: `store.report` rounds them and suppresses small ones first."""

    cells: Counter[Cell] = field(default_factory=Counter)
    declined: int = 0
    simulated: int = 0
    questionnaires: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    left_at: Counter[str] = field(default_factory=Counter)
    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many gave each answer, by question and option; `what_matters`, a list, is not counted."""

    def add(self, documents: Documents) -> None:
        """Count the documents of one file: all of them, or none where it raises.

        Raises:
            LookupError, TypeError, AttributeError: a document is not one that this program writes.
        """
        kept = [document for document in documents if document["kept"]]
        cells = Counter([(document.get("week"), document["language"], document["channel"]) for document in kept])
        questionnaires = Counter([document["questionnaire"] for document in kept])
        ended = Counter([document["ended"] for document in kept])
        left_at = Counter([document["left_at"] for document in kept if "left_at" in document])
        for document in kept:
            document["answers"].pop("what_matters", None)
        answers = Counter(chain.from_iterable([document["answers"].items() for document in kept]))
        self.declined += len(documents) - len(kept)
        self.simulated += sum("simulated" in document for document in documents)
        self.cells.update(cells)
        self.questionnaires.update(questionnaires)
        self.ended.update(ended)
        self.left_at.update(left_at)
        self.answers.update(answers)


def count(
    log: SessionLog,
    report: Report,
    *,
    wanted: Callable[[Partition], bool] = lambda _: True,
    progress: Progress | None = None,
) -> Counts:
    """Count the `wanted` files of the log. Damage is reported, and the sound records of a damaged file are counted.

    Raises:
        LogError: the folder or a file cannot be read.
    """
    counts = Counts()
    files = [(path, partition.shard) for path, partition in log.files() if wanted(partition)]
    seen: set[str] = set()
    shard = ""
    for done, (path, of) in enumerate(files, start=1):
        if of != shard:
            shard, seen = of, set()
        known = _known(log, path, report)
        try:
            seen |= _add(counts, known, seen, path, report)
        except (LookupError, TypeError, AttributeError):
            # Another program wrote this with a right checksum. Checking each record is slower, so only such a file is checked.
            whole = [document for document in known if _is_whole(document)]
            report(Damage(path.name, f"{len(known) - len(whole)} records are not of a kind that this version knows"))
            seen |= _add(counts, whole, seen, path, report)
        if progress is not None:
            progress(done, len(files))
    return counts


def _known(log: SessionLog, path: Path, report: Report) -> Documents:
    data = log.read_bytes(path)
    documents = documents_if_sound(data) if data is not None else []
    if documents is None:
        contents = log.read(path)
        for damage in contents.damage:
            report(damage)
        documents = contents.documents()
    try:
        known = [document for document in documents if document.get("version") == 1]
    except AttributeError:
        there: list[Any] = documents
        known = [document for document in there if isinstance(document, dict) and document.get("version") == 1]
    if len(known) < len(documents):
        report(Damage(path.name, f"{len(documents) - len(known)} records are of a version that this program does not know"))
    return known


def _add(counts: Counts, known: Documents, seen: set[str], path: Path, report: Report) -> set[str]:
    """Count the documents whose ids are not in `seen`, and return all their ids."""
    ids = {document["id"] for document in known}
    again = seen & ids
    counts.add([document for document in known if document["id"] not in again] if again else known)
    if again:
        # Only a power cut between the two halves of `replace` leaves this; the newer one was read first.
        report(Damage(path.name, f"{len(again)} records are there twice; a newer one is in another file"))
    return ids


def _is_whole(document: dict[str, Any]) -> bool:
    """Return whether a document has every field that is counted."""
    if type(document.get("id")) is not str:
        return False
    if document.get("kept") is not True:
        return document.get("kept") is False
    answers = document.get("answers")
    if type(answers) is not dict or any(
        type(document.get(name)) is not str for name in ("questionnaire", "language", "channel", "ended")
    ):
        return False
    answers.pop("what_matters", None)
    return set(map(type, answers.values())) <= {str}
