"""What the commands of the log draw, and what they say to somebody who stops reading."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from store.counts import count
from store.log import SessionLog
from store.report import stats_of
from tests.amounts import one_of
from tests.store.people import people
from tests.store.releases import NEXT_YEAR, put, release
from tui.cli.log_table import print_stats


def test_every_quarter_is_drawn_also_one_in_which_nobody_came(log: SessionLog) -> None:
    for week in ("2026-W22", "2026-W47"):
        put(log, (record.model_copy(update={"week": week}) for record in people(150, seed=int(week[6:])) if record.kept))
    console = Console(record=True, width=80, file=io.StringIO())
    found = release(log, NEXT_YEAR)
    print_stats(stats_of(found, count(found), 7), console)
    rows = [line.split("|")[0].strip() for line in console.export_text().splitlines()]
    first = rows.index("2026-Q2")
    assert rows[first : first + 5] == ["2026-Q2", "2026-Q3", "2026-Q4", "several", "undated"]


@pytest.mark.parametrize("kind", one_of(["csv", "jsonl"]))
def test_who_has_read_enough_of_an_export_is_told_nothing(kind: str, tmp_path: Path) -> None:
    data = ["--data", str(tmp_path / "log")]
    subprocess.run([sys.executable, "-m", "tui", *data, "log", "simulate", "400"], check=True)
    export = [sys.executable, "-m", "tui", *data, "log", "export", "--format", kind, "-o", "-"]
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(export, check=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert ended.stderr == b""
