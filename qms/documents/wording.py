"""Words inside signed statements: versioned data of this room, whatever language a viewer reads."""

import hashlib
import json
from datetime import date, datetime
from functools import cache
from pathlib import Path

from qms.db import nfc
from qms.documents.rules.numbering import number_text
from qms.documents.rules.period import Standing
from qms.documents.rules.states import Act
from qms.people.rules import VIETNAM

VERSION = "2026-1"
_MARKS = {
    Standing.SUPERSEDED: "copy_dead",
    Standing.WITHDRAWN: "copy_dead",
    Standing.CANCELLED: "copy_cancelled",
    Standing.ABANDONED: "copy_cancelled",
    Standing.SCHEDULED: "copy_scheduled",
    Standing.DRAFT: "copy_draft",
    Standing.IN_REVIEW: "copy_draft",
    Standing.IN_APPROVAL: "copy_draft",
}


@cache
def _words(version: str) -> dict[str, str]:
    path = Path(__file__).parent / "words" / f"{version}.json"
    words: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return words


def meaning(
    act: Act,
    *,
    code: str,
    number: tuple[int, int],
    decision: tuple[str, date | None],
    effective_on: date | None,
    words: str = "",
) -> str:
    """What the signature says, in full; a comment or reason is bound by its hash, not its text."""
    texts = _words(VERSION)
    edition, revision = number_text(*number).split("/")
    return texts[act.value].format(
        code=code,
        edition=edition,
        revision=revision,
        decision=_decision(texts, *decision),
        effective=_effective(texts, effective_on),
        words=texts["words"].format(sha256=words_sha256(words)) if words else "",
    )


def adoption_meaning(number: str, day: date) -> str:
    """What the one signature under a prepared list says."""
    return _words(VERSION)[Act.ADOPT.value].format(number=number, day=_day(day))


def adoption_title(number: str) -> str:
    """The name of the prepared list inside its statement."""
    return _words(VERSION)["adoption_title"].format(number=number)


def decision(number: str, day: date | None) -> str:
    """The issuing decision as it is named on paper; empty where there is none."""
    if not number or day is None:
        return ""
    return _words(VERSION)["decision"].format(number=number, day=_day(day))


def copy_line(name: str, at: datetime) -> str:
    """What every page of a reading copy says: for whom it was made, and when (Viet Nam's time)."""
    local = at.astimezone(VIETNAM)
    return _words(VERSION)["copy_line"].format(at=f"{local:%H:%M %d/%m/%Y}", name=name)


def copy_note(number: tuple[int, int], effective_at: datetime, name: str, *, adopted: bool) -> str:
    """What a copy says of its approval: the file itself was frozen before anybody signed it."""
    text = _words(VERSION)["copy_adopted" if adopted else "copy_approved"]
    day = _day(effective_at.astimezone(VIETNAM).date())
    return text.format(number=number_text(*number), day=day, name=name)


def copy_mark(stands: Standing) -> str:
    """What lies across every page of a copy that is not in force; empty for what is."""
    key = _MARKS.get(stands)
    return _words(VERSION)[key] if key else ""


def words_sha256(words: str) -> str:
    """The fingerprint by which a statement binds a comment that may have to be erased one day."""
    return hashlib.sha256(nfc(words).encode("utf-8")).hexdigest()


def _decision(texts: dict[str, str], number: str, day: date | None) -> str:
    return decision(number, day) or texts["no_decision"]


def _effective(texts: dict[str, str], day: date | None) -> str:
    if day is None:
        return texts["effective_at_once"]
    return texts["effective_on"].format(day=_day(day))


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
