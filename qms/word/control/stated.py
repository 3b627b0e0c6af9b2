"""Labelled values where a document states them: "Mã hiệu: QT-01   Lần ban hành: 02"."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from qms.word import cover
from qms.word.control.facts import ControlFacts, printed_day
from qms.word.phrases import PARAGRAPH, own_texts, substitute

CODE = r"mã (?:hiệu|tài liệu|hiệu tài liệu|quy trình)|ký hiệu"
EDITION, REVISION = cover.EDITION_LABEL, cover.REVISION_LABEL
ISSUED = r"ngày (?:ban hành|bh)"
BLANK = r"[.…_]+(?:[ ]?/[ ]?[.…_]+)*"
VALUES = {
    CODE: cover.CODE,
    cover.BOTH_LABEL: r"\d{1,3}\s*/\s*\d{1,3}",
    EDITION: cover.NUMBER,
    REVISION: cover.NUMBER,
    ISSUED: cover.DATE,
}
FIELD = re.compile(r"\s*(PAGE|NUMPAGES)\b", re.IGNORECASE)
INSTRUCTIONS = ("{*}instrText", "{*}fldSimple")


def _pattern(label: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?i:(?<!\w)(?:{label}))\s*:[ \u00a0]*(?P<value>(?:{VALUES[label]}|{BLANK})?)"
    )


PATTERNS = {label: _pattern(label) for label in VALUES}


def rules(
    code: str | None, edition: int, revision: int, issued: str
) -> Mapping[re.Pattern[str], str]:
    """What every labelled value must say; no code: the code stays as it is."""
    found = {
        PATTERNS[cover.BOTH_LABEL]: f"{edition:02d}/{revision:02d}",
        PATTERNS[EDITION]: f"{edition:02d}",
        PATTERNS[REVISION]: f"{revision:02d}",
        PATTERNS[ISSUED]: issued,
    }
    return found if code is None else {PATTERNS[CODE]: code, **found}


def restate(root: etree._Element, wanted: Mapping[re.Pattern[str], str]) -> set[str]:
    """Set the labelled values of all paragraphs; returns the patterns that were found."""
    found: set[str] = set()
    for paragraph in list(root.iter(PARAGRAPH)):
        found |= substitute(paragraph, wanted)
    return found


def facts_rules(facts: ControlFacts) -> Mapping[re.Pattern[str], str]:
    """The same from the facts of a revision."""
    return rules(facts.code, facts.edition, facts.revision, printed_day(facts.issued_on))


def labels(root: etree._Element) -> set[str]:
    """Which of the labels stand in this element, with a colon after them."""
    texts = [
        "".join(text.text or "" for text in own_texts(paragraph))
        for paragraph in root.iter(PARAGRAPH)
    ]
    return {
        label for label, pattern in PATTERNS.items() if any(pattern.search(one) for one in texts)
    }


def states_all(found: set[str]) -> bool:
    """Code, edition, revision and day are all stated."""
    both = cover.BOTH_LABEL in found or {EDITION, REVISION} <= found
    return both and {CODE, ISSUED} <= found


def page_fields(root: etree._Element) -> set[str]:
    """`PAGE` and `NUMPAGES` as far as they are fields here."""
    return {match[1].upper() for text in _codes(root) if (match := FIELD.match(text))}


def _codes(root: etree._Element) -> Iterator[str]:
    for element in root.iter(*INSTRUCTIONS):
        yield element.text or ""
        yield next((value for key, value in element.attrib.items() if "instr" in str(key)), "")
