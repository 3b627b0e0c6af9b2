"""Which column of somebody's table is what: guessed from its heading, corrected by a person."""

from collections.abc import Sequence
from enum import StrEnum

from qms.people.rules import fold


class Target(StrEnum):
    """What a column says about a document."""

    CODE = "code"
    TITLE = "title"
    TITLE_EN = "title_en"
    TYPE = "type"
    OWNER = "owner"
    FIELD = "field"
    NUMBER = "number"  # edition and revision in one cell: 02/01
    EDITION = "edition"
    REVISION = "revision"
    ISSUED_ON = "issued_on"
    EFFECTIVE_ON = "effective_on"
    PARENT = "parent"
    CLAUSES = "clauses"
    REVIEW_MONTHS = "review_months"
    VISIBILITY = "visibility"
    FILE = "file"
    SUMMARY = "summary"


NEEDED = (Target.CODE, Target.TITLE)
OR_DEFAULT = (Target.TYPE, Target.OWNER, Target.FIELD)
HEADING_WITHIN = 30  # a register has its agency and title above the table
MOST_HEADINGS = 3

# Folded words of a heading, the more particular ones first.
_WORDS: tuple[tuple[Target, tuple[str, ...]], ...] = (
    (Target.TITLE_EN, ("ten tieng anh", "english title", "title en", "ten en")),
    (Target.NUMBER, ("lan ban hanh/sua doi", "lan ban hanh/ sua doi", "phien ban", "version")),
    (Target.NUMBER, ("lan ban hanh / lan sua doi", "lan bh/sd", "lan bh/ sd", "edition/revision")),
    (Target.REVISION, ("lan sua doi", "so lan sua doi", "revision", "lan sd")),
    (Target.EDITION, ("lan ban hanh", "edition", "lan bh", "issue")),
    (Target.EFFECTIVE_ON, ("ngay hieu luc", "hieu luc tu", "effective", "ngay ban hanh/hieu luc")),
    (Target.EFFECTIVE_ON, ("hieu luc",)),
    (Target.ISSUED_ON, ("ngay ban hanh", "ngay bh", "issued", "date of issue")),
    (
        Target.PARENT,
        ("ma tai lieu cha", "tai lieu cap tren", "thuoc quy trinh", "thuoc tai lieu", "parent"),
    ),
    (Target.FILE, ("ten tep", "ten file", "tep", "file", "duong dan")),
    (Target.TYPE, ("loai tai lieu", "loai", "type", "kind")),
    (Target.FIELD, ("linh vuc", "field", "nhom")),
    (Target.OWNER, ("don vi phu trach", "don vi chu tri", "don vi", "phong ban", "owner", "unit")),
    (Target.OWNER, ("bo phan", "noi ban hanh", "department")),
    (Target.CLAUSES, ("dieu khoan", "clause")),
    (Target.REVIEW_MONTHS, ("chu ky xem xet", "chu ky ra soat", "review")),
    (Target.VISIBILITY, ("pham vi doc", "pham vi", "visibility")),
    (Target.SUMMARY, ("noi dung sua doi", "tom tat", "summary", "ghi chu")),
    (Target.CODE, ("ma hieu", "ma so", "ma tai lieu", "so hieu", "ky hieu", "code", "ma")),
    (Target.TITLE, ("ten tai lieu", "ten quy trinh", "ten goi", "tieu de", "title", "ten", "name")),
)


def target_of(heading: str) -> Target | None:
    """What a heading means: the same words first, then words it begins with or contains."""
    plain = " ".join(fold(heading.replace("\n", " ")).replace("(", " ").replace(")", " ").split())
    plain = plain.replace(" /", "/").replace("/ ", "/")
    if not plain:
        return None
    for match in (str.__eq__, str.startswith, _contains_words):
        for target, words in _WORDS:
            if any(match(plain, one.replace(" /", "/").replace("/ ", "/")) for one in words):
                return target
    return None


def _contains_words(text: str, words: str) -> bool:
    return len(words) > 4 and f" {words} " in f" {text} "


def guess(headings: Sequence[str]) -> dict[int, Target]:
    """Column (from 1) -> what it is; a meaning is given to the first column that has it."""
    found: dict[int, Target] = {}
    for number, heading in enumerate(headings, start=1):
        target = target_of(heading)
        if target is not None and target not in found.values():
            found[number] = target
    return found


def heading_rows(rows: Sequence[Sequence[object]]) -> tuple[int, list[str]] | None:
    """How many rows lie above the body, and the heading of every column; None where there is none.

    A second heading row below a shared heading is taken in: "Ngày ban hành/hiệu lực" over "Hiệu
    lực" is read as the lower one.
    """
    best: tuple[int, int] | None = None
    for number, row in enumerate(rows[:HEADING_WITHIN]):
        score = len(guess([text_of(value) for value in row]))
        if score >= 2 and (best is None or score > best[0]):
            best = (score, number)
    if best is None:
        return None
    number = best[1]
    headings = [text_of(value) for value in rows[number]]
    below = rows[number + 1] if number + 1 < len(rows) else ()
    if _is_second_row(headings, below):
        width = max(len(headings), len(below))
        lower = [text_of(value) for value in below] + [""] * (width - len(below))
        upper = headings + [""] * (width - len(headings))
        return number + 2, [second or first for first, second in zip(upper, lower, strict=True)]
    return number + 1, headings


def _is_second_row(headings: Sequence[str], below: Sequence[object]) -> bool:
    """Only cells of shared headings are filled, and at least one of them means something."""
    texts = [text_of(value) for value in below]
    known = guess(headings)
    code = next((place for place, one in known.items() if one is Target.CODE), None)
    if code is None or any(texts[code - 1 : code]):
        return False
    return any(target_of(text) is not None for text in texts if text)


def text_of(value: object) -> str:
    """A cell as a heading."""
    return "" if value is None else " ".join(str(value).split())
