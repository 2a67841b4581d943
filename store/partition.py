"""Which file a record belongs to. A file's name says the week and the shard, which is a digit of the random id."""

import re
from dataclasses import dataclass
from typing import Final, Self

from store.record import Record, is_week

SHARDS: Final = "0123456789abcdef"
"""A week has 16 files, by the first digit of the id: an append rewrites a sixteenth of the week."""

_UNTIMED_DIGITS: Final = 3
# Files without a week grow until the upkeep notes one, for ever under a wrong clock, so there are 4,096 of them.

_NAME: Final = re.compile(
    r"(?:(?P<week>\d{4}-W\d{2})-(?P<shard>[0-9a-f])"
    r"|(?P<kind>declined|undated)(?:-(?P<seen>\d{4}-W\d{2}))?-(?P<part>[0-9a-f]{3}|(?<=W\d\d-)[0-9a-f]))\.json"
)


@dataclass(frozen=True)
class Partition:
    """One file of the log.

    Attributes:
        kind: `week`, `declined` (visits that are only counted) or `undated` (the clock was wrong).
        week: the ISO week of its records; of declined and undated ones, the week in which they were first noticed, or None.
        part: the first digit of the ids in it, or the first three where the file has no week.

    Example:
        >>> Partition.named("2026-W47-a.json")
        Partition(kind='week', week='2026-W47', part='a')
    """

    kind: str
    week: str | None
    part: str

    @classmethod
    def of(cls, record: Record) -> Self:
        """Return the file of `record`. A declined visit has no week, so that its file names none."""
        if record.week is not None:
            return cls("week", record.week, record.id[0])
        return cls("undated" if record.kept else "declined", None, record.id[:_UNTIMED_DIGITS])

    @classmethod
    def named(cls, name: str) -> Self | None:
        """Return the partition that a file name stands for; None where it is not a file of the log."""
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
        """The digit that names the lock of this file."""
        return self.part[0]

    def siblings(self) -> tuple[str, ...]:
        """Return the names of all files of the same week, which get equal times; none where there is no week."""
        return tuple(f"{self.week}-{shard}.json" for shard in SHARDS) if self.kind == "week" else ()

    def may_share_with(self, kind: str) -> bool:
        """Return whether a record may be in a file of `kind` too: the upkeep is moving it to the week that it noticed."""
        return self.kind == kind != "week"

    def holds(self, record: Record) -> bool:
        """Return whether `record` may be in this file."""
        home = Partition.of(record)
        return home.kind == self.kind and record.id.startswith(self.part) and (self.kind != "week" or home.week == self.week)
