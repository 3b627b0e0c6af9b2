"""Every code that the service can raise has a sentence, and every sentence can be drawn."""

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from qms import messages
from tests.architecture.source import modules

CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)+")
PART = re.compile(r"[A-Z]+-[A-Z-]*|-[A-Z-]*[A-Z]")
NOT_CODES = {"UTF-8", "UTF-16", "SHA-256", "READ-BACK"}
ONE_WORD = {"BROKEN", "CONFLICT", "CSRF", "CURSOR", "INTERNAL", "INVALID", "STALE"}
ONE_WORD |= {"THROTTLED", "UNAVAILABLE"}


STORIES = "demo/"  # they name documents such as QT-01
BY_KIND = "NOTICE-"  # put together in `qms.messages` itself from the kind of a notice


def texts() -> Iterator[tuple[str, str]]:
    """Every text in the source of the service, beside the file it stands in."""
    for path, tree in modules():
        if not path.startswith("messages/"):
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value, path


def raised() -> dict[str, set[str]]:
    """Code -> files in which it stands whole."""
    found: dict[str, set[str]] = defaultdict(set)
    for text, path in texts():
        if (CODE.fullmatch(text) or text in ONE_WORD) and text not in NOT_CODES:
            found[text].add(path)
    return found


def test_every_code_in_the_source_has_a_sentence():
    known = messages.all_sentences()
    silent = {code: sorted(paths) for code, paths in raised().items() if code not in known}
    assert {code for code, paths in silent.items() if not _is_document(code, paths)} == set()


def _is_document(code: str, paths: list[str]) -> bool:
    return not code.startswith("DEMO-") and all(path.startswith(STORIES) for path in paths)


def test_every_sentence_belongs_to_a_code_that_is_raised():
    codes = set(raised())
    parts = {text for text, _ in texts() if PART.fullmatch(text)}  # of codes put together
    orphans = [
        code
        for code in messages.all_sentences()
        if code not in codes
        and not code.startswith(BY_KIND)
        and not any(part in code for part in parts)
    ]
    assert orphans == []


def test_no_code_is_explained_twice_in_different_words():
    seen: dict[str, str] = {}
    for module in pkgutil.iter_modules(messages.__path__):
        for code, words in importlib.import_module(f"qms.messages.{module.name}").SENTENCES.items():
            assert seen.setdefault(code, str(words)) == str(words), code


@pytest.mark.parametrize("code", sorted(messages.all_sentences()))
def test_a_sentence_can_be_drawn_without_its_parameters(code: str):
    sentence = messages.sentence(code)
    assert sentence.strip()
    assert "%(" not in sentence


def test_an_unknown_code_is_shown_itself():
    assert "NO-SUCH-THING" in messages.sentence("NO-SUCH-THING")


def test_parameters_fill_the_sentence():
    assert "12 giây" in messages.sentence("THROTTLED", {"seconds": 12})
