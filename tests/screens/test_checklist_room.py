"""The checklist with as many symptoms as there are: every row, and the row for none of them, is in view where 24 rows are."""

import pytest

from criteria.questions import SYMPTOMS
from criteria.steps import Step
from screens.grid import Grid
from tests.screens.kiosks import CATALOG, dump, kiosk, walk


@pytest.mark.parametrize("language", CATALOG.languages)
async def test_none_of_these_is_in_view_with_every_symptom(language: str) -> None:
    app, text = kiosk(language), CATALOG.languages[language].checklist
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, {}, Step.CHECKLIST)
        seen = dump(app)
        assert [symptom for symptom in SYMPTOMS if text.symptoms[symptom].label.split()[0] not in seen] == []
        assert f"4  {text.none}" in seen
        assert text.symptoms[SYMPTOMS[0]].hint.split()[0] in seen


def test_hints_stand_between_the_rows_only_where_all_rows_stay_in_view() -> None:
    at = Grid(80, 24)
    assert [count for count in range(1, 12) if at.has_row_hints(count)] == [1, 2, 3, 4, 5, 6]
    assert Grid(80, 40).has_row_hints(7)
    assert not Grid(60, 20).has_row_hints(1)
