"""The page that the terminal shows while nobody can be served: plain text, in every language on offer."""

import textwrap
from collections.abc import Iterable, Mapping

from assets.models import Texts


def out_of_service_page(languages: Iterable[Texts], values: Mapping[str, str], columns: int) -> str:
    """Return the page, wrapped to the width of the terminal."""
    width = max(10, min(columns, 80) - 4)
    lines = [""]
    for texts in languages:
        for text in (texts.ui.resting, texts.ui.resting_text):
            lines += [f"  {line}" for line in textwrap.wrap(text.format_map(values), width)]
        lines.append("")
    return "\n".join(lines)
