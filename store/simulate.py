"""Made-up visits for demonstrations and tests. Each is written by the same append as a real one, and is marked."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final
from uuid import uuid4

from criteria.answers import OPTIONS, Answers
from criteria.questions import OPENED_BY_YES_TO, Matter, Question, Reply
from criteria.steps import INTERRUPTIONS, Consent, Step, WhatNow, questions_of, visible_steps
from store.disk import LogError, read_file, save
from store.lines import bytes_of, document_in
from store.log import SessionLog
from store.record import Channel, Ended, Record, iso_week, record_of
from store.storage import modified_of

_DECLINES: Final = 0.12
_SPEAKS_THE_FIRST: Final = 0.7
_WEIGHTS: Final = {"yes": 3, "no": 5, "unsure": 2, "declined": 1}
_ENDS: Final = {Ended.RESULT: 16, Ended.HELP: 1, Ended.LEFT: 3, Ended.IDLE: 1}
_CHANNELS: Final = {Channel.LOCAL: 16, Channel.PLAIN: 1, Channel.SSH: 3}


def simulated(number: int, moment: datetime, weeks: int, random: Random, languages: Sequence[str]) -> Iterator[Record]:
    """Iterate over `number` made-up visits, spread over the `weeks` weeks up to `moment`.

    Seven in ten use the first of `languages`, the others one of the rest with equal chance. The same `random` gives the
    same people; their ids are always new.
    """
    others = [(1 - _SPEAKS_THE_FIRST) / max(1, len(languages) - 1)] * (len(languages) - 1)
    for _ in range(number):
        week = iso_week(moment - timedelta(weeks=random.randrange(weeks)))
        ended = random.choices(list(_ENDS), list(_ENDS.values()))[0]
        answers = _answers(random)
        steps = visible_steps(answers)
        left_at = random.choice(steps[steps.index(Step.CHECKLIST) : steps.index(Step.RESULT)])
        if ended is Ended.HELP:
            # Whoever meets no emergency page cannot stop at one.
            emergency = next((step for step in steps if step in INTERRUPTIONS), None)
            ended, left_at = (Ended.LEFT, left_at) if emergency is None else (Ended.HELP, emergency)
        record = record_of(
            answers if ended is Ended.RESULT else _before(left_at, answers),
            record_id=uuid4().hex,
            consent=Consent.NO if random.random() < _DECLINES else Consent.YES,
            ended=ended,
            left_at=left_at,
            moment=moment,
            language=random.choices(languages, [_SPEAKS_THE_FIRST, *others])[0],
            channel=random.choices(list(_CHANNELS), list(_CHANNELS.values()))[0],
            what_now=random.choices(list(WhatNow))[0],
            simulated=True,
        )
        # Made-up visits may be older than the program, which real ones never are.
        yield record.model_copy(update={"week": week}) if record.kept else record


def holds_made_up(log: SessionLog) -> bool:
    """Return whether a log holds made-up visits, from a look at the bytes of its files.

    Raises:
        LogError: the folder cannot be read.
    """
    return any(b'"simulated"' in (read_file(path) or b"") for path, _ in log.files() if path.exists())


def purge_made_up(log: SessionLog) -> int:
    """Drop every made-up visit, and return how many there were; batches of them that were released are no longer whole.

    Raises:
        LogError: a file is damaged or cannot be written; the call may be repeated.
    """
    dropped = 0
    for path, partition in log.files():
        with log.writing(partition.shard):
            contents = log.read(path)
            if contents.damage:
                raise LogError(f"{contents.damage[0]} See `pulmoscreen log verify`; made-up visits in it are still there.")
            real = {key: line for key, line in contents.lines.items() if "simulated" not in document_in(line)}
            if len(real) == len(contents.lines):
                continue
            if real:
                temporary = log.directory / f".tmp-{partition.shard}"
                save(log.disk, path, bytes_of(real), temporary=temporary, modified=modified_of(partition))
            else:
                log.disk.remove(path)
            log.disk.flush_folder(log.directory)
            dropped += len(contents.lines) - len(real)
    return dropped


def refuse_real_sessions(log: SessionLog) -> None:
    """Keep made-up visits out of a log that holds real ones.

    Raises:
        LogError: the log holds a real one, or cannot be read.
    """
    for path, _ in log.files():
        contents = log.read(path)
        if contents.damage or not all("simulated" in document for document in contents.documents()):
            raise LogError(f"{path} holds real sessions, or cannot be read: made-up ones need a log of their own (--data DIR).")


def _answers(random: Random) -> Answers:
    given: dict[str, object] = {}
    for question in Question:
        opener = OPENED_BY_YES_TO.get(question)
        if opener is None or given.get(opener) is Reply.YES:
            given[question] = _answer(question, random)
    return Answers.model_validate(given)


def _answer(question: Question, random: Random) -> object:
    options = list(OPTIONS[question])
    if question is Question.WHAT_MATTERS:
        matters = [matter for matter in Matter if matter is not Matter.DECLINED]
        return tuple(random.sample(matters, random.randint(1, 3)))
    return random.choices(options, [_WEIGHTS.get(option, 2) for option in options])[0]


def _before(step: Step, answers: Answers) -> Answers:
    """Return the answers that had been given when a person left at `step`."""
    steps = visible_steps(answers)
    asked = {question for earlier in steps[: steps.index(step)] for question in questions_of(earlier)}
    return Answers.model_validate({question: answer for question, answer in answers.given().items() if question in asked})
