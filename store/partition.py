"""Which file a record belongs to, and what a file's name says: the week, and a shard by the random id."""

import re
from dataclasses import dataclass
from typing import Final, Self

from store.record import Record, is_week

SHARDS: Final = "0123456789abcdef"
"""A week lies in 16 files by the first digit of the id, so that the cost of an append follows a week's volume."""

_UNTIMED_DIGITS: Final = 3
# What has no week is never closed, so it is spread over 4,096 files: a million records are 250 in each.

_NAME: Final = re.compile(
    r"(?:(?P<week>\d{4}-W\d{2})-(?P<shard>[0-9a-f])"
    r"|(?P<kind>declined|undated)(?:-(?P<seen>\d{4}-W\d{2}))?-(?P<part>[0-9a-f]{3}))\.json"
)


@dataclass(frozen=True)
class Partition:
    """One file of the log. `week` is when its records were made, or the week in which undated ones were first noticed."""

    kind: str
    week: str | None
    part: str

    @classmethod
    def of(cls, record: Record) -> Self:
        """Return where `record` belongs. A declined session has no week, so that it lies where no week is named."""
        if record.week is not None:
            return cls("week", record.week, record.id[0])
        return cls("undated" if record.kept else "declined", None, record.id[:_UNTIMED_DIGITS])

    @classmethod
    def named(cls, name: str) -> Self | None:
        """Return what the file `name` holds; None where it is none of the log's."""
        match = _NAME.fullmatch(name)
        if match is None or not all(is_week(week) for week in (match["week"], match["seen"]) if week):
            return None
        if match["week"]:
            return cls("week", match["week"], match["shard"])
        return cls(match["kind"], match["seen"], match["part"])

    @property
    def name(self) -> str:
        """The name of the file."""
        if self.kind == "week":
            return f"{self.week}-{self.part}.json"
        seen = "" if self.week is None else f"{self.week}-"
        return f"{self.kind}-{seen}{self.part}.json"

    @property
    def shard(self) -> str:
        """The digit by which writers lock."""
        return self.part[0]

    def siblings(self) -> tuple[str, ...]:
        """The names of all files of the same week, whose times are made equal; none where there is no week."""
        return tuple(f"{self.week}-{shard}.json" for shard in SHARDS) if self.kind == "week" else ()

    def holds(self, record: Record) -> bool:
        """Say whether `record` may lie here."""
        home = Partition.of(record)
        return (home.kind, home.part) == (self.kind, self.part) and (self.kind != "week" or home.week == self.week)
