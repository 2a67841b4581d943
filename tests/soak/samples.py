"""What processes hold over time, and a chart of it."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

WIDTH, HEIGHT, LEFT = 720, 120, 150
MEASURES: Final = ("memory, MB", "descriptors", "threads", "processes below it")


@dataclass(frozen=True)
class Sample:
    """What one process held at one time, in the order of `MEASURES`."""

    seconds: float
    values: tuple[float, ...]


def below(pid: int) -> list[int]:
    """Return the processes that one has started, and those that they have."""
    try:
        told = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    children = [int(child) for child in " ".join(told).split()]
    return [*children, *(further for child in children for further in below(child))]


def sample(pid: int, seconds: float) -> Sample:
    """Measure a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    memory = pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
    held = (len(list(Path(f"/proc/{pid}/fd").iterdir())), len(list(Path(f"/proc/{pid}/task").iterdir())), len(below(pid)))
    return Sample(seconds, (memory, *map(float, held)))


def growth(samples: list[Sample]) -> dict[str, tuple[float, float]]:
    """Return for each measure the medians of the second and of the last quarter."""
    quarter = len(samples) // 4
    second, last = samples[quarter : 2 * quarter], samples[-quarter:]
    return {
        name: (median(one.values[index] for one in second), median(one.values[index] for one in last))
        for index, name in enumerate(MEASURES)
    }


def chart(series: dict[str, list[Sample]], measures: Sequence[str] = MEASURES, unit: str = "s") -> str:
    """Return an SVG with a row for each measure of each process, over what the samples have as seconds, or another `unit`."""
    rows = [
        (f"{process}: {name}", index, samples) for process, samples in series.items() for index, name in enumerate(measures)
    ]
    parts = []
    for row, (title, index, samples) in enumerate(rows):
        top, most = row * (HEIGHT + 40) + 30, max(one.values[index] for one in samples) or 1.0
        end = samples[-1].seconds
        points = " ".join(
            f"{LEFT + WIDTH * one.seconds / end:.1f},{top + HEIGHT * (1 - one.values[index] / most):.1f}" for one in samples
        )
        parts += [
            f'<text x="8" y="{top - 8}">{title}</text>',
            f'<text x="{LEFT - 8}" y="{top + 8}" text-anchor="end">{most:.0f}</text>',
            f'<text x="{LEFT - 8}" y="{top + HEIGHT}" text-anchor="end">0</text>',
            f'<text x="{LEFT + WIDTH}" y="{top + HEIGHT + 16}" text-anchor="end">{end:,.0f} {unit}</text>',
            f'<rect x="{LEFT}" y="{top}" width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="#999"/>',
            f'<polyline points="{points}" fill="none" stroke="#0a5" stroke-width="1.5"/>',
        ]
    size = f'width="{LEFT + WIDTH + 20}" height="{len(rows) * (HEIGHT + 40) + 20}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="13">'
    return "\n".join([head, '<rect width="100%" height="100%" fill="#fff"/>', *parts, "</svg>", ""])
