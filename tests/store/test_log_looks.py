"""What the commands of the log draw, and what they say to somebody who stops reading."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from store.counts import count
from store.log import SessionLog, refuse
from store.report import stats_of
from tests.store.people import people
from tui.cli.log_table import print_stats


def test_weeks_in_which_nobody_came_are_drawn_and_a_long_rest_is_one_row(log: SessionLog) -> None:
    for week in ("2026-W47", "2026-W49", "2027-W30"):
        for record in people(8, seed=int(week[6:])):
            log.append(record.model_copy(update={"week": week}))
    console = Console(record=True, width=80, file=io.StringIO())
    print_stats(stats_of(count(log, refuse), 7), console)
    rows = [line.split("|")[0].strip() for line in console.export_text().splitlines()]
    first = rows.index("2026-W47")
    assert rows[first : first + 5] == ["2026-W47", "2026-W48", "2026-W49", "33 weeks without a session", "2027-W30"]


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_who_has_read_enough_of_an_export_is_told_nothing(kind: str, tmp_path: Path) -> None:
    data = ["--data", str(tmp_path / "log")]
    subprocess.run([sys.executable, "-m", "tui", *data, "log", "simulate", "400"], check=True)
    export = [sys.executable, "-m", "tui", *data, "log", "export", "--format", kind, "-o", "-"]
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(export, check=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert ended.stderr == b""
