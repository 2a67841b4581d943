"""Why am I seeing this?"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from criteria.answers import Answers
from criteria.steps import Step
from screens.base import binding
from screens.overlays.base import Overlay
from screens.steps.base import line
from screens.wording.report import Reason
from screens.wording.told import same_title
from screens.wording.words import Words


class WhyOverlay(Overlay):
    """Why a part of the result is there: the answers it rests on, and its sources with where and when."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("8", "request('finish')", "digit_8")]

    def __init__(self, words: Words, step: Step, title: str, reason: Reason, answers: Answers) -> None:
        super().__init__(words, step)
        self.title_text, self.reason, self.answers = title, reason, answers

    def translate(self, words: Words) -> None:
        """Find the title of the same part of the report in other words."""
        self.title_text = same_title(self.title_text, self.reason, self.answers, (self.words, words))

    def page(self) -> ComposeResult:
        """Lay out answers and sources."""
        why, words = self.words.texts.why, self.words
        yield line(why.title, "title")
        if self.title_text not in map(words, words.texts.statements.values()):
            yield line(self.title_text, "subject")
        if self.reason.because:
            yield line(why.because, "hint")
            for question in self.reason.because:
                yield line(words.title_of(question), "asked")
                yield line(words.answer(question, self.answers.get(question)), "said")
        else:
            yield line(why.fixed, "hint")
        for source in self.reason.sources:
            yield from self._source(source)

    def _source(self, source: str) -> ComposeResult:
        texts = self.words.texts
        is_article = source.startswith("S")
        where = self.words.sources.article if is_article else self.words.sources.guidance[source]
        yield line(f"{texts.why.source if is_article else texts.why.guidance} ({source})", "heading")
        yield line(self.words((texts.statements if is_article else texts.guidance)[source]), "text")
        address = f"\n{' · '.join(where.addresses)}" if where.addresses else ""
        checked = self.words.said(texts.why.checked, texts.dates.say(where.checked))
        yield line(f"{where.title}{address}\n{checked}", "source")
