"""A further language is one file: also one with other plural forms, or with a region or a script in its code."""

import re
import shutil
from pathlib import Path
from typing import Final

import pytest

from assets.catalog import load
from screens.wording.words import Words
from tui.config.settings import Settings, Site

ASSETS: Final = Path(__file__).parents[2] / "assets"
POLISH: Final = """[amounts]
plural = "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"
seconds = ["{count} sekunda", "{count} sekundy", "{count} sekund"]
minutes = ["{count} minuta", "{count} minuty", "{count} minut"]
weeks = ["{count} tydzień", "{count} tygodnie", "{count} tygodni"]
symptoms = ["{count} objaw", "{count} objawy", "{count} objawów"]
circumstances = ["{count} okoliczność", "{count} okoliczności", "{count} okoliczności"]
numbers = ["jeden", "dwa", "trzy", "cztery", "pięć", "sześć"]
"""
ARABIC: Final = """[amounts]
plural = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"
seconds = ["{count} ثانية", "ثانية", "ثانيتان", "{count} ثوان", "{count} ثانية", "{count} ثانية"]
minutes = ["{count} دقيقة", "دقيقة", "دقيقتان", "{count} دقائق", "{count} دقيقة", "{count} دقيقة"]
weeks = ["{count} أسبوع", "أسبوع", "أسبوعان", "{count} أسابيع", "{count} أسبوعًا", "{count} أسبوع"]
symptoms = ["{count} عرض", "عرض", "عرضان", "{count} أعراض", "{count} عرضًا", "{count} عرض"]
circumstances = ["{count} ظرف", "ظرف", "ظرفان", "{count} ظروف", "{count} ظرفًا", "{count} ظرف"]
"""


def with_language(folder: Path, code: str, amounts: str) -> Path:
    """Write a made-up language: French with a word before each text, and with its own code, name and amounts."""
    root = folder / "assets"
    shutil.copytree(ASSETS, root)
    french = (root / "texts" / "fr.toml").read_text("utf-8")
    begin = french.index("[amounts]")
    end = french.index("\n[", begin)
    words = french.index("[ui]")
    texts = re.sub(r'^("?[\w.]+"? = ")', r"\1Xx ", french[words:], flags=re.MULTILINE)
    made = french[:begin] + amounts + french[end:words] + texts
    made = made.replace('code = "fr"', f'code = "{code}"').replace('name = "Français"', f'name = "{code}"')
    (root / "texts" / f"{code}.toml").write_text(made, "utf-8")
    return root


@pytest.mark.parametrize(
    ("code", "amounts", "said"),
    [
        ("pl", POLISH, {"1": "1 tydzień", "2": "2 tygodnie", "5": "5 tygodni", "12": "12 tygodni", "104": "104 tygodnie"}),
        ("ar", ARABIC, {"0": "0 أسبوع", "1": "أسبوع", "2": "أسبوعان", "5": "5 أسابيع", "52": "52 أسبوعًا", "100": "100 أسبوع"}),
    ],
)
def test_a_language_with_more_plural_forms_is_one_file(code: str, amounts: str, said: dict[str, str], tmp_path: Path) -> None:
    catalog = load(with_language(tmp_path, code, amounts))
    assert catalog.incomplete == {}
    assert code in catalog.drafts
    offered = Settings(site=Site(emergency_number="112", languages=("en", code))).languages(catalog)
    words = Words(offered[code], catalog.sources, {})
    assert {number: words("{retention_weeks}", retention_weeks=number) for number in said} == said


def test_how_many_symptoms_there_are_is_a_word_where_the_language_has_it(tmp_path: Path) -> None:
    amounts = load(with_language(tmp_path, "pl", POLISH)).languages["pl"].amounts
    said = {number: amounts.say("symptoms", number) for number in ("1", "3", "6", "7", "22")}
    assert said == {"1": "jeden objaw", "3": "trzy objawy", "6": "sześć objawów", "7": "7 objawów", "22": "22 objawy"}


@pytest.mark.parametrize("code", ["pt-br", "zh-hant", "sr-latn-rs", "fil"])
def test_a_code_may_name_a_region_or_a_script(code: str, tmp_path: Path) -> None:
    assert load(with_language(tmp_path, code, POLISH)).languages[code].name == code


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"{count} tydzień", ', "", "amounts: weeks: has 2 forms; the rule in amounts.plural needs 3"),
        ('plural = "', 'plural = "import ', "amounts: plural: is not valid: invalid token in plural form: import; allowed is"),
    ],
)
def test_forms_that_do_not_fit_their_rule_leave_the_language_out_with_a_sentence(
    old: str, new: str, sentence: str, tmp_path: Path
) -> None:
    catalog = load(with_language(tmp_path, "pl", POLISH.replace(old, new, 1)))
    assert catalog.incomplete["pl"].startswith(f"pl.toml: {sentence}")
