"""Made-up sessions are as valid as real ones, and never among them."""

from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from criteria.questions import BloodAmount, Reply
from criteria.steps import INTERRUPTIONS, Step, questions_of, visible_steps
from store.disk import LogError, locked
from store.log import SessionLog
from store.partition import Partition
from store.record import Ended, Record
from store.simulate import holds_made_up, purge_made_up, refuse_real_sessions, simulated
from store.storage import modified_of
from tests.store.people import NOW, SOUND_FILE, a_record, by_id, findings, kept_people, people
from tests.store.releases import put


class NotedRandom(Random):
    """Chance that notes between what it chooses and with which weights; `consents` decides over consent where it is given."""

    def __init__(self, seed: int, consents: float | None = None) -> None:
        super().__init__(seed)
        self.consents = consents
        self.noted: dict[tuple[Any, ...], list[float]] = {}
        self.steps: list[Any] = []

    def random(self) -> float:
        return super().random() if self.consents is None else self.consents

    def choices(self, population: Any, weights: Any = None, **_: Any) -> list[Any]:  # noqa: ANN401 - as Random's
        self.noted[tuple(population)] = list(weights or ())
        return [population[self.randrange(len(population))]]

    def choice(self, seq: Any) -> Any:  # noqa: ANN401 - as Random's
        self.steps.append(seq)
        return super().choice(seq)


def test_what_is_more_common_is_made_up_more_often() -> None:
    chance = NotedRandom(1)
    assert len(list(simulated(50, NOW, 10, chance, ["en", "es", "pt"]))) == 50
    assert chance.noted[tuple(Ended)] == [16, 1, 3, 1]
    assert chance.noted["local", "plain", "ssh"] == [16, 1, 3]
    assert chance.noted["en", "es", "pt"] == pytest.approx([0.7, 0.15, 0.15])
    assert list(simulated(1, NOW, 1, chance, ["en", "es"]))
    assert chance.noted["en", "es"] == pytest.approx([0.7, 0.3])
    assert chance.noted[tuple(Reply)] == [3, 5, 2, 1]
    assert chance.noted[tuple(BloodAmount)] == [2, 2, 2, 1]
    assert {steps[0] for steps in chance.steps} == {Step.CHECKLIST}
    assert {steps[-1] for steps in chance.steps} == {Step.CHECK}


@pytest.mark.parametrize(("number", "kept"), [(0.0, False), (0.1199, False), (0.12, True), (0.99, True)])
def test_twelve_in_a_hundred_decline(number: float, kept: bool) -> None:  # noqa: FBT001 - a case
    (record,) = simulated(1, NOW, 1, NotedRandom(3, number), ["en"])
    assert (record.kept, record.simulated, record.version) == (kept, True, 1)
    assert record.week == ("2026-W47" if kept else None)


def test_each_has_an_id_and_a_week_of_those_asked_for() -> None:
    records = [record for record in simulated(60, NOW, 3, Random(1), ["en"]) if record.kept]
    assert {record.week for record in records} == {"2026-W45", "2026-W46", "2026-W47"}
    assert len({record.id for record in records}) == len(records)
    long_ago = [record.week for record in simulated(9, NOW - timedelta(weeks=2000), 1, Random(1), ["en"]) if record.kept]
    assert set(long_ago) == {"1988-W29"}


def test_who_left_had_answered_what_was_asked_before_and_who_saw_the_result_everything() -> None:
    for record in simulated(120, NOW, 1, Random(2), ["en"]):
        if record.answers is None:
            continue
        asked = {question for step in visible_steps(record.answers) for question in questions_of(step)}
        if record.ended is Ended.RESULT:
            assert (record.left_at, set(record.answers.given())) == (None, asked)
        else:
            assert record.left_at is not None
            steps = tuple(Step)[: tuple(Step).index(record.left_at)]
            before = {question for step in steps for question in questions_of(step)}
            assert set(record.answers.given()) == asked & before


def test_who_stopped_for_help_had_met_a_page_that_says_to_call_it() -> None:
    stopped = {record.left_at for record in simulated(900, NOW, 1, Random(5), ["en"]) if record.ended is Ended.HELP}
    assert len(stopped) > 1
    assert stopped <= {*INTERRUPTIONS}


def test_one_to_three_things_matter_to_people_who_are_asked() -> None:
    records = simulated(300, NOW, 1, Random(4), ["en"])
    named = Counter(len(record.answers.what_matters) for record in records if record.answers and record.answers.what_matters)
    assert set(named) == {1, 2, 3}


def test_a_damaged_log_may_hold_real_sessions(log: SessionLog) -> None:
    for record in kept_people(5):
        log.append(record)
    path = log.directory / SOUND_FILE
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(LogError, match="holds real sessions"):
        refuse_real_sessions(log)


def test_the_same_seed_makes_up_the_same_people_under_new_ids() -> None:
    def all_but_the_id(seed: int) -> list[Record]:
        return [record.model_copy(update={"id": "0" * 32}) for record in simulated(50, NOW, 10, Random(seed), ["en", "es"])]

    assert all_but_the_id(1) == all_but_the_id(1)
    assert all_but_the_id(1) != all_but_the_id(2)
    assert len({record.id for seed in (1, 1) for record in simulated(50, NOW, 10, Random(seed), ["en", "es"])}) == 100


def test_they_are_valid_marked_and_spread_over_the_weeks() -> None:
    records = list(people(2000, weeks=30))
    assert all(Record.model_validate(record.model_dump()) == record for record in records)
    assert all(record.simulated for record in records)
    assert len({record.week for record in records if record.kept}) == 30
    assert {record.ended for record in records if record.kept} == set(Ended)


def test_they_speak_the_languages_that_are_on_offer_most_of_them_the_first() -> None:
    spoken = Counter(record.language for record in simulated(2000, NOW, 10, Random(1), ["xx", "yy", "zz"]) if record.kept)
    assert set(spoken) == {"xx", "yy", "zz"}
    assert spoken["xx"] > spoken["yy"] + spoken["zz"]


def test_they_stay_out_of_a_log_with_real_sessions(log: SessionLog) -> None:
    for record in people(10):
        log.append(record)
    refuse_real_sessions(log)
    log.append(a_record())
    with pytest.raises(LogError, match="holds real sessions"):
        refuse_real_sessions(log)


def test_a_purge_of_what_is_made_up_drops_that_and_leaves_real_visits_as_they_were(log: SessionLog) -> None:
    real = [a_record(record_id="0" + week * 31).model_copy(update={"week": f"2026-W{week}1"}) for week in "35"]
    real += [a_record(record_id=f"{shard:x}{number:x}" + "0" * 30) for shard in (0, 3, 9) for number in range(4)]
    put(log, real)
    untouched = {path.name: path.read_bytes() for path, _ in log.files()}
    assert (holds_made_up(log), purge_made_up(log)) == (False, 0)
    made_up = list(people(120, weeks=3))
    put(log, made_up)
    assert holds_made_up(log)
    with locked(log.directory / ".lock-f", 0.0), pytest.raises(LogError, match=r"\.lock-f"):
        purge_made_up(SessionLog(log.directory, patience=0.0))
    assert purge_made_up(log) == len([record for record in made_up if record.id[0] == "f"])
    assert by_id(log) == {record.id: record for record in real}
    assert {path.name: path.read_bytes() for path, _ in log.files()} == untouched
    written = {Partition.of(record).name for record in made_up} & untouched.keys()
    assert {(log.directory / name).stat().st_mtime for name in written} == {modified_of(Partition.of(real[-1]))}
    assert (findings(log), holds_made_up(log)) == ([], False)


def test_a_purge_of_what_is_made_up_stops_at_a_damaged_file(log: SessionLog) -> None:
    for record in kept_people(5):
        log.append(record)
    path = log.directory / SOUND_FILE
    path.write_bytes(damaged := path.read_bytes()[:-1])
    with pytest.raises(LogError, match=f"{SOUND_FILE}.*made-up visits in it are still there"):
        purge_made_up(log)
    assert path.read_bytes() == damaged
