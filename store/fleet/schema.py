"""The tables of the fleet's database, as statements. Views show whole batches in steps; only the owner reads the tables."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from criteria.questions import SYMPTOMS, Reply
from criteria.rules import CARDS_FOR, Card
from criteria.steps import WhatNow
from criteria.urgency import LEVEL_FOR, URGENCY
from store.columns import NOT_TOLD, WHAT_NOW, Column, columns
from store.ledger import Kind
from store.record import Channel
from store.report import NO_CARD

SCHEMA: Final = "pulmoscreen"
SHIPS: Final = "pulmoscreen_ship"
"""The role that can only insert."""
READS: Final = "pulmoscreen_read"
"""The role that can only read the views."""

CARD: Final = "card"
"""What stands for the question where help cards are counted."""

PARTITIONED: Final = {"batch": "quarter", "visit": "quarter", "delivery": "day"}
"""The tables that have a partition for each quarter, and the column that decides."""

ANSWERS: Final = tuple(column for column in columns() if column.is_answer)
"""The columns of answers, one of text each."""

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    (
        f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}",
        f"""CREATE TABLE {SCHEMA}.meta (
    one boolean PRIMARY KEY DEFAULT true CHECK (one), version integer NOT NULL, id uuid NOT NULL, step integer NOT NULL)""",
        f"""CREATE TABLE {SCHEMA}.batch (
    quarter date NOT NULL, key uuid NOT NULL, site text NOT NULL, first_week text NOT NULL, last_week text NOT NULL,
    in_quarter text NOT NULL, in_year text NOT NULL, questionnaire text, simulated boolean NOT NULL, kind text NOT NULL,
    language text NOT NULL, channel text NOT NULL, size integer NOT NULL) PARTITION BY RANGE (quarter)""",
        f"""CREATE TABLE {SCHEMA}.visit (
    quarter date NOT NULL, key uuid NOT NULL, batch uuid NOT NULL) PARTITION BY RANGE (quarter)""",
        f"""CREATE TABLE {SCHEMA}.delivery (
    day date NOT NULL, key uuid NOT NULL, site text NOT NULL) PARTITION BY RANGE (day)""",
    ),
)
"""What each version adds to the one before. A database is as many versions old as it has had of these."""


def answer_columns() -> list[str]:
    """Return the statements that add the columns of answers; those that are there stay."""
    return [f"ALTER TABLE {SCHEMA}.visit ADD COLUMN IF NOT EXISTS {column.name} text" for column in ANSWERS]


def partition(table: str, first: date, after: date) -> str:
    """Return the statement that makes the partition of a table for a quarter. Keys are unique in each.

    A table with partitions on other servers (`postgres_fdw`) can have no key of its own.
    """
    return (
        f"CREATE TABLE IF NOT EXISTS {SCHEMA}.{partition_name(table, first)} PARTITION OF {SCHEMA}.{table} "
        f"(PRIMARY KEY (key)) FOR VALUES FROM ('{first}') TO ('{after}')"
    )


def partition_name(table: str, first: date) -> str:
    """Return the name of a partition, such as `visit_2026_q4`."""
    return f"{table}_{first.year:04}_q{(first.month + 2) // 3}"


def views() -> dict[str, str]:
    """Return the query of each view: the cells of a table with whole batches, each in steps, 0 for less than the first."""
    found = {
        "kinds": _listed("kind", _of_batches("kind"), tuple(kind.value for kind in Kind if kind is not Kind.HANDED_OVER)),
        "channels": _listed("channel", _of_batches("channel", kept=True), (*(channel.value for channel in Channel), NOT_TOLD)),
        "languages": _found("language", _of_batches("language", kept=True)),
        "questionnaires": _found("questionnaire", _of_batches("questionnaire", kept=True)),
        "periods_quarter": _found("in_quarter", _of_batches("in_quarter", kept=True)),
        "periods_year": _found("in_year", _of_batches("in_year", kept=True)),
        "totals": _totals(),
        "sites": _SITES,
        "answers": _answers(),
        "cards": _cards(),
        "symptoms_and_cards": _symptoms_and_cards(),
        "levels": _levels(),
    }
    return found | {f"question_{column.name}": _question(column) for column in ANSWERS}


_STEP: Final = f"(SELECT step FROM {SCHEMA}.meta)"
_SHOWN: Final = f"coalesce(visits, 0) - coalesce(visits, 0) % {_STEP} AS visits"

_SITES: Final = (
    f"SELECT d.site, {_SHOWN}, d.last_delivery FROM "
    f"(SELECT site, max(day) AS last_delivery FROM {SCHEMA}.delivery GROUP BY site) d LEFT JOIN "
    f"(SELECT site, sum(size) AS visits FROM {SCHEMA}.batch WHERE kind <> 'declined' GROUP BY site) b ON b.site = d.site"
)


def _of_batches(cell: str, *, kept: bool = False) -> str:
    where = "WHERE kind <> 'declined' " if kept else ""
    return f"SELECT {cell} AS cell, sum(size) AS visits FROM {SCHEMA}.batch {where}GROUP BY 1"


def _totals() -> str:
    """Return the query for the headline: sums over batches, each in steps of its own."""
    when = {
        "kept": "kind <> 'declined'",
        "declined": "kind = 'declined'",
        "finished": "kind = 'finished'",
        "simulated": "simulated",
        "undated": "kind <> 'declined' AND first_week = 'undated'",
    }
    sums = ", ".join(f"sum(size) FILTER (WHERE {condition}) AS {name}" for name, condition in when.items())
    values = ", ".join(f"('{name}', {name})" for name in when)
    return (
        f"SELECT total, {_SHOWN} FROM (SELECT {sums} FROM {SCHEMA}.batch) sums "
        f"CROSS JOIN LATERAL (VALUES {values}) cells (total, visits)"
    )


def _found(name: str, cells: str) -> str:
    return f"SELECT cell AS {name}, {_SHOWN} FROM ({cells}) cells"


def _listed(name: str, cells: str, every: tuple[str, ...]) -> str:
    values = ", ".join(f"('{value}')" for value in every)
    return f"SELECT listed.cell AS {name}, {_SHOWN} FROM (VALUES {values}) listed (cell) LEFT JOIN ({cells}) cells USING (cell)"


def _question(column: Column) -> str:
    cells = f"SELECT {column.name} AS cell, count(*) AS visits FROM {SCHEMA}.visit GROUP BY 1"
    return _listed("answer", cells, (*column.codes, *column.missing))


def _answers() -> str:
    """Return the query that counts all answers to all questions."""
    return _counted(
        {(column.name, code): f"{column.name} = '{code}'" for column in ANSWERS for code in (*column.codes, *column.missing)}
    )


def _symptoms_and_cards() -> str:
    """Return the query for what `log stats --from` shows of answers: one pass that looks at few columns."""
    symptoms = {(symptom.value, reply.value): f"{symptom.value} = '{reply.value}'" for symptom in SYMPTOMS for reply in Reply}
    return _counted(symptoms | {(CARD, card): when for card, when in _due().items()})


def _cards() -> str:
    return _counted({(CARD, card): when for card, when in _due().items()})


def _levels() -> str:
    """Return the query that counts what people said they will do, by the level of the most urgent card they were shown."""
    when = {
        level: " OR ".join(f"{question} = '{answer}'" for (question, answer), found in LEVEL_FOR.items() if found is level)
        for level in URGENCY
    }
    case = " ".join(f"WHEN {condition} THEN '{level}'" for level, condition in when.items())
    cells = (
        f"SELECT CASE {case} ELSE '{NO_CARD}' END AS level, {WHAT_NOW}, count(*) AS visits FROM {SCHEMA}.visit GROUP BY 1, 2"
    )
    listed = ", ".join(f"('{level}', '{said}')" for level in (*URGENCY, NO_CARD) for said in WhatNow)
    return (
        f"SELECT level, {WHAT_NOW}, {_SHOWN} FROM (VALUES {listed}) listed (level, {WHAT_NOW}) "
        f"LEFT JOIN ({cells}) cells USING (level, {WHAT_NOW})"
    )


def _due() -> dict[str, str]:
    """Return for each help card the condition under which it was due."""
    due: dict[Card, list[str]] = {card: [] for card in Card}
    for question, cards_for in CARDS_FOR.items():
        for answer, cards in cards_for.items():
            for card in cards:
                due[card].append(f"{question.value} = '{answer}'")
    return {card.value: " OR ".join(when) or "false" for card, when in due.items()}


def _counted(cells: Mapping[tuple[str, str], str]) -> str:
    """Return the query that counts the visits of each cell in one pass; a cell has a question, an answer and a condition."""
    counts = ", ".join(f"count(*) FILTER (WHERE {when}) AS c{at}" for at, when in enumerate(cells.values()))
    values = ", ".join(f"('{question}', '{answer}', c{at})" for at, (question, answer) in enumerate(cells))
    return (
        f"SELECT question, answer, {_SHOWN} FROM (SELECT {counts} FROM {SCHEMA}.visit) counts "
        f"CROSS JOIN LATERAL (VALUES {values}) cells (question, answer, visits)"
    )
