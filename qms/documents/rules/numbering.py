"""Codes, editions and revisions (lần ban hành, lần sửa đổi)."""

import re
import unicodedata
from enum import StrEnum

from qms.errors import Invalid

CODE_LENGTH = 40
_RUNS = re.compile(r"\d+|[^\W\d_]+")
_SHAPE = re.compile(r"[^\W_][\w./:-]*")


class Step(StrEnum):
    """How a new revision counts on from the last one."""

    AMENDMENT = "amendment"  # sửa đổi: the revision rises
    NEW_EDITION = "new_edition"  # ban hành lại: the edition rises, the revision starts at 00


def check_code(code: str) -> str:
    """The code as it is written, without blanks around it; raises Invalid("DOCUMENT-CODE").

    Full-width, superscript and foreign letters and digits are refused: they look like another code.
    """
    code = unicodedata.normalize("NFC", code).strip().replace("‑", "-")
    formed = code.isalpha() or (_SHAPE.fullmatch(code) and any(map(str.isdigit, code)))
    if not formed or len(code) > CODE_LENGTH or not all(map(_is_plain, code)):
        raise Invalid("DOCUMENT-CODE", fields={"code": "DOCUMENT-CODE"}, value=code[:CODE_LENGTH])
    return code


def _is_plain(letter: str) -> bool:
    """ASCII and the letters of Vietnamese."""
    return letter in "đĐ" or unicodedata.normalize("NFD", letter)[0].isascii()


def canonical_code(code: str) -> str:
    """One form for `QT-05`, `qt05` and `QT.5`; đ stays đ, so that two fields never collide."""
    return ".".join(run.lstrip("0") or "0" for run in _runs(code))


def sort_code(code: str) -> str:
    """A key that puts QT-2 before QT-10."""
    return ".".join(run.zfill(6) if run.isdigit() else run for run in _runs(code))


def _runs(code: str) -> list[str]:
    return _RUNS.findall(unicodedata.normalize("NFC", code).casefold())


def next_number(last: tuple[int, int] | None, step: Step) -> tuple[int, int]:
    """Edition and revision that follow; the first ever is edition 1, revision 0."""
    if last is None:
        return (1, 0)
    edition, revision = last
    return (edition + 1, 0) if step is Step.NEW_EDITION else (edition, revision + 1)


def number_text(edition: int, revision: int) -> str:
    """As it is printed: two digits each, e.g. 02/00."""
    return f"{edition:02d}/{revision:02d}"
