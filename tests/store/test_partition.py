"""Which file a record belongs to, and what the name of a file says."""

import time
from datetime import UTC, datetime

import pytest

from store.log import SessionLog
from store.partition import SHARDS, Partition
from store.storage import modified_of
from tests.store.people import a_record, a_refusal

ID = "abc" + "0" * 29
DATED = a_record(record_id=ID)
UNDATED = a_record(record_id=ID, moment=datetime(1970, 1, 1, tzinfo=UTC))
DECLINED = a_refusal(record_id=ID)

NAMES = {
    "2026-W47-a.json": Partition("week", "2026-W47", "a"),
    "undated-abc.json": Partition("undated", None, "abc"),
    "undated-2026-W47-abc.json": Partition("undated", "2026-W47", "abc"),
    "declined-abc.json": Partition("declined", None, "abc"),
    "declined-2026-W47-a.json": Partition("declined", "2026-W47", "a"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_says_what_a_file_holds(name: str) -> None:
    partition = Partition.named(name)
    assert partition == NAMES[name]
    assert partition.name == name
    assert partition.shard == "a"


@pytest.mark.parametrize(
    "name",
    [
        "2025-W53-a.json", "2026-W47-g.json", "2026-W47-ab.json", "undated-2025-W53-abc.json", "undated-ab.json",
        "declined-abcd.json", "notes.txt", "2026-W47-a.json.damaged-00000000", ".2026-W47-a.json", "2026-W47-axjson",
    ],
)  # fmt: skip
def test_no_other_name_is_one_of_the_log(name: str) -> None:
    assert Partition.named(name) is None


def test_a_record_lies_by_its_week_or_apart_where_it_has_none() -> None:
    assert [Partition.of(record).name for record in (DATED, UNDATED, DECLINED)] == [
        "2026-W47-a.json",
        "undated-abc.json",
        "declined-abc.json",
    ]


def test_a_file_holds_the_records_that_belong_there_and_no_others() -> None:
    held = {name: [partition.holds(record) for record in (DATED, UNDATED, DECLINED)] for name, partition in NAMES.items()}
    assert held == {
        "2026-W47-a.json": [True, False, False],
        "undated-abc.json": [False, True, False],
        "undated-2026-W47-abc.json": [False, True, False],
        "declined-abc.json": [False, False, True],
        "declined-2026-W47-a.json": [False, False, True],
    }
    assert not Partition("week", "2026-W46", "a").holds(DATED)
    assert not Partition("week", "2026-W47", "b").holds(DATED)


def test_only_files_with_a_week_have_siblings() -> None:
    assert NAMES["2026-W47-a.json"].siblings() == tuple(f"2026-W47-{digit}.json" for digit in SHARDS)
    assert NAMES["undated-2026-W47-abc.json"].siblings() == ()


def test_a_file_shows_the_monday_of_its_week_in_utc_wherever_the_kiosk_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        monday = datetime(2026, 11, 16, tzinfo=UTC).timestamp()
        assert [modified_of(partition) for partition in NAMES.values()] == [monday, 0, monday, 0, monday]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_upkeep_moves_records_between_files_of_a_kind_but_never_out_of_their_week() -> None:
    kinds = ("week", "undated", "declined")
    shared = {name: [kind for kind in kinds if partition.may_share_with(kind)] for name, partition in NAMES.items()}
    assert shared == {name: [] if partition.kind == "week" else [partition.kind] for name, partition in NAMES.items()}


def test_files_come_shard_by_shard_the_newest_week_first_and_those_of_no_week_last(log: SessionLog) -> None:
    log.directory.mkdir()
    names = ["2026-W47-a.json", "2026-W46-a.json", "undated-abc.json", "declined-abc.json", "2026-W47-b.json"]
    for name in sorted(names):
        (log.directory / name).touch()
    assert [path.name for path, _ in log.files()] == names
