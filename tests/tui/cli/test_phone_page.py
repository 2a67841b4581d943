"""`pulmoscreen phone-page` writes one file that needs nothing from elsewhere."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.tui.cli.in_process import called

SITE = '[site]\nemergency_number = "112"\nlanguages = ["en", "es", "fr"]\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("phone")
    (made / "site.toml").write_text(SITE, "utf-8")
    ended = called("phone-page", str(made / "p.html"), "--config", str(made / "site.toml"))
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
    return made


@pytest.fixture
def written(folder: Path) -> str:
    return (folder / "p.html").read_text("utf-8")


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_nothing_in_it_is_loaded_from_elsewhere_and_no_attribute_holds_a_script_or_a_style(written: str) -> None:
    for tag, attributes in Tags(written).found:
        assert not {"src", "srcset", "action", "style", "background"} & attributes.keys(), tag
        assert not [name for name in attributes if name.startswith("on")], tag
        assert attributes.get("href", "data:,") == "data:,"
    assert not re.search(
        r"\bfetch\(|XMLHttpRequest|sendBeacon|import\(|eval\(|innerHTML|localStorage|document\.cookie", written
    )
    style, script = (re.findall(f"<{tag}>(.*?)</{tag}>", written, re.DOTALL) for tag in ("style", "script"))
    assert not re.search(r"url\(|@import|https?:", style[0] + script[0])


def test_its_policy_allows_its_own_style_and_script_by_their_digests_and_nothing_else(written: str) -> None:
    policy = next(attributes["content"] for tag, attributes in Tags(written).found if attributes.get("http-equiv"))
    digests = {
        tag: base64.b64encode(
            hashlib.sha256(re.findall(f"<{tag}>(.*?)</{tag}>", written, re.DOTALL)[0].encode()).digest()
        ).decode()
        for tag in ("script", "style")
    }
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{digests['script']}'; style-src 'sha256-{digests['style']}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_it_has_every_language_of_the_site_and_begins_with_the_one_that_is_named(written: str, folder: Path) -> None:
    assert [said in written for said in ("Who can see this", "Quién puede ver esto", "Qui peut voir ceci")] == [True] * 3
    french = called("phone-page", "-", "--config", str(folder / "site.toml"), "--language", "fr").stdout.decode()
    assert '<html lang="fr">' in french
    assert called("phone-page", "-", "--emergency-number", "112").stdout.decode().count('"strings"') == 1


def test_no_text_in_it_names_staff(written: str) -> None:
    assert not re.search(r"member of staff|personal\b|le personnel", written)


def test_it_is_smaller_than_a_photograph(written: str) -> None:
    assert len(written.encode()) < 250_000


def test_a_site_without_a_number_and_a_file_that_is_there_are_refused_with_a_sentence(written: str, folder: Path) -> None:
    again = called("phone-page", str(folder / "p.html"), "--config", str(folder / "site.toml"))
    assert again.returncode == 2
    assert again.stderr.decode() == f"pulmoscreen: {folder}/p.html: File exists; a new file is needed.\n"
    assert (folder / "p.html").read_text("utf-8") == written
    bare = called("phone-page", str(folder / "q.html"))
    assert bare.returncode == 2
    assert b"emergency_number" in bare.stderr
    assert not (folder / "q.html").exists()
