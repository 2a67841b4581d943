"""The codebook: what each column of an export and each code in it means, in every language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from assets.catalog import Catalog
from assets.models import Texts
from criteria.questions import SYMPTOMS, Question
from store.columns import DECLINED, MATTERS, NOT_ASKED, NOT_REACHED, NOT_TOLD, Column
from store.periods import SEVERAL, UNDATED
from store.record import Channel

Labels = Mapping[str, Mapping[str, str]]

COLUMNS: Final[Labels] = {
    "first_week": {"en": "First week of the batch", "es": "Primera semana del lote", "fr": "Première semaine du lot"},
    "last_week": {"en": "Last week of the batch", "es": "Última semana del lote", "fr": "Dernière semaine du lot"},
    "quarter": {"en": "Quarter of the batch", "es": "Trimestre del lote", "fr": "Trimestre du lot"},
    "year": {"en": "Year of the batch", "es": "Año del lote", "fr": "Année du lot"},
    "language": {"en": "Language of the visit", "es": "Idioma de la visita", "fr": "Langue de la visite"},
    "channel": {"en": "Way in", "es": "Vía de acceso", "fr": "Accès"},
    "questionnaire": {"en": "Version of the questionnaire", "es": "Versión del cuestionario", "fr": "Version du questionnaire"},
    "simulated": {"en": "Made up by `log simulate`", "es": "Inventada por `log simulate`", "fr": "Inventée par `log simulate`"},
    "finished": {"en": "The result was shown", "es": "Se mostró el resultado", "fr": "Le résultat a été affiché"},
}

CODES: Final[Labels] = {
    Channel.LOCAL: {"en": "Screens on the terminal", "es": "Pantallas en el terminal", "fr": "Écrans sur le terminal"},
    Channel.PLAIN: {"en": "Plain lines on the terminal", "es": "Líneas en el terminal", "fr": "Lignes sur le terminal"},
    Channel.SSH: {"en": "Over SSH", "es": "Por SSH", "fr": "Par SSH"},
    NOT_TOLD: {
        "en": "Not told: too few alike",
        "es": "No se indica: pocas iguales",
        "fr": "Non indiqué : trop rares",
    },
    UNDATED: {"en": "The clock was wrong", "es": "El reloj estaba mal", "fr": "Horloge déréglée"},
    SEVERAL: {"en": "The batch has several", "es": "El lote tiene varios", "fr": "Le lot en a plusieurs"},
    NOT_ASKED: {"en": "Not asked", "es": "No se preguntó", "fr": "Non demandé"},
    NOT_REACHED: {
        "en": "Left before, or not released",
        "es": "Salió antes, o no se publica",
        "fr": "Parti avant, ou non publié",
    },
}


def described(columns: Sequence[Column], catalog: Catalog) -> tuple[Column, ...]:
    """Return the columns with their labels in all languages; English stands where a language has none of its own."""
    return tuple(replace(column, labels=_labels(column, catalog)) for column in columns)


def _labels(column: Column, catalog: Catalog) -> Labels:
    def in_all(code: str) -> dict[str, str]:
        return {language: _label(column, code, language, texts) for language, texts in catalog.languages.items()}

    return {code: in_all(code) for code in ("", *column.codes, *column.missing)}


def _label(column: Column, code: str, language: str, texts: Texts) -> str:
    if column.question is not None and code not in {NOT_ASKED, NOT_REACHED}:
        return _of_question(column, column.question, code, texts)
    labels = CODES[code] if code else COLUMNS[column.name]
    return labels.get(language, labels["en"])


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
