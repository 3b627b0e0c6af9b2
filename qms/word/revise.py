"""Wording changed without Word: what an author would change, and nothing else.

Numbers, dates and the amendment log are not an author's: `control` writes them.
"""

import copy
from collections.abc import Mapping

from lxml import etree

from qms.errors import Invalid
from qms.word.markup import serialise
from qms.word.package import Package
from qms.word.phrases import PARAGRAPH, put
from qms.word.phrases import words as words_of
from qms.word.problem import Limits


def reworded(
    data: bytes,
    changed: Mapping[str, str],
    added: Mapping[str, str],
    limits: Limits | None = None,
) -> bytes:
    """The file in other words; raises Invalid("WORD-PASSAGE-MISSING") for words not in it.

    `changed`: words -> new words, inside one paragraph; `added`: a paragraph that follows the one
    which contains the words.
    """
    package = Package(data, limits)
    body = package.tree(package.main_part)
    for words, new in changed.items():
        _reword(_passage(body, words), words, new)
    for words, new in added.items():
        _follow(_passage(body, words), new)
    return package.rewritten({package.main_part: serialise(body)})


def _passage(body: etree._Element, words: str) -> etree._Element:
    for paragraph in body.iter(PARAGRAPH):
        if words in words_of(paragraph):
            return paragraph
    raise Invalid("WORD-PASSAGE-MISSING", words=words)


def _reword(paragraph: etree._Element, words: str, new: str) -> None:
    put(paragraph, words_of(paragraph).replace(words, new))


def _follow(paragraph: etree._Element, words: str) -> None:
    twin = copy.deepcopy(paragraph)
    paragraph.addnext(twin)
    put(twin, words)
