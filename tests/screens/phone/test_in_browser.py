"""The page in a real browser of a phone's size: what is read there, what is asked of the network, and who can use it."""

from collections.abc import Iterator
from typing import Any, Final

import pytest

from criteria.answers import Answers
from screens.phone.code import encode
from tests.browser import Browser, browser, needs_browser, script_of
from tests.screens.phone.pages import LANGUAGES, expected, page, words_of
from tui.gallery.app import PERSON

pytestmark = needs_browser
each_language = pytest.mark.parametrize("language", LANGUAGES)
LOOKS: Final = 1_000
"""How often a page that is loaded again is looked at before it counts as wrong."""

PEOPLE: Final = {"everything": PERSON, "nothing": Answers()}


@pytest.fixture(scope="module")
def phone() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("phone") / "p.html"
    file.write_text(page(), "utf-8")
    return file.as_uri()


def texts_in(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a report is made of
    """Yield what is read: everything but the kinds and the levels of blocks."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from texts_in([below for name, below in value.items() if name not in {"kind", "level"}])
    elif isinstance(value, list):
        for below in value:
            yield from texts_in(below)


def spaced(text: str) -> str:
    return " ".join(text.split())


@each_language
@pytest.mark.parametrize("person", PEOPLE)
def test_everything_of_the_report_is_read_there_and_nothing_is_asked_of_the_network(
    phone: Browser, address: str, language: str, person: str
) -> None:
    answers = PEOPLE[person]
    phone.open(f"{address}#{encode(answers, language)}")
    shown = spaced(phone.evaluate("document.querySelector('main').textContent"))
    report = expected(answers, words_of(language))
    wanted = texts_in([report["alarm"], report["help"], report["sections"]])
    assert [text for text in wanted if spaced(text) not in shown] == []
    assert phone.evaluate("document.documentElement.lang") == language
    assert phone.evaluate("document.querySelector('a.call').href") == "tel:112"
    assert phone.requests == [address]
    assert phone.problems == []


@each_language
def test_nothing_is_wider_than_a_small_phone_and_every_target_is_large(phone: Browser, address: str, language: str) -> None:
    phone.open(f"{address}#{encode(PERSON, language)}", width=320, height=568)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    targets = "[...document.querySelectorAll('button, a, summary')]"
    heights = phone.evaluate(f"{targets}.map((one) => one.getBoundingClientRect().height)")
    assert min(heights) >= 44


def test_a_button_says_it_in_another_language_and_its_address_stays(phone: Browser, address: str) -> None:
    phone.open(f"{address}#{encode(PERSON, 'en')}")
    before = phone.evaluate("location.href")
    for language in (*LANGUAGES[1:], LANGUAGES[0]):
        phone.evaluate(f"document.querySelector('nav button[lang={language}]').click()")
        assert phone.evaluate("document.title") == words_of(language).texts.result.title
        assert phone.evaluate("document.querySelectorAll('nav [aria-pressed=true]').length") == 1
    assert phone.evaluate("location.href") == before


@each_language
def test_a_damaged_code_gives_one_sentence_and_the_number(phone: Browser, address: str, language: str) -> None:
    phone.open(f"{address}#{encode(PERSON, language)}X")
    phone.evaluate(f"document.querySelector('nav button[lang={language}]').click()")
    shown = phone.evaluate("document.querySelector('main').innerText")
    words = words_of(language)
    assert spaced(words.texts.take_away.phone.unreadable) in spaced(shown)
    assert spaced(words.texts.result.cards) not in spaced(shown)
    assert phone.evaluate("document.querySelector('a.call').href") == "tel:112"
    assert phone.problems == []


def test_without_scripts_it_says_in_every_language_whom_to_call_and_what_to_do(phone: Browser, address: str) -> None:
    phone.open(f"{address}#{encode(PERSON, 'en')}")
    phone.send("Emulation.setScriptExecutionDisabled", value=True)
    phone.send("Page.reload")
    wanted = {spaced(words_of(code).texts.take_away.phone.script) for code in LANGUAGES}
    wanted |= {spaced(words_of(code)(words_of(code).texts.ui.unwell)) for code in LANGUAGES}
    read: set[str] = set()
    try:
        for _ in range(LOOKS):
            tree = phone.send("Accessibility.getFullAXTree")["nodes"]
            read |= {spaced(node.get("name", {}).get("value", "")) for node in tree}
            if wanted <= read:
                break
    finally:
        phone.send("Emulation.setScriptExecutionDisabled", value=False)
    assert wanted - read == set()


def test_another_code_in_the_same_window_is_read_at_once(phone: Browser, address: str) -> None:
    phone.open(f"{address}#{encode(PERSON, 'fr')}")
    phone.evaluate(f"location.hash = '{encode(Answers(), 'es')}'; new Promise((done) => setTimeout(done))")
    assert phone.evaluate("document.documentElement.lang") == "es"
    assert phone.evaluate("document.querySelector('.alarm')") is None


@each_language
def test_on_paper_stands_the_report_without_what_can_only_be_pressed(phone: Browser, address: str, language: str) -> None:
    phone.open(f"{address}#{encode(PERSON, language)}")
    phone.send("Emulation.setEmulatedMedia", media="print")
    pressed = "[...document.querySelectorAll('nav, a, details')].map((one) => one.checkVisibility())"
    assert not any(phone.evaluate(pressed))
    words = words_of(language)
    assert spaced(words.texts.result.criteria) in spaced(phone.evaluate("document.body.innerText"))
    phone.send("Emulation.setEmulatedMedia", media="")


@each_language
@pytest.mark.parametrize("person", [*PEOPLE, "damaged"])
def test_an_accessibility_checker_finds_nothing(phone: Browser, address: str, language: str, person: str) -> None:
    checker = script_of("axe-core", "axe.min.js").read_text("utf-8")
    code = encode(PEOPLE[person], language) if person in PEOPLE else "x"
    phone.open(f"{address}#{code}")
    phone.evaluate(f"document.querySelector('nav button[lang={language}]').click()")
    phone.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    phone.evaluate(checker + "; null")
    found = phone.evaluate("axe.run().then((all) => all.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]))")
    assert found == []
