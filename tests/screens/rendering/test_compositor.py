"""Drawing only what changed: the same cells as the framework's own way, from fewer widgets."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from criteria.steps import Step
from screens.rendering.compositor import DirtyRowCompositor
from tests import quiet
from tests.screens.kiosks import BLOOD, METASTASIS, kiosk, press, walk

Chops = Sequence[Mapping[int, Strip | None]]


def chops_of(screen: Screen[Any], kind: type[Compositor], crop: Region) -> Chops:
    """Return what one kind of compositor draws for the rows of a part of the screen: strips by row and first column."""
    compositor = screen._compositor
    in_part: Callable[[int], bool] = range(crop.y, crop.bottom).__contains__
    compositor.__class__ = kind
    try:
        return compositor._render_chops(crop, in_part)
    finally:
        compositor.__class__ = DirtyRowCompositor


def parts_of(screen: Screen[Any]) -> Iterator[Region]:
    """Return every part of the screen that a change of one widget draws again, and of each two that are neighbours."""
    seen = [region.intersection(clip) for region, clip in screen._compositor.visible_widgets.values()]
    parts = sorted({part for part in seen if part}, key=lambda part: (part.y, part.x))
    yield from parts
    for one, other in pairwise(parts):
        yield one.union(other)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
@pytest.mark.parametrize("step", [Step.WELCOME, Step.CHECKLIST, Step.CHECK, Step.RESULT])
async def test_a_part_of_the_screen_is_drawn_as_the_framework_draws_it(step: Step, size: tuple[int, int]) -> None:
    app = kiosk()
    async with app.run_test(size=size) as pilot:
        await walk(pilot, METASTASIS, step)
        for keys in ([], ["down"], ["down", "down"], ["f1"]):
            await press(pilot, *keys)
            parts = list(parts_of(app.screen))
            assert len(parts) > 10
            for part in parts:
                theirs, ours = (chops_of(app.screen, kind, part) for kind in (Compositor, DirtyRowCompositor))
                for row in range(part.y, part.bottom):
                    drawn = {
                        column: strip for column, strip in theirs[row].items() if strip is not None and column < part.right
                    }
                    assert drawn
                    assert {at: ours[row][at] for at in drawn} == drawn


@contextmanager
def noting_what_is_drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[Widget]]:
    drawn: set[Widget] = set()
    render_lines = Widget.render_lines

    def noted(self: Widget, crop: Region) -> list[Strip]:
        drawn.add(self)
        return render_lines(self, crop)

    with monkeypatch.context() as patched:
        patched.setattr(Widget, "render_lines", noted)
        yield drawn


async def test_moving_on_draws_neither_the_title_nor_the_other_symptoms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Compositor, "render_update", quiet.DRAW_EVERY_CHANGE)
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, BLOOD, Step.CHECKLIST)
        await press(pilot, "down")
        with noting_what_is_drawn(monkeypatch) as drawn:
            await press(pilot, "down")
        rows = [widget for widget in drawn if widget.has_class("symptom")]
        assert len(rows) == 2
        assert app.screen.query_one("#title-line") not in drawn
