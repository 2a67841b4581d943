"""Figures over all sites, read from the views of the fleet's database: sums over whole batches, in steps, counted by SQL."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import BaseModel, ConfigDict

from criteria.questions import SYMPTOMS, Question, Reply
from criteria.rules import Card
from criteria.steps import WhatNow
from criteria.urgency import URGENCY
from store.columns import NOT_TOLD
from store.fleet.schema import CARD, SCHEMA
from store.periods import SEVERAL, UNDATED, By, following
from store.record import Channel
from store.report import NO_CARD, SaidByLevel, Shown, shown

if TYPE_CHECKING:
    from store.fleet.connection import Connection

SILENT: Final = timedelta(days=3)
"""A site that delivers every day, and has not for longer than this, has stopped."""


class Site(BaseModel):
    """One site of the fleet.

    Attributes:
        visits: those with a record that it has delivered.
        last_delivery: the last day on which it delivered, or said that there was nothing to deliver.
        stopped: whether that is longer ago than `SILENT`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    visits: Shown
    last_delivery: date
    stopped: bool


class FleetStats(BaseModel):
    """What `log stats --from` shows: counts of delivered visits; every cell of a table is listed.

    Attributes:
        version: of this schema.
        small_cell: the step is one more than this.
        kept: delivered visits with a record; `declined` those that were not to be kept; `finished` those with the result.
        simulated: how many are made up.
        undated: how many have no week, because the clock of the kiosk was wrong.
        sites: by name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    small_cell: int
    kept: Shown
    declined: Shown
    finished: Shown
    simulated: Shown
    undated: Shown
    sites: dict[str, Site]
    periods: dict[str, Shown]
    questionnaires: dict[str, Shown]
    languages: dict[str, Shown]
    channels: dict[Channel | Literal["not_told"], Shown]
    symptoms: dict[Question, dict[Reply, Shown]]
    cards: dict[Card, Shown]
    what_now: SaidByLevel


def fleet_stats(connection: "Connection", today: date, by: By) -> FleetStats:
    """Read the figures of all sites, as they are at one moment. The views do the counting, and hide what is small.

    Raises:
        psycopg.Error: there are no such views, or this user may not read them.
    """
    with connection.transaction():
        # The snapshot of the first query holds for all of them, whatever is delivered meanwhile.
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return _read(connection, today, by)


def _read(connection: "Connection", today: date, by: By) -> FleetStats:
    row = connection.execute(f"SELECT step FROM {SCHEMA}.meta").fetchone()
    small_cell = (int(row[0]) if row else 1) - 1

    def view(name: str) -> list[tuple[Any, ...]]:
        return connection.execute(f"SELECT * FROM {SCHEMA}.{name}").fetchall()

    def cells(name: str) -> dict[str, Shown]:
        return {cell: shown(int(visits), small_cell) for cell, visits in view(name)}

    answers = {(question, answer): shown(int(visits), small_cell) for question, answer, visits in view("symptoms_and_cards")}
    symptoms = {symptom: {reply: answers[symptom.value, reply.value] for reply in Reply} for symptom in SYMPTOMS}
    what_now: SaidByLevel = {level: {} for level in (*URGENCY, NO_CARD)}
    for level, said, visits in view("levels"):
        what_now[level][WhatNow(said)] = shown(int(visits), small_cell)
    return FleetStats(
        small_cell=small_cell,
        **cells("totals"),
        sites={
            site: Site(visits=shown(int(visits), small_cell), last_delivery=day, stopped=today - day > SILENT)
            for site, visits, day in sorted(view("sites"))
        },
        periods=_in_order(cells(f"periods_{by}"), small_cell),
        questionnaires=dict(sorted(cells("questionnaires").items())),
        languages=_languages(cells("languages"), small_cell),
        channels=cells("channels"),
        symptoms=symptoms,
        cards={card: answers[CARD, card.value] for card in Card},
        what_now=what_now,
    )


def _languages(found: dict[str, Shown], small_cell: int) -> dict[str, Shown]:
    listed = [*sorted(found.keys() - {NOT_TOLD}), NOT_TOLD]
    return {language: found.get(language, shown(0, small_cell)) for language in listed}


def _in_order(found: dict[str, Shown], small_cell: int) -> dict[str, Shown]:
    dated = sorted(found.keys() - {SEVERAL, UNDATED})
    listed = [*(following(dated[0], dated[-1]) if dated else ()), SEVERAL, UNDATED]
    return {period: found.get(period, shown(0, small_cell)) for period in listed}
