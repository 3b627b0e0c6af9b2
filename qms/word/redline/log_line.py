"""A first wording of the amendment log's line, from what changed; its author has the last word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from qms.word.redline.blocks import HASH_SHOWN, PICTURE
from qms.word.redline.comparison import Comparison, Kind, Line
from qms.word.redline.words import Pieces, Sign

NUMBER = re.compile(
    r"(?:(?:phần|chương|mục|điều|phụ lục)\s+[ivxlc\d]+|\d{1,2}(?:\.\d{1,2})*)(?!\w)", re.IGNORECASE
)
PICTURE_SIGN = re.compile(rf"{PICTURE}[0-9a-f]{{{HASH_SHOWN}}}")
QUOTED, SHOWN = 60, 8  # signs of a quotation; headings named before the rest is summed up
LONGEST = 900


@dataclass(frozen=True, slots=True)
class LogWords:
    """The words of the log; `{…}` is filled with a quotation or a number."""

    replaced: str  # {old} {new}
    inserted: str  # {new}
    deleted: str  # {old}
    added: str
    removed: str
    moved: str
    several: str  # {count}
    new_heading: str
    no_heading: str
    more: str  # {count}
    picture: str


def propose_log_line(comparison: Comparison, words: LogWords) -> tuple[str, str]:
    """(place, summary) for the amendment log; both empty where the body is the same."""
    touched = [line for line in comparison.lines if line.kind not in (Kind.SAME, Kind.MOVED_AWAY)]
    groups = [(head, list(lines)) for head, lines in groupby(touched, lambda one: one.heading)]
    places = dict.fromkeys(_place(head) for head, _ in groups if head)
    told = [_told(head, lines, words) for head, lines in groups[:SHOWN]]
    if len(groups) > SHOWN:
        told.append(words.more.format(count=len(groups) - SHOWN))
    return "; ".join(places), _cut("; ".join(told), LONGEST)


def _place(heading: str) -> str:
    """`5.3` of "5.3. Đầu vào bắt buộc"; a heading without a number is its own place."""
    number = NUMBER.match(heading)
    return number[0] if number else _cut(heading, QUOTED)


def _told(heading: str, lines: Sequence[Line], words: LogWords) -> str:
    if lines[0].kind is Kind.ADDED and lines[0].level:
        return words.new_heading.format(new=_cut(heading, 2 * QUOTED))
    said = list(dict.fromkeys(_phrases(lines, words)))
    place = _cut(heading, QUOTED) if heading else words.no_heading
    return f"{place}: {', '.join(said)}"


def _phrases(lines: Sequence[Line], words: LogWords) -> Iterator[str]:
    unquoted = 0
    for line in lines:
        if line.kind is Kind.CHANGED:
            phrase = _changed(line.cells, words)
            unquoted += not phrase
            if phrase:
                yield phrase
        else:
            known = {Kind.ADDED: words.added, Kind.REMOVED: words.removed}
            text = " – ".join(filter(None, line.new if line.kind is Kind.ADDED else line.old))
            yield known.get(line.kind, words.moved).format(new=_quoted(text, words))
    if unquoted:
        yield words.several.format(count=unquoted)


def _changed(cells: Sequence[Pieces], words: LogWords) -> str:
    """The one change of a paragraph in so many words; "" where there are several."""
    pieces = [piece for cell in cells for piece in cell if piece.sign is not Sign.SAME]
    old = "".join(piece.text for piece in pieces if piece.sign is Sign.REMOVED).strip()
    new = "".join(piece.text for piece in pieces if piece.sign is Sign.ADDED).strip()
    signs = [piece.sign for piece in pieces]
    if len(signs) != len(set(signs)) or max(len(old), len(new)) > 2 * QUOTED:
        return ""
    form = words.replaced if old and new else words.inserted if new else words.deleted
    return form.format(old=_quoted(old, words), new=_quoted(new, words))


def _quoted(text: str, words: LogWords) -> str:
    return _cut(" ".join(PICTURE_SIGN.sub(words.picture, text).split()), QUOTED)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
