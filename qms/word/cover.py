"""Code, edition, revision, date and title as the cover block or the running header states them.

The words on the cover are those agencies use: "Mã hiệu: QT-01  Lần ban hành: 02  Lần sửa đổi: 00
Ngày ban hành: 15/04/2020". A label and its value may stand in one line, in neighbouring cells, or
as a row of labels over a row of values.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

COVER_LINES = 80
CODE_LABEL = r"(?:mã (?:hiệu|số|tài liệu|quy trình|hiệu tài liệu)|ký hiệu)"
EDITION_LABEL = r"(?:lần (?:ban hành|bh)|ban hành lần(?: thứ)?|lần xuất bản)"
REVISION_LABEL = r"(?:lần (?:sửa đổi|sđ|soát xét)|(?:sửa đổi|soát xét) lần(?: thứ)?)"
DATE_LABEL = r"(?:ngày (?:ban hành|hiệu lực|có hiệu lực|bh))"
TITLE_LABEL = r"tên (?:tài liệu|quy trình|quy định|biểu mẫu)"
BOTH_LABEL = r"lần (?:ban hành|bh)\s*/\s*(?:lần )?(?:sửa đổi|sđ)"
CODE = r"[A-ZĐ][A-ZĐy&]{0,9}(?:[-./ ][A-ZĐ&]{1,9}){0,3}[-./ ]?\d{1,4}(?:[-./][A-ZĐ\d]{1,9}){0,6}"
NUMBER = r"\d{1,3}"
NTH = r"(?i:lần\s+|thứ\s+)*"
DATE = r"\d{1,2}/\d{1,2}/\d{4}"
GAP = r"\s*[:.]?\s*"
VALUES = {
    CODE_LABEL: CODE,
    EDITION_LABEL: NUMBER,
    REVISION_LABEL: NUMBER,
    DATE_LABEL: DATE,
}
END = r"(?![\w/])"
KIND_WORDS = (
    "quy trình",
    "quy định",
    "quy chế",
    "hướng dẫn",
    "chính sách chất lượng",
    "chính sách",
    "mục tiêu chất lượng",
    "mục tiêu",
    "sổ tay chất lượng",
    "sổ tay",
    "biểu mẫu",
    "kế hoạch",
    "nội quy",
    "danh mục",
    "nghị định",
    "quyết định",
    "thông tư",
    "chỉ thị",
    "báo cáo",
    "thông báo",
    "tờ trình",
    "biên bản",
    "phụ lục",
)
KIND = re.compile(rf"(?:{'|'.join(KIND_WORDS)})(?: [ivx\d]+)?(?!\w)", re.IGNORECASE)
ANY_LABEL = re.compile(
    "|".join((BOTH_LABEL, *VALUES, TITLE_LABEL, "trang", "số trang")), re.IGNORECASE
)
SEPARATOR = re.compile(r"[\W_]*")
TITLE_PARTS = 4
TOP_LINES, LOOSE_LINES = 5, 15
NAMED = re.compile(rf"{TITLE_LABEL}[ \t]*:\s*(\S[^\n]*)", re.IGNORECASE)
UNTITLED = re.compile("biểu mẫu", re.IGNORECASE)  # says what it is, never part of a form's name


@dataclass(frozen=True, slots=True)
class Labels:
    """What one place states about the document; None where it states nothing."""

    code: str | None = None
    edition: int | None = None
    revision: int | None = None
    issued: str | None = None


def labels(paragraphs: Sequence[str]) -> Labels:
    """The labelled values among the first paragraphs of a cover, or in a header."""
    text = "\n".join(_values_beside_labels(paragraphs[:COVER_LINES]))
    both = re.search(rf"{BOTH_LABEL}{GAP}({NUMBER})\s*/\s*({NUMBER}){END}", text, re.IGNORECASE)
    edition, revision = _first(text, EDITION_LABEL), _first(text, REVISION_LABEL)
    if both:
        edition, revision = both[1], both[2]
    return Labels(
        code=_first(text, CODE_LABEL),
        edition=int(edition) if edition else None,
        revision=int(revision) if revision else None,
        issued=_first(text, DATE_LABEL),
    )


def _first(text: str, label: str) -> str | None:
    pattern = rf"(?i:(?<!\w){label}){GAP}{NTH}({VALUES[label]}){END}"
    match = re.search(pattern, text)
    return match[1].strip() if match else None


def _values_beside_labels(paragraphs: Sequence[str]) -> list[str]:
    """A row of labels over a row of values, turned into label and value pairs."""
    found: list[str] = []
    position = 0
    while position < len(paragraphs):
        count = _label_run(paragraphs[position:])
        values = paragraphs[position + count : position + 2 * count]
        if count > 1 and len(values) == count:
            pairs = zip(paragraphs[position : position + count], values, strict=True)
            found += [f"{label.rstrip(' :.')}: {value}" for label, value in pairs]
            position += 2 * count
        else:
            found.append(paragraphs[position])
            position += 1
    return found


def _label_run(paragraphs: Sequence[str]) -> int:
    for count, paragraph in enumerate(paragraphs):
        if not ANY_LABEL.fullmatch(paragraph.rstrip(" :.")):
            return count
    return len(paragraphs)


def title(paragraphs: Sequence[str]) -> str | None:
    """The title in a cover or header that states a code: labelled, or the kind and what follows."""
    head = list(paragraphs[:COVER_LINES])
    named = NAMED.search("\n".join(head))
    if named and not ANY_LABEL.match(named[1]):
        return named[1].strip()
    stop = next((i for i, line in enumerate(head) if ANY_LABEL.match(line)), len(head))
    starts = [i for i in range(stop) if KIND.match(head[i])]
    return _joined(head[starts[0] : stop]) if starts else None


def loose_title(paragraphs: Sequence[str]) -> str | None:
    """The title where no code is stated: a kind alone in its line, or at the very top."""
    head = list(paragraphs[:LOOSE_LINES])
    for place, line in enumerate(head):
        if KIND.fullmatch(line) or (place < TOP_LINES and KIND.match(line)):
            return _joined(paragraphs[place : place + TITLE_PARTS])
    return None


def _joined(paragraphs: Sequence[str]) -> str:
    parts = [paragraphs[0]]
    for line in paragraphs[1:TITLE_PARTS]:
        if SEPARATOR.fullmatch(line) or not _continues(parts, line):
            break
        parts.append(line)
    if len(parts) > 1 and UNTITLED.fullmatch(parts[0]):
        parts = parts[1:]
    return " ".join(" ".join(parts).split())


def _continues(parts: Sequence[str], line: str) -> bool:
    """A bare kind takes the next line; after that only lines in capitals go on."""
    return bool(KIND.fullmatch(parts[-1])) or (line.isupper() and parts[-1].isupper())
