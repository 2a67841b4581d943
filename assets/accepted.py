"""Which content was accepted: a digest of the questions and rules for each questionnaire, and of the texts of each language."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Final, Self

from pydantic import model_validator

from assets.text import Section, Text

FILE: Final = "accepted.toml"
COMMAND: Final = "python -m tests.accept_content"


class AcceptedTexts(Section):
    """The texts of one language as they were accepted: by a reviewer on a day, or as a draft that nobody has reviewed."""

    digest: str
    draft: bool = False
    reviewed_by: Text | None = None
    reviewed_on: date | None = None

    @model_validator(mode="after")
    def _draft_or_reviewed(self) -> Self:
        if [self.reviewed_by is None, self.reviewed_on is None] != [self.draft, self.draft]:
            raise ValueError("is not valid; allowed is draft = true, or reviewed_by and reviewed_on")
        return self


class Accepted(Section):
    """The digest of each version of the questionnaire, and the texts of each language."""

    questionnaires: Mapping[str, str]
    languages: Mapping[str, AcceptedTexts]

    def is_draft(self, code: str) -> bool:
        """Return whether nobody has reviewed the texts of a language."""
        return code not in self.languages or self.languages[code].draft


def digest(content: object) -> str:
    """Return the SHA-256 of data as JSON with sorted keys, so that neither order nor layout of a file counts."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
