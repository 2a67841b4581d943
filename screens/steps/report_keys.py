"""What the line of keys says on the pages of the report."""

from screens.steps.report_first import TAKE_AWAY
from screens.steps.report_reader import ReportReader
from screens.wording.words import Words


def key_hints(reader: ReportReader, words: Words) -> tuple[tuple[str, str, str], ...]:
    """Return keys, what they do, and their actions: on the first page those of its contents, else those of a part."""
    ui, keys, text = words.texts.ui, words.texts.keys, words.texts.result
    parts = f"1-{len(reader.parts)}"
    finish = (keys.finish, text.finish, "request('finish')")
    if reader.part is None:
        return ((parts, text.read_on, "carry_on"), ("↑ ↓", ui.move, "move(1)"), finish)
    turn = ("← →", words.texts.keyboard.page, "sideways(1)")
    return ((parts, text.part, "carry_on"), (TAKE_AWAY, text.take_away, "request('take_away')"), finish, turn)
