"""Settings: who goes before whom, and one clear sentence for whatever cannot be used."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from assets.catalog import load
from tui.config.files import SettingsError
from tui.config.loader import load_settings


def config(tmp_path: Path, text: str) -> dict[str, str | None]:
    path = tmp_path / "site.toml"
    path.write_text(text, "utf-8")
    return {"config": str(path)}


def test_an_option_goes_before_the_environment_before_the_file_before_the_default(tmp_path: Path) -> None:
    options = config(tmp_path, '[site]\nemergency_number = "111"\n[kiosk]\nwarn_after = 45\n')
    environment = {"PULMOSCREEN_EMERGENCY_NUMBER": "222"}
    assert load_settings({}, {}).kiosk.warn_after == 90
    assert load_settings(options, {}).site.emergency_number == "111"
    assert load_settings(options, {}).kiosk.warn_after == 45
    assert load_settings(options, environment).site.emergency_number == "222"
    assert load_settings({**options, "emergency_number": "333"}, environment).site.emergency_number == "333"
    assert load_settings(options, {"PULMOSCREEN_KIOSK_WARN_AFTER": "60"}).kiosk.warn_after == 60


@pytest.mark.parametrize("text", ["\"lp -o 'a b'\"", '["lp", "-o", "a b"]'])
def test_a_print_command_is_words_as_a_shell_reads_them_or_a_list(text: str, tmp_path: Path) -> None:
    settings = load_settings(config(tmp_path, f"[kiosk]\nprint_command = {text}\n"), {})
    assert settings.kiosk.print_command == ("lp", "-o", "a b")


def test_the_file_can_be_named_in_the_environment_and_the_data_folder_anywhere(tmp_path: Path) -> None:
    named = config(tmp_path, '[log]\ndirectory = "/from/file"\n')["config"]
    assert named is not None
    environment = {"PULMOSCREEN_CONFIG": named}
    assert load_settings({}, environment).log.directory == Path("/from/file")
    assert load_settings({}, {**environment, "PULMOSCREEN_DATA": "/from/environment"}).log.directory == Path(
        "/from/environment"
    )
    assert load_settings({"data": "/from/option"}, environment).log.directory == Path("/from/option")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[site]\nemergency_nmber = "112"', "site.emergency_nmber: there is no such setting; did you mean emergency_number?"),
        ('[sit]\nname = "x"', "sit: there is no such setting; did you mean site?"),
        ('language = "es"', "language: there is no such setting; allowed are site, kiosk, log"),
        (
            "[kiosk]\nwarn_after = 1",
            "kiosk.warn_after: is not valid; allowed is 5 to 3600, the seconds of silence",
        ),
        ('[kiosk]\nwarn_after = "soon"', "kiosk.warn_after: is not valid"),
        (
            "[site]\nemergency_number = 112",
            "site.emergency_number: is not valid; write it in quotes; allowed is a text",
        ),
        ('[site]\nemergency_number = "call me"', "site.emergency_number: is not valid; allowed is a text of 2 to 20 digits"),
        (
            '[site]\nname = "a\\u001bb"',
            "site.name: is not valid; allowed is a text of 1 to 40 printable characters, for the title line",
        ),
        ("[site]\nlanguages = []", "site.languages: is not valid; allowed is a list of language codes"),
        ("[kiosk]\nprint_command = 7", "kiosk.print_command: is not valid; allowed is a program and its arguments"),
        ("site = 3", "site: is not valid; allowed is a table"),
        ("[site", "is not TOML"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_its_file_and_what_is_allowed(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(config(tmp_path, text), {})
    assert str(caught.value).startswith(str(tmp_path / "site.toml"))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_cannot_be_used_from_elsewhere_names_where_it_came_from() -> None:
    with pytest.raises(SettingsError, match=r"^environment: kiosk.warn_after: "):
        load_settings({}, {"PULMOSCREEN_KIOSK_WARN_AFTER": "never"})
    with pytest.raises(SettingsError, match=r"^command line: site.emergency_number: "):
        load_settings({"emergency_number": "\x1b[2J"}, {})


def test_of_a_section_that_is_merged_an_error_names_the_source_of_the_value_that_is_wrong(tmp_path: Path) -> None:
    options = config(tmp_path, "[kiosk]\nwarn_after = 1\n[ssh]\nport = 22\n")
    with pytest.raises(SettingsError, match=rf"^{re.escape(str(options['config']))}: kiosk.warn_after: is not valid"):
        load_settings(options, {"PULMOSCREEN_KIOSK_CLEAR_AFTER": "10"})
    valid = {"PULMOSCREEN_KIOSK_WARN_AFTER": "45"}
    assert load_settings(options, valid).kiosk.warn_after == 45
    with pytest.raises(SettingsError, match=r"^environment: kiosk.clear_after: is not valid; allowed is 5 to 600"):
        load_settings(options, valid | {"PULMOSCREEN_KIOSK_CLEAR_AFTER": "1"})
    with pytest.raises(SettingsError, match=r"^command line: ssh.port: is not valid; allowed is a port, 0 to 65535"):
        load_settings(options | {"port": "65536"}, valid)
    assert load_settings(options | {"port": "0"}, valid).ssh.port == 0


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_a_file_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings({"config": str(tmp_path / name)}, {})


@pytest.mark.parametrize("kind", ["pipe", "device", "large"])
def test_what_is_no_configuration_is_neither_waited_for_nor_read_without_end(kind: str, tmp_path: Path) -> None:
    path = Path("/dev/zero") if kind == "device" else tmp_path / "site.toml"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "large":
        path.write_bytes(b"#" * 2_000_000)
    with pytest.raises(SettingsError, match=r"is no file|is too large"):
        load_settings({"config": str(path)}, {})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[kiosk]\nwarn_after = " + "9" * 5000, "holds a number that is too long"),
        ('[log]\ndirectory = "/tmp/\\u0000x"', "log.directory: holds a NUL character"),
        ('[kiosk]\nprint_command = ["lp", "\\u0000"]', "kiosk.print_command: holds a NUL character"),
    ],
)
def test_what_no_name_and_no_number_can_be_is_one_sentence(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=says):
        load_settings(config(tmp_path, text), {})


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="is not UTF-8 text"):
        load_settings({"config": str(path)}, {})


def test_what_is_missing_or_not_there_is_named_with_its_file(tmp_path: Path) -> None:
    settings = load_settings(config(tmp_path, '[site]\nlanguages = ["xx"]'), {})
    file = re.escape(str(tmp_path / "site.toml"))
    with pytest.raises(SettingsError, match=f"^{file}: site.emergency_number: the kiosk does not start without one"):
        settings.required_number()
    with pytest.raises(SettingsError, match=f"^{file}: site.languages: 'xx': there is no such language; there are en, es, fr$"):
        settings.languages(load())


@pytest.mark.parametrize(
    ("name", "near"), [("KIOSK_WARNAFTER", "PULMOSCREEN_KIOSK_WARN_AFTER"), ("EMERGENCY_NUMBR", "PULMOSCREEN_EMERGENCY_NUMBER")]
)
def test_a_name_in_the_environment_that_is_no_setting_is_an_error_too(name: str, near: str) -> None:
    with pytest.raises(SettingsError, match=f"^environment: PULMOSCREEN_{name}: there is no such setting; did you mean {near}"):
        load_settings({}, {f"PULMOSCREEN_{name}": "5"})


def test_a_draft_is_offered_only_where_the_site_names_it_and_english_always() -> None:
    three = load()
    catalog = replace(three, drafts=frozenset({"en", *three.languages} - {"fr"}))
    assert list(load_settings({}, {}).languages(catalog)) == ["en", "fr"]
    assert list(load_settings({}, {"PULMOSCREEN_SITE_LANGUAGES": "es fr"}).languages(catalog)) == ["es", "fr"]
    assert list(load_settings({"language": "fr"}, {}).languages(catalog)) == ["en", "fr"]
    with pytest.raises(SettingsError, match=r"^language: 'es' is a draft that nobody has reviewed; name it in site.languages$"):
        load_settings({"language": "es"}, {}).languages(catalog)


def test_only_the_languages_on_offer_are_read() -> None:
    site, usual = load_settings({}, {"PULMOSCREEN_SITE_LANGUAGES": "fr"}), load_settings({}, {})
    assert list(load(wants=site.offers).languages) == ["en", "fr"]
    assert list(load(wants=usual.offers).languages) == list(usual.languages(load()))


@pytest.mark.parametrize(
    ("language", "told"), [("zz", "there is no such language; there are en, es, fr"), ("es", "it is not among site.languages")]
)
def test_a_language_that_was_not_read_is_told_as_if_it_had_been(language: str, told: str) -> None:
    settings = load_settings({"language": language}, {"PULMOSCREEN_SITE_LANGUAGES": "fr"})
    with pytest.raises(SettingsError, match=told):
        settings.languages(load(wants=settings.offers))


def test_only_languages_that_are_complete_can_be_offered() -> None:
    catalog = replace(load(), drafts=frozenset())
    assert list(load_settings({"language": "es"}, {}).languages(catalog)) == list(catalog.languages)
    assert list(load_settings({}, {"PULMOSCREEN_SITE_LANGUAGES": "es,en"}).languages(catalog)) == ["es", "en"]
    with pytest.raises(
        SettingsError, match=rf"^language: 'zz': there is no such language; there are {', '.join(catalog.languages)}$"
    ):
        load_settings({"language": "zz"}, {}).languages(catalog)
    with pytest.raises(SettingsError, match=r"^language: it is not among site.languages; those are es$"):
        load_settings({"language": "en"}, {"PULMOSCREEN_SITE_LANGUAGES": "es"}).languages(catalog)
