"""The words behind the controls of the safety file, in every language: each is looked for where a person meets it."""

from typing import Final

import pytest

from assets.catalog import load
from criteria.answers import OPTIONS, Answers
from criteria.assess import assess
from criteria.questions import CIRCUMSTANCES, SYMPTOMS, BloodAmount, ChestPainKind, PrimarySite, Question
from criteria.rules import EMERGENCY_AT_ONCE, Card
from screens.wording.report import report_sections
from screens.wording.sheet import sheet_text
from tests.test_safety_controls import NUMBER, words_in
from tui.gallery.app import PERSON

CANCER: Final = Answers.model_validate({"cancer_history": "yes"})
SAID: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    # what a text has to name, written here by hand, language by language
    "help_card": {
        "en": ("faint", "very pale lips", "suddenly confused", "one swollen, painful leg"),
        "es": ("desmaya", "muy pálidos", "confusión de repente", "una pierna hinchada y dolorida"),
        "fr": ("perdez connaissance", "très pâles", "soudain l'esprit confus", "une jambe gonflée et douloureuse"),
    },
    "cancer": {
        "en": ("day or night", "24 hours", "fever or shivering", "band"),
        "es": ("de día o de noche", "24 horas", "fiebre o escalofríos", "cinturón"),
        "fr": ("jour et nuit", "24 heures", "fièvre ou des frissons", "ceinture"),
    },
    "blood": {
        "en": ("chest or back pain", "breathlessness", "very fast heartbeat"),
        "es": ("dolor de pecho o espalda", "falta de aire", "corazón muy rápido"),
        "fr": ("douleur à la poitrine ou au dos", "essoufflement", "cœur très rapide"),
    },
    "ache": {"en": ("weeks without changing",), "es": ("semanas sin cambiar",), "fr": ("semaines sans changer",)},
    "from": {"en": ("United Kingdom and Ireland",), "es": ("Reino Unido e Irlanda",), "fr": ("Royaume-Uni et d'Irlande",)},
    "call_for_you": {
        "en": ("ask somebody to call",), "es": ("pida a alguien que llame",), "fr": ("demandez à quelqu'un d'appeler",),
    },
    "under_18": {"en": ("under 18", "not here"), "es": ("menos de 18", "no está aquí"), "fr": ("moins de 18", "n'est pas ici")},
    "whom_to_ask": {
        "en": ("a doctor", "nurse", "emergency"), "es": ("personal médico", "enfermería", "emergencia"),
        "fr": ("un médecin", "personnel infirmier", "urgence"),
    },
    "other": {"en": ("other person",), "es": ("otra persona",), "fr": ("autre personne",)},
    "others_see": {"en": ("others can see",), "es": ("otras personas ven",), "fr": ("d'autres voient",)},
    "hands": {"en": ("clean your hands",), "es": ("límpiese las manos",), "fr": ("nettoyez-vous les mains",)},
    "first": {"en": ("Do not answer the questions first",), "es": ("No responda antes",), "fr": ("Ne répondez pas d'abord",)},
    "own_lung": {"en": ("began in a lung",), "es": ("empezó en un pulmón",), "fr": ("commencé dans un poumon",)},
    "not_told": {"en": ("not been told",), "es": ("No me lo han dicho",), "fr": ("On ne me l'a pas dit",)},
}  # fmt: skip

each_language = pytest.mark.parametrize("language", list(SAID["help_card"]))


def test_every_language_that_was_reviewed_has_its_words_here() -> None:
    catalog = load()
    assert all(words.keys() >= catalog.languages.keys() - catalog.drafts for words in SAID.values())


def named(subject: str, language: str, *texts: str) -> bool:
    whole = " ".join(" ".join(texts).replace("\u00a0", " ").split())
    return all(words in whole for words in SAID[subject][language])


def result_of(answers: Answers, language: str) -> list[str]:
    blocks = [block for section in report_sections(answers, assess(answers), words_in(language)) for block in section.blocks]
    return [" ".join((block.title, *block.lines, *block.points, block.action, block.later)) for block in blocks]


@each_language
@pytest.mark.parametrize("answers", [Answers(), CANCER, PERSON], ids=["nothing", "cancer", "everything"])
def test_every_result_begins_with_when_to_get_help_and_the_number(language: str, answers: Answers) -> None:
    first = result_of(answers, language)[0]
    assert words_in(language)(words_in(language).texts.result.help) in first
    assert NUMBER in first


@each_language
def test_what_was_left_open_says_what_would_be_urgent_in_the_result_and_the_take_away(language: str) -> None:
    words = words_in(language)
    for said in ("unsure", "declined"):
        answers = Answers.model_validate(dict.fromkeys(SYMPTOMS, said))
        whole, taken = " ".join(result_of(answers, language)), sheet_text(answers, words)
        for symptom in SYMPTOMS:
            assert words(words.texts.result.left_open[symptom]) in whole
            assert words(words.texts.take_away.left_open[symptom]) in taken
        assert taken.splitlines()[-1] == words(words.texts.ui.unwell)
        assert whole.count(NUMBER) >= 5


@each_language
def test_the_card_for_people_with_cancer_says_now_first_and_then_24_hours(language: str) -> None:
    card = words_in(language).texts.cards[Card.PEOPLE_WITH_CANCER]
    assert named("cancer", language, card.title, *card.points, card.later or "")
    assert "24" not in " ".join((card.title, card.text, *card.points, card.action))


@each_language
def test_the_help_card_and_the_take_away_hold_the_signs_for_people_with_cancer(language: str) -> None:
    words = words_in(language)
    after = words.texts.help_card.after[1]
    assert {"en": "cancer team now", "es": "equipo de oncología", "fr": "équipe de cancérologie"}[language] in after
    assert words.texts.take_away.with_cancer in sheet_text(CANCER, words)
    assert "24" in words.texts.take_away.with_cancer


@each_language
def test_the_help_card_names_signs_beside_the_six_symptoms(language: str) -> None:
    assert named("help_card", language, *words_in(language).texts.help_card.points)


@each_language
def test_blood_with_other_signs_is_in_the_first_answer(language: str) -> None:
    first, *_ = words_in(language).texts.questions[Question.BLOOD_AMOUNT].options.items()
    assert first[0] == BloodAmount.MORE == next(iter(OPTIONS[Question.BLOOD_AMOUNT]))
    assert named("blood", language, first[1])


@each_language
def test_an_ache_of_weeks_has_an_answer_that_is_no_emergency(language: str) -> None:
    options = words_in(language).texts.questions[Question.CHEST_PAIN_KIND].options
    assert named("ache", language, options[ChestPainKind.COMES_AND_GOES])


@each_language
def test_it_says_whose_guidance_it_follows_before_the_questions_and_in_the_result(language: str) -> None:
    assert named("from", language, *words_in(language).texts.before.points)
    assert named("from", language, result_of(Answers(), language)[0])


@each_language
def test_who_cannot_speak_is_told_to_ask_somebody_to_call(language: str) -> None:
    texts = words_in(language).texts
    assert named("call_for_you", language, *texts.help_card.after)
    for _, card in EMERGENCY_AT_ONCE.values():
        assert named("call_for_you", language, texts.cards[card].action)


@each_language
def test_the_question_about_cancer_warns_of_others_who_can_see_the_screen(language: str) -> None:
    question = words_in(language).texts.questions[Question.CANCER_HISTORY]
    assert named("others_see", language, question.hint)
    assert "declined" in question.options


@each_language
def test_the_last_page_says_to_clean_ones_hands(language: str) -> None:
    assert named("hands", language, *words_in(language).texts.goodbye.text)


@each_language
def test_the_help_card_says_not_to_answer_the_questions_first(language: str) -> None:
    assert named("first", language, *words_in(language).texts.help_card.after)


@each_language
def test_cancer_that_began_in_the_lung_has_an_answer_and_a_hint(language: str) -> None:
    questions = words_in(language).texts.questions
    assert PrimarySite.LUNG in questions[Question.PRIMARY_SITE].options
    assert named("own_lung", language, questions[Question.TOLD_LUNG_METASTASIS].hint)


@each_language
def test_not_told_has_an_answer_of_its_own_in_every_circumstance(language: str) -> None:
    questions = words_in(language).texts.questions
    for circumstance in CIRCUMSTANCES:
        assert named("not_told", language, questions[circumstance].options["unsure"])
        assert not named("not_told", language, questions[circumstance].options["no"])
