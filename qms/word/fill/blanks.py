"""Dotted lines and boxes of a paragraph: `Ngày: ………`, `☐ Đồng ý`, `ngày … tháng … năm …`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from qms.word.fill.keys import label_of
from qms.word.fill.text import EMPTY_BOX, TICKED_BOX, text_of
from qms.word.markup import name

TABS, LEADER = name("w:tabs"), name("w:leader")
DOTS = r"(?:…+(?:\.{2,}…*)*|\.{4,}…*|_{3,})"
WORDS = rf"(?P<words>ngày\s*{DOTS}\s*tháng\s*{DOTS}\s*năm\s*{DOTS})"
SLASHES = rf"(?P<slashes>{DOTS}\s?/\s?{DOTS}\s?/\s?{DOTS})"
TOKEN = re.compile(
    rf"{WORDS}|{SLASHES}|(?P<dots>{DOTS}(?:\s?/\s?{DOTS})?)|(?P<tab>\t+)|(?P<box>[☐□☒☑])",
    re.IGNORECASE,
)
BOXES = "☐□☒☑"
WIDE = re.compile(r"\s{2,}")
DOT = re.compile(DOTS)


@dataclass(frozen=True, slots=True)
class Mark:
    """One place in a paragraph: `kind` is words, slashes, dots, tab or box; text before it."""

    kind: str
    start: int
    end: int
    before: str


def has_leader(paragraph: etree._Element) -> bool:
    """Whether tabs of this paragraph are drawn as dotted lines."""
    stops = paragraph.iterfind(f"{name('w:pPr')}/{TABS}/{name('w:tab')}")
    return any(stop.get(LEADER, "none") != "none" for stop in stops)


def marks(paragraph: etree._Element) -> list[Mark]:
    """Every blank and box of a paragraph, in order, with the words between it and the last."""
    text, dotted = text_of(paragraph), has_leader(paragraph)
    return list(_marks(text, dotted))


def _marks(text: str, dotted: bool) -> Iterator[Mark]:
    place = 0
    for match in TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if not _counts(text, match, kind, dotted):
            continue
        yield Mark(kind, match.start(), match.end(), text[place : match.start()])
        place = match.end()


def _counts(text: str, match: re.Match[str], kind: str, dotted: bool) -> bool:
    if kind == "tab":
        return dotted or text[: match.start()].rstrip().endswith(":")
    if kind != "dots" or match[0] != "…":
        return True
    before, after = text[: match.start()], text[match.end() :].lstrip()
    return not (before[-1:].isalpha() or after.startswith(")"))  # "and so on", not a blank


def is_ruled(paragraph: etree._Element) -> bool:
    """Whether a paragraph is nothing but a line to write on."""
    text = text_of(paragraph)
    found = [one for one in marks(paragraph) if one.kind in {"tab", "dots"}]
    return bool(found) and not TOKEN.sub("", text).strip(" \t\n.")


def option_words(text: str) -> tuple[str, str]:
    """What stands behind a box: its own words, and what begins after a wide gap."""
    parts = WIDE.split(text.strip(), maxsplit=1)
    rest = parts[1] if len(parts) > 1 else ""
    return label_of(parts[0]), rest


def is_ticked(sign: str) -> bool:
    """Whether a box is ticked."""
    return sign in "☒☑"


def unticked(text: str) -> str:
    """The same text with empty boxes only."""
    return text.replace(TICKED_BOX, EMPTY_BOX).replace("☑", EMPTY_BOX).replace("□", EMPTY_BOX)
