"""What is carried from one log to another."""

import io
from collections.abc import Callable
from datetime import date

from store.importing import Imported, Importer
from store.lines import Damage
from store.log import SessionLog, refuse
from store.raw import hand_over, raw_lines
from store.record import Record
from tests.store.people import people
from tests.store.releases import FOR_EVER, TUESDAY

Log = Callable[[str], SessionLog]


def real(number: int, *, seed: int = 0, weeks: int = 1) -> list[Record]:
    return [record.model_copy(update={"simulated": False}) for record in people(number, seed=seed, weeks=weeks)]


def raw(log: SessionLog, today: date = TUESDAY) -> bytes:
    return b"".join(line for _, line in raw_lines(log, hand_over(log, today, refuse), refuse))


def take_in(log: SessionLog, data: bytes, *, least: int = 8, weeks: int = FOR_EVER, today: date = TUESDAY) -> Imported:
    damage = list[Damage]()
    done = Importer(log, today, least=least, retention_weeks=weeks).take_in("stick", io.BytesIO(data), damage.append)
    assert not damage, [str(found) for found in damage]
    return done
