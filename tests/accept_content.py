"""Write the digests of today's questions, rules and texts into `assets/accepted.toml`: `python -m tests.accept_content`.

A language whose texts changed becomes a draft; whoever reviews it writes `reviewed_by` and `reviewed_on` in its place.
Questions or rules that changed need a new `QUESTIONNAIRE`. With `--unreleased` its digest is replaced: that is right only as
long as no record was kept with that version.
"""

import sys
from pathlib import Path
from typing import Final

from assets.accepted import FILE, Accepted, AcceptedTexts, digest
from assets.catalog import leaves, load, parse
from criteria.questions import QUESTIONNAIRE
from tui.check.accepted import rules

ROOT: Final = Path(__file__).parents[1] / "assets"
HEAD: Final = """# The content that was accepted, written by `python -m tests.accept_content`: a digest for each version of the
# questionnaire (questions, options, rules, levels) and for the texts of each language. A language is reviewed (reviewed_by,
# reviewed_on) or a draft (draft = true); a draft other than English is offered only where [site] languages names it.
"""


def renewed(held: Accepted, *, unreleased: bool) -> Accepted:
    """Return what is to be accepted from now on: a review holds only for the texts that were reviewed.

    Raises:
        SystemExit: questions or rules changed, and the version of the questionnaire did not.
    """
    now = digest(rules())
    if held.questionnaires.get(QUESTIONNAIRE, now) != now and not unreleased:
        raise SystemExit(
            f"questions or rules are not those of questionnaire {QUESTIONNAIRE}: raise QUESTIONNAIRE in criteria/questions.py, "
            "or, while no record was kept with it, use --unreleased"
        )
    languages = {}
    for code, texts in load(ROOT).languages.items():
        known, found = held.languages.get(code), digest(dict(leaves(texts)))
        languages[code] = known if known and known.digest == found else AcceptedTexts(digest=found, draft=True)
    return Accepted(questionnaires={**held.questionnaires, QUESTIONNAIRE: now}, languages=languages)


def written(held: Accepted) -> str:
    """Return the file."""
    lines = [HEAD, "[questionnaires]", *(f'"{version}" = "{known}"' for version, known in held.questionnaires.items())]
    for code, texts in held.languages.items():
        lines += ["", f"[languages.{code}]", f'digest = "{texts.digest}"']
        lines += ["draft = true"] if texts.draft else []
        lines += [f'reviewed_by = "{texts.reviewed_by}"', f"reviewed_on = {texts.reviewed_on}"] if not texts.draft else []
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (ROOT / FILE).write_text(written(renewed(parse(Accepted, ROOT / FILE), unreleased="--unreleased" in sys.argv[1:])), "utf-8")
