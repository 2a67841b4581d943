"""What was accepted: neither a text nor a rule changes without its digest, and a review holds for what was reviewed."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from assets.accepted import FILE, Accepted, AcceptedTexts, digest
from assets.catalog import TextsError, leaves, load, parse
from criteria.questions import QUESTIONNAIRE, Question
from criteria.rules import CARDS_FOR
from tests.accept_content import ROOT, renewed, written
from tui.check import accepted

HELD: Final = parse(Accepted, ROOT / FILE)
CATALOG: Final = load()
REVIEWED: Final = AcceptedTexts(
    digest=digest(dict(leaves(CATALOG.languages["es"]))), reviewed_by="a reviewer", reviewed_on=date(2027, 1, 2)
)


def copied(folder: Path) -> Path:
    shutil.copytree(ROOT, folder / "assets")
    return folder / "assets"


def test_questions_rules_and_texts_are_those_that_were_accepted() -> None:
    assert accepted.content(CATALOG).wrong == ()


def test_a_text_that_changed_is_named_with_the_command_and_one_that_was_only_moved_is_not(tmp_path: Path) -> None:
    root = copied(tmp_path)
    file = root / "texts" / "es.toml"
    whole = file.read_text("utf-8")
    file.write_text("# moved\n\n" + whole.replace('begin = "Empezar"', "begin = 'Empezar'  # quoted"), "utf-8")
    assert accepted.content(load(root), root).wrong == ()
    file.write_text(whole.replace('"Empezar"', '"Comenzar"'), "utf-8")
    (told,) = accepted.content(load(root), root).wrong
    assert told == f"es.toml: its texts are not those that {FILE} names; read them, then run python -m tests.accept_content"


def test_a_rule_that_changed_under_the_same_questionnaire_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.check.accepted.CARDS_FOR", {**CARDS_FOR, Question.CANCER_HISTORY: {}})
    (told,) = accepted.content(CATALOG).wrong
    assert told.startswith(f"{FILE}: questions or rules are not those of questionnaire {QUESTIONNAIRE}; raise QUESTIONNAIRE in")
    with pytest.raises(SystemExit, match="raise QUESTIONNAIRE in"):
        renewed(HELD, unreleased=False)
    assert renewed(HELD, unreleased=True).questionnaires[QUESTIONNAIRE] == digest(accepted.rules())


def test_languages_that_nobody_reviewed_are_named() -> None:
    drafts = [code for code in CATALOG.languages if HELD.is_draft(code)]
    assert CATALOG.drafts == set(drafts)
    catalog = replace(CATALOG, drafts=frozenset({"en", "es"}))
    assert accepted.content(catalog).note.endswith("; drafts, reviewed by nobody: en, es")
    assert "drafts" not in accepted.content(replace(CATALOG, drafts=frozenset())).note


def test_a_review_holds_until_the_texts_change() -> None:
    held = HELD.model_copy(update={"languages": {**HELD.languages, "es": REVIEWED}})
    assert renewed(held, unreleased=True).languages["es"] == REVIEWED
    other = REVIEWED.model_copy(update={"digest": "0"})
    changed = renewed(HELD.model_copy(update={"languages": {"es": other}}), unreleased=True).languages["es"]
    assert (changed.draft, changed.reviewed_by) == (True, None)


def test_the_file_is_as_the_command_writes_it_and_says_who_reviewed(tmp_path: Path) -> None:
    assert (ROOT / FILE).read_text("utf-8") == written(HELD)
    root = copied(tmp_path)
    (root / FILE).write_text(written(HELD.model_copy(update={"languages": {"es": REVIEWED}})), "utf-8")
    assert parse(Accepted, root / FILE).languages["es"] == REVIEWED
    assert load(root).drafts == CATALOG.languages.keys() - {"es"}


@pytest.mark.parametrize(
    "said", ["", 'reviewed_by = "a reviewer"', 'draft = true\nreviewed_by = "x"\nreviewed_on = 2027-01-02']
)
def test_a_language_is_a_draft_or_has_a_reviewer_and_a_day(said: str, tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / FILE).write_text(f'[questionnaires]\n[languages.en]\ndigest = "x"\n{said}\n', "utf-8")
    with pytest.raises(
        TextsError, match=r"^accepted\.toml: languages\.en: is not valid; allowed is draft = true, or reviewed_by"
    ):
        load(root)
