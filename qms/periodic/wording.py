"""Words of signed statements and of paper: versioned data, whatever language a viewer reads."""

import json
from datetime import date
from functools import cache
from pathlib import Path

from qms.documents.rules.numbering import number_text
from qms.documents.wording import words_sha256
from qms.periodic.rules import Verdict, action

VERSION = "2026-1"


@cache
def _words() -> dict[str, str]:
    path = Path(__file__).parent / "words" / f"{VERSION}.json"
    words: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return words


def meaning(
    verdict: Verdict, *, code: str, number: tuple[int, int], reason: str, following: date | None
) -> str:
    """What the signature under a verdict says; the reason is bound by its hash, not its text."""
    edition, revision = number_text(*number).split("/")
    return _words()[action(verdict)].format(
        code=code,
        edition=edition,
        revision=revision,
        next=f"{following:%d/%m/%Y}" if following else "",
        sha256=words_sha256(reason),
    )


def legal_basis() -> str:
    """What asks for periodic reviews, as it stands under the list."""
    return _words()["legal_basis"]


def list_words(day: date, *, everything: bool) -> tuple[str, str]:
    """Title and day of the printed list: of what is due, or of everything in force."""
    title = _words()["list_title_all" if everything else "list_title"]
    return title, _words()["list_day"].format(day=f"{day:%d/%m/%Y}")
