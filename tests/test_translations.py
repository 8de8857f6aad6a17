"""English beside the Chinese: nothing of the pages is missing, and the compiled catalogue is in step."""
import gettext
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from govreports.analysis import clean, damage
from govreports.reports import wording

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "govreports" / "locale" / "en" / "LC_MESSAGES" / "django.po"
CHINESE = re.compile(r"[一-鿿]")
TRANSLATE = re.compile(r"""\{%\s*translate\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
BLOCK = re.compile(r"\{%\s*blocktranslate\b[^%]*%\}(.*?)(?:\{%\s*plural\s*%\}.*?)?\{%\s*endblocktranslate\s*%\}", re.S)
CALL = re.compile(r"""\b(?:_|gettext|gettext_lazy|gettext_noop|n?gettext(?:_lazy)?)\(\s*"((?:[^"\\]|\\.)*)"\s*[,)]""")
HOLDER = re.compile(r"%(?:\((\w+)\))?\d*[sd]")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def first(message_id: str | tuple[str, ...]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def strings_of_templates() -> set[str]:
    found = set()
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        found |= {one or other for one, other in TRANSLATE.findall(text)}
        found |= {re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", block) for block in BLOCK.findall(text)}
    return found


def strings_of_code() -> set[str]:
    paths = [path for path in (ROOT / "govreports").rglob("*.py") if "migrations" not in path.parts]
    return {text for path in paths for text in CALL.findall(path.read_text("utf-8")) if CHINESE.search(text)}


@pytest.mark.parametrize("strings", [strings_of_templates, strings_of_code])
def test_every_string_is_in_the_catalogue(strings, catalogue):
    """When this fails: make messages, translate, make messages."""
    assert len(found := strings()) > 50
    assert sorted(found - {first(message.id) for message in catalogue}) == []


def test_every_string_has_its_english(catalogue):
    lacking = [message.id for message in catalogue if message.id and not all([message.string] if message.string else [""])]
    lacking += [message.id for message in catalogue if isinstance(message.string, tuple) and not all(message.string)]
    assert lacking == []
    assert not [message.id for message in catalogue if message.id and message.fuzzy]


def test_english_holds_the_same_values_as_the_chinese(catalogue):
    for message in catalogue:
        for english in [message.string] if isinstance(message.string, str) else message.string:
            missing = set(HOLDER.findall(first(message.id))) - set(HOLDER.findall(english))
            assert not missing or (isinstance(message.id, tuple) and english == message.string[0]), message.id


def test_english_is_english(catalogue):
    kept = {"学", "悟", "行", "景"}  # the characters of the roles stay
    for message in catalogue:
        text = " ".join([message.string] if isinstance(message.string, str) else message.string)
        assert set(CHINESE.findall(text)) <= kept | set("某市赴苏州学习考察报告昆山"), message.id


def test_compiled_catalogue_is_in_step(catalogue):
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in catalogue:
        if isinstance(message.id, str) and message.id:
            assert compiled.gettext(message.id) == message.string
        elif message.id:
            assert tuple(compiled.ngettext(*message.id, number) for number in (1, 2)) == message.string


def test_what_the_analysis_says_has_its_english():
    said = {name for name, _fix in clean.PLAN} | set(damage.REASONS)
    assert said <= {*wording.CLEANING_STEPS, *wording.DAMAGE_REASONS}
