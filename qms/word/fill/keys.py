"""Stable keys: the folded words of a label, numbered where a form says the same twice."""

import re
from collections import Counter

from qms.word.names import slug

LONGEST = 40
LABEL_LONGEST = 160
CLAUSE = 60  # a label longer than this is the end of a sentence: its last clause names the blank
ENDS = re.compile(r"[,;.]\s+")
EDGES = " \t\n:.,;–-…/"


class Keys:
    """Hands out keys of one form, each once."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def give(self, label: str, other: str = "muc") -> str:
        """`Ngày đề nghị` is `ngay_de_nghi`, the second one `ngay_de_nghi_2`."""
        key = slug(label).lower().replace("-", "_")[:LONGEST].strip("_") or other
        self._given[key] += 1
        count = self._given[key]
        return key if count == 1 else f"{key}_{count}"


def label_of(text: str) -> str:
    """Words as the name of a field: one line, without colon and dots at its ends."""
    return " ".join(text.split()).strip(EDGES)[:LABEL_LONGEST].strip(EDGES)


def clause_of(text: str) -> str:
    """The words before a blank inside a sentence: of a long one its last clause."""
    words = label_of(text)
    if len(words) > CLAUSE and not text.rstrip().endswith(":"):
        return label_of(ENDS.split(words)[-1])
    return words


def heading_of(text: str) -> str:
    """A paragraph as the name of what follows: up to its colon, remarks behind it left out."""
    before, colon, _after = text.partition(":")
    return label_of(before if colon and len(before) > 2 else text)


def is_day(label: str) -> bool:
    """Whether a label asks for one calendar day: `Ngày`, `Tính đến ngày`, `Ngày hiệu lực`."""
    words = slug(label).lower().split("-")
    if set("(),;/") & set(label) or "gio" in words or "thang" in words:
        return False
    return bool(words) and "ngay" in (words[0], words[-1]) and "lam" not in words
