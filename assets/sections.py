"""The sections of a language file, as frozen pydantic models."""

from collections.abc import Mapping

from assets.text import Section, Text


class Ui(Section):
    """Words of the frame: buttons, key line, cues and the idle warning."""

    app: Text
    help: Text
    back: Text
    leave: Text
    carry_on: Text
    close: Text
    change: Text
    why: Text
    more_below: Text
    more_above: Text
    choose_first: Text
    too_small: Text
    move: Text
    choose: Text
    enter: Text
    both: Text
    bigger: Text
    smaller: Text
    colours: Text
    read_aloud: Text
    stop_reading: Text
    not_answered: Text
    still_there: Text
    still_there_text: Text
    still_there_button: Text
    ending: Text
    ending_text: Text
    sorry: Text
    sorry_text: Text
    resting: Text
    resting_text: Text
    unwell: Text
    cleared: Text
    question: Text
    so_far: Text
    more_answers: Text
    page: Text
    parts: Mapping[str, Text]


class Page(Section):
    """A page to read: paragraphs, then points, then a closing line; each may be empty but the title."""

    title: Text
    text: tuple[Text, ...] = ()
    points: tuple[Text, ...] = ()
    after: tuple[Text, ...] = ()


class Welcome(Page):
    """The first page."""

    begin: Text
    language: Text
    overdue: Text
    """Shown once the guidance was to be read again 90 days ago."""


class Goodbye(Page):
    """The last page, which says whether something is kept."""

    kept: Text
    nothing_kept: Text
    closes: Text


class Before(Page):
    """What it is not; agreed to with a button of its own."""

    agree: Text


class QuestionText(Section):
    """A question: its title, its name on the check page, a hint in plain words, and its options."""

    title: Text
    short: Text
    hint: Text
    options: Mapping[str, Text]


class RespondentText(QuestionText):
    """For whom somebody answers, and what the questions say then."""

    for_another: Text


class SymptomText(Section):
    """A symptom: the plain term, and a hint that also gives the medical one."""

    label: Text
    brief: Text
    """One or two words for it."""
    hint: Text


class Checklist(Section):
    """The one-screen checklist."""

    title: Text
    lead: Text
    none: Text
    left_blank: Text
    none_again: Text
    how: Text
    place: Text
    yes: Text
    no: Text
    unsure: Text
    declined: Text
    symptoms: Mapping[str, SymptomText]


class CardText(Section):
    """A card: what it is about, what guidance says, what to look for, what to do, and what can wait until later."""

    label: Text | None = None
    title: Text
    text: Text
    points: tuple[Text, ...] = ()
    action: Text
    later: Text | None = None


class CriterionText(Section):
    """A circumstance of S6: its sentence for each verdict, and what the verdict does not mean."""

    title: Text
    statement: Text
    reported: Text
    not_reported: Text
    unknown: Text


class Check(Section):
    """The check page."""

    title: Text
    lead: Text
    show: Text
    consent: Text


class ResultText(Section):
    """Headings and standing sentences of the result."""

    title: Text
    opening: Text
    opening_short: Text
    no_opinion: Text
    read_on: Text
    next_page: Text
    next_part: Text
    part: Text
    page: Text
    why: Text
    told: Text
    read: Text
    """Said of a part that was opened once."""
    phrases: Mapping[str, Text]
    """What each part holds; `open` where something about help was left open."""
    cards: Text
    help: Text
    from_where: Text
    unsure_too: Text
    symptoms: Text
    said: Text
    cannot_tell: Text
    advice: Mapping[str, Text]
    left_open: Mapping[str, Text]
    criteria: Text
    criteria_lead: Text
    does_not_mean: Mapping[str, Text]
    stricter: Text
    considerations: Text
    matters_to_you: Text
    ask: Text
    ask_lead: Text
    also: Text
    also_lead: Text
    outlook: Text
    outlook_lead: Text
    unfold: Text
    fold: Text
    not_this: Text
    take_away: Text
    finish: Text
    verdicts: Mapping[str, Text]
