"""Verdicts about PDFs kept under everything they depend on, since judging one costs a second.

A cache for pages, and no record: whoever can edit the database can edit it, so the command that
looks for such edits judges anew.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from qms.db import Database
from qms.errors import Conflict
from qms.signing.judging import Against
from qms.signing.model import Verdict
from qms.signing.pdf.answers import VERSION, from_answer, to_answer
from qms.signing.trust import version

if TYPE_CHECKING:
    from qms.signing.pdf.verdict import Expected, PdfResult

KEPT = timedelta(days=90)
Answer = dict[str, Any]


def key_of(against: Against, expected: "Sequence[Expected]" = ()) -> str:
    """What a verdict depends on beside the file: trust, register, CRLs, the day, our own code."""
    register = against.certificates
    facts = {
        "version": VERSION,
        "day": f"{against.at:%Y-%m-%d}",
        "roots": _sums(against.roots),
        "stamps": _sums(against.stamp_anchors),
        "outside": version(against.outside),
        "crls": _sums(against.crls),
        "register": None if register is None else _register(register),
        "expected": [[one.sha256, one.size] for one in expected],
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def remembered(
    db: Database, object_sha256: str, key: str, make: Callable[[], Answer], *, now: datetime
) -> Answer:
    """The verdict known of this file under this key, else made now and kept."""
    with db.read() as session:
        known = session.get(Verdict, (object_sha256, key))
        if known is not None:
            return dict(known.answer)
    answer = make()
    try:
        with db.write() as session:
            if session.get(Verdict, (object_sha256, key)) is None:
                session.add(Verdict(object_sha256=object_sha256, key=key, answer=answer, at=now))
    except Conflict:
        return answer  # another worker judged the same file meanwhile
    return answer


def check_remembered(
    db: Database,
    data: bytes,
    against: Against,
    *,
    expected: "Sequence[Expected]" = (),
) -> "PdfResult":
    """`pdf.check_pdf`, judged once a day and file."""
    from qms.signing.pdf.checking import check_against

    def make() -> Answer:
        return to_answer(check_against(data, against, expected=expected))

    sha256 = hashlib.sha256(data).hexdigest()
    key = key_of(against, expected)
    return from_answer(remembered(db, sha256, key, make, now=against.at))


def forget_verdicts(session: Session, now: datetime) -> int:
    """Drop what was judged long ago; returns how many."""
    done = session.execute(delete(Verdict).where(Verdict.at < now - KEPT))
    return int(getattr(done, "rowcount", 0))


def _sums(found: Sequence[bytes]) -> list[str]:
    return sorted(hashlib.sha256(one).hexdigest() for one in found)


def _register(register: Mapping[str, Any]) -> list[str]:
    return sorted(json.dumps(asdict(one), sort_keys=True, default=str) for one in register.values())
