"""Everything said on the screen is also said in English, and an English page is English."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask

from tests.architecture.source import ROOT, modules
from tests.web.browser import Browser

FOLDER = ROOT / "qms" / "translations"
ENGLISH = "en/LC_MESSAGES/messages"
KEYWORDS = {**DEFAULT_KEYWORDS, "_": None, "_l": None, "_n": (1, 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%")
VIETNAMESE = re.compile(
    r"[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.I
)
SAID_ALOUD = ("aria-label", "placeholder", "title", "alt", "data-label")


@cache
def found() -> tuple[tuple[str, str | tuple[str, ...]], ...]:
    """(file, text) of everything that the source and the templates hand to gettext."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    return tuple(
        (file, text) for file, _, text, _, _ in extract_from_dir(ROOT, methods, options, KEYWORDS)
    )


@cache
def said() -> frozenset[str | tuple[str, ...]]:
    return frozenset(text for _, text in found())


@cache
def catalogue() -> Catalog:
    with (FOLDER / f"{ENGLISH}.po").open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def english_of(msgid: str | tuple[str, ...]) -> tuple[str, ...]:
    """Its English: one text, or one for each plural; empty where there is none."""
    message = catalogue().get(msgid)
    if message is None or message.fuzzy:
        return ()
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return texts if all(texts) else ()


def test_the_whole_source_is_read():
    assert len(said()) > 1000


def test_gettext_goes_by_names_that_the_extraction_knows():
    unknown = {
        f"{path}: {alias.asname or alias.name}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "flask_babel"
        for alias in node.names
        if "gettext" in alias.name and (alias.asname or alias.name) not in KEYWORDS
    }
    assert unknown == set()


def test_everything_said_is_said_in_english():
    """Add what is missing to qms/translations/en/LC_MESSAGES/messages.po."""
    assert sorted(str(msgid) for msgid in said() if not english_of(msgid)) == []


def test_the_english_has_the_same_placeholders():
    wrong = [
        (msgid, english)
        for msgid in said()
        for english in english_of(msgid)
        if sorted(PLACEHOLDER.findall(english))
        != sorted(PLACEHOLDER.findall(msgid if isinstance(msgid, str) else msgid[0]))
    ]
    assert wrong == []


def test_the_english_can_stand_in_html():
    """A template puts its translations in without escaping them, also inside attributes."""
    drawn = {text for file, text in found() if file.startswith("templates")}
    assert [one for text in drawn for one in english_of(text) if re.search(r'[<>&"]', one)] == []


@pytest.fixture
def english_app(app: Flask, tmp_path) -> Flask:
    """The application with the catalogue as it stands in the source, compiled for this test."""
    compiled = tmp_path / "translations" / f"{ENGLISH}.mo"
    compiled.parent.mkdir(parents=True)
    with compiled.open("wb") as file:
        write_mo(file, catalogue())
    babel = app.extensions["babel"]
    assert babel.translation_directories == [str(FOLDER)]
    babel.translation_directories = [str(tmp_path / "translations")]
    return app


def pieces(page: Browser) -> Iterator[str]:
    """Everything read on the page or read aloud."""
    yield from page.page.stripped_strings
    for element in page.page.find_all(True):
        yield from (element[name] for name in SAID_ALOUD if element.get(name))


def still_vietnamese(page: Browser) -> list[str]:
    """Pieces of the page that are, or hold, a text the source says in Vietnamese."""
    ids = {one for one in said() if isinstance(one, str) and VIETNAMESE.search(one)}
    long = [one for one in ids if one.count(" ") >= 2 and "%" not in one]
    return [piece for piece in pieces(page) if piece in ids or any(one in piece for one in long)]


def test_the_check_sees_a_vietnamese_page(browser):
    page = browser()
    page.open("/sign-in")
    assert "Đăng nhập" in still_vietnamese(page)


def test_the_sign_in_page_in_english(english_app, browser):
    page = browser()
    page.open("/sign-in")
    page.send("/language", locale="en")
    assert page.page.h1.text == "Sign in"
    assert page.page.html["lang"] == "en"
    assert still_vietnamese(page) == []


@pytest.mark.parametrize(
    "path", ["/", "/documents", "/profile", "/profile/signing-key", "/search?q=QT"]
)
def test_a_page_behind_the_door_in_english(english_app, browser, path):
    page = browser("nva")
    page.send("/language", locale="en")
    page.open(path)
    assert page.page.html["lang"] == "en"
    assert "Sign out" in page.text
    assert still_vietnamese(page) == []


def test_an_error_in_english(english_app, browser):
    page = browser("nva")
    page.send("/language", locale="en")
    page.open("/no-such-page", status=404)
    assert "There is no page at this address." in page.text
    assert still_vietnamese(page) == []
