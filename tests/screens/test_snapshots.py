"""Every screen in every language at three sizes, as text; and a few with colours. Each was looked at before it was accepted."""

from typing import Final

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from criteria.answers import Answers
from criteria.steps import INTERRUPTIONS, Step
from tests.amounts import each_once
from tests.screens.drawing import drawn, painted
from tests.screens.kiosks import BLOOD, CATALOG, NO_SYMPTOMS, SIZES, dump, settings
from tui.gallery.app import PERSON, Gallery
from tui.gallery.pages import settled

PAINTED: Final = (Step.WELCOME, Step.CHECKLIST, Step.BLOOD_MORE, Step.CHECK, Step.RESULT)


SMALLEST: Final = (
    ("en", Step.BLOOD_MORE, Answers.model_validate(BLOOD)),
    ("fr", INTERRUPTIONS[-1], PERSON),
    ("en", Step.RESULT, PERSON),
    ("fr", Step.RESULT, Answers.model_validate(NO_SYMPTOMS)),
    ("es", Step.CHEST_PAIN_KIND, PERSON),
)


class TextFile(SingleFileSnapshotExtension):
    """One text file for each language and size, or each screen with its colours: where a word changes, a line does."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


def _name(value: str | tuple[int, int]) -> str:
    return value if isinstance(value, str) else f"{value[0]}x{value[1]}"


@pytest.mark.parametrize(("language", "size"), each_once(list(CATALOG.languages), SIZES), ids=_name)
def test_every_screen_is_as_it_was_looked_at(language: str, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    # Over 5 s: every screen is drawn.
    assert drawn(language, size) == snapshot(extension_class=TextFile)


async def test_the_smallest_window_is_as_it_was_looked_at(snapshot: SnapshotAssertion) -> None:
    """The pages of which the specification of the look has a picture at 40x12."""
    drawn_pages = []
    for language, step, answers in SMALLEST:
        app = Gallery(settings(language), CATALOG)
        async with app.run_test(size=(40, 12)) as pilot:
            await app.at(step, answers)
            await settled(pilot)
            drawn_pages.append(f"=== {language} {step}\n{dump(app)}")
    assert "\n".join(drawn_pages) == snapshot(extension_class=TextFile)


@pytest.mark.parametrize("step", PAINTED)
async def test_the_colours_of_a_screen_are_as_they_were_looked_at(step: Step, snapshot: SnapshotAssertion) -> None:
    app = Gallery(settings("en"), CATALOG)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.at(step)
        await settled(pilot)
        assert painted(app) == snapshot(extension_class=TextFile)
