"""The codebook: what each column of an export and each code in it means, in every language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assets.catalog import Catalog
from assets.models import Texts
from criteria.questions import SYMPTOMS, Question
from store.columns import DECLINED, MATTERS, NOT_ASKED, NOT_REACHED, WHAT_NOW, Column

Labels = Mapping[str, Mapping[str, str]]


def described(columns: Sequence[Column], catalog: Catalog) -> tuple[Column, ...]:
    """Return the columns with their labels in all languages."""
    return tuple(replace(column, labels=_labels(column, catalog)) for column in columns)


def _labels(column: Column, catalog: Catalog) -> Labels:
    def in_all(code: str) -> dict[str, str]:
        return {language: _label(column, code, texts) for language, texts in catalog.languages.items()}

    return {code: in_all(code) for code in ("", *column.codes, *column.missing)}


def _label(column: Column, code: str, texts: Texts) -> str:
    if column.name == WHAT_NOW and code != NOT_REACHED:
        return texts.what_now.options[code] if code else texts.what_now.title
    if column.question is not None and code not in {NOT_ASKED, NOT_REACHED}:
        return _of_question(column, column.question, code, texts)
    return texts.codebook.codes[code] if code else texts.codebook.columns[column.name]


def _of_question(column: Column, question: Question, code: str, texts: Texts) -> str:
    """Return the words that people read themselves."""
    checklist = texts.checklist
    if question in SYMPTOMS:
        return str(getattr(checklist, code)) if code else checklist.symptoms[question].label
    asked = texts.questions[question]
    if question is not Question.WHAT_MATTERS:
        return asked.options[code] if code else asked.title
    if code == DECLINED:
        return asked.options[code]
    matter = next(matter for matter, name in MATTERS.items() if name == column.name)
    return str(getattr(checklist, code)) if code else f"{asked.title} {asked.options[matter]}"


def codebook_rows(columns: Sequence[Column]) -> Iterator[dict[str, str]]:
    """Iterate over a row for each column, and below it one for each of its codes."""
    for column in columns:
        for code, labels in column.labels.items():
            kind = "column" if not code else "missing" if code in column.missing else "value"
            told = {f"label_{language}": text for language, text in labels.items()}
            yield {"column": column.name, "code": code, "kind": kind, "type": type_of(column)} | told


def type_of(column: Column) -> str:
    """Return what the values of a column are."""
    return "boolean" if column.is_boolean else "code" if column.codes else "text"
