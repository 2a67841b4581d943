"""How fast the log is, beside other ways to keep records: ratios within one run, so that the machine cancels out.

    python -m tests.bench.log             sizes from 100 to 1,000,000, stats over 1,000,000
    python -m tests.bench.log --quick     up to 10,000

All ways take turns at every append, so that each meets the same moments of the same disk.
"""

import argparse
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from tinydb import TinyDB

from store.columns import columns
from store.export import rows
from store.formats import write_jsonl
from store.lines import document_of
from store.log import SessionLog
from store.record import Record
from tests.bench.made import LATER, fill, sessions
from tests.store.releases import release

APPENDS = 400
STOCK_AT_MOST = 10_000
STOCK_APPENDS = 12
SIZES = (100, 1_000, 3_500, 10_000, 100_000, 1_000_000)
LINE = 450

Append = Callable[[Record], object]

RELEASED = """
import sys
from datetime import date
from pathlib import Path
from typing import Final
from store.columns import columns
from store.counts import count
from store.export import rows
from store.formats import FORMATS
from store.log import SessionLog
from store.release import released
from store.report import stats_of
found = released(SessionLog(Path(sys.argv[1])), date.fromisoformat(sys.argv[2]), small_cell=7, retention_weeks=10_000)
"""
STATS = f"{RELEASED}\nstats_of(found, count(found), 7).model_dump_json()"
EXPORT = f"{RELEASED}\nFORMATS[sys.argv[4]](columns(), rows(found), open(sys.argv[3], 'wb'))"
NOTHING = "import store.counts, store.log, store.report, store.release"
PEAK = """
status = open("/proc/self/status").read()
print(status.split("VmHWM:")[1].split()[0])
"""
DUCKDB = """
import sys, duckdb
sessions = duckdb.sql(f"create table s as select * from read_json('{sys.argv[1]}', format='newline_delimited')")
columns = [name for name, *_ in duckdb.sql("describe s").fetchall() if name not in ("what_matters", "simulated")]
for column in columns:
    duckdb.sql(f"select {column}, count(*) from s group by 1").fetchall()
"""


def raw_append(path: Path) -> Append:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def append(_: Record) -> None:
        os.write(descriptor, b"x" * LINE)
        os.fsync(descriptor)

    return append


def sqlite_append(path: Path) -> Append:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("pragma journal_mode=wal")
    database.execute("pragma synchronous=full")
    database.execute("create table records (id text primary key, body text)")
    return lambda record: database.execute(
        "insert into records values (?, ?)", (record.id, record.model_dump_json(exclude_none=True))
    )


def stock_append(path: Path, size: int) -> Append:
    database = TinyDB(path)
    database.insert_multiple(document_of(record) for record in sessions(size, seed=2))
    return lambda record: database.insert(document_of(record))


def measured(ways: dict[str, Append], number: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in ways}
    for record in sessions(number, seed=1):
        for name, append in ways.items():
            started = time.perf_counter()
            append(record)
            times[name].append(time.perf_counter() - started)
    return times


def p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


COLUMNS: Final = (
    "records in the log",
    "in this week",
    "this log",
    "beside 100 records",
    "SQLite WAL FULL",
    "stock TinyDB",
    "raw, ms",
)


def append_table(folder: Path, sizes: tuple[int, ...]) -> Table:
    table = Table(title="Append, flushed: p50 (p99) as multiples of a raw append with fsync in the same run")
    for column in COLUMNS:
        table.add_column(column, justify="right")
    for size in sizes:
        fill(folder / str(size), size)
    logs: dict[str, Append] = {str(size): SessionLog(folder / str(size)).append for size in sizes}
    others = {"raw": raw_append(folder / "raw"), "sqlite": sqlite_append(folder / "sqlite")}
    times = measured(logs | others, APPENDS)
    raw = statistics.median(times["raw"])

    def told(name: str) -> str:
        return f"{statistics.median(times[name]) / raw:.1f} ({p99(times[name]) / raw:.0f})"

    first = statistics.median(times[str(sizes[0])])
    for size in sizes:
        stock = "-"
        if size <= STOCK_AT_MOST:
            slow = measured({"stock": stock_append(folder / f"stock{size}", size)}, STOCK_APPENDS)
            stock = f"{statistics.median(slow['stock']) / raw:.0f}"
        flat = statistics.median(times[str(size)]) / first
        week = f"{min(size, 3500):,}"
        table.add_row(f"{size:,}", week, told(str(size)), f"{flat:.2f}", told("sqlite"), stock, f"{raw * 1000:.2f}")
    return table


def run_alone(program: str, *words: str) -> tuple[float, float]:
    """Return the seconds of processor time that a program takes in a process of its own, and its most memory, in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run((sys.executable, "-c", program + PEAK, *words), check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return taken, int(done.stdout.split()[-1]) / 1024


def stats_table(folder: Path, size: int) -> Table:
    table = Table(title=f"Counting {size:,} records, in processes of their own")
    for column in ("", "processor seconds", "beside DuckDB", "most memory, MB"):
        table.add_column(column, justify="right")
    day = LATER.date().isoformat()
    exported = folder / "exported.jsonl"
    log = SessionLog(folder / str(size))
    with exported.open("wb") as file:
        write_jsonl(columns(), rows(release(log, LATER, weeks=10_000)), file)
    runs = {
        "this log: stats": min(run_alone(STATS, str(log.directory), day) for _ in range(3)),
        "this log: export as CSV": min(run_alone(EXPORT, str(log.directory), day, os.devnull, "csv") for _ in range(3)),
        "this log: export as JSON Lines": min(
            run_alone(EXPORT, str(log.directory), day, os.devnull, "jsonl") for _ in range(3)
        ),
        "DuckDB over the exported JSON Lines": min(run_alone(DUCKDB, str(exported)) for _ in range(3)),
        "(starting Python and importing the log)": min(run_alone(NOTHING) for _ in range(3)),
    }
    duckdb, _ = runs["DuckDB over the exported JSON Lines"]
    for name, (seconds, memory) in runs.items():
        table.add_row(name, f"{seconds:.2f}", f"{seconds / duckdb:.2f}", f"{memory:.0f}")
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--folder", type=Path, help="on the disk to be measured (the temporary folder)")
    args = parser.parse_args()
    if find_spec("duckdb") is None:
        parser.error("the comparison needs DuckDB: pip install duckdb pyarrow")
    sizes = tuple(size for size in SIZES if size <= STOCK_AT_MOST) if args.quick else SIZES
    console = Console(width=120)
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        console.print(append_table(Path(folder), sizes))
        console.print(stats_table(Path(folder), sizes[-1]))


if __name__ == "__main__":
    main()
