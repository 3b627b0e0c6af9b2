"""Verdicts about PDFs are made once, and anew when anything they depend on has changed."""

import hashlib
from datetime import timedelta

from qms.db import Database
from qms.signing.judging import Against
from qms.signing.model import Verdict
from qms.signing.pdf.answers import from_answer, to_answer
from qms.signing.verdicts import check_remembered, forget_verdicts, key_of, remembered
from tests.attacks.signed import HOUR, NOW, archived, frozen, frozen_of, signed, world

AT = NOW + HOUR


def against(**changes: object) -> Against:
    facts = {"roots": world().roots, "at": AT, "certificates": world().register()}
    return Against(**(facts | changes))  # type: ignore[arg-type]


def test_a_verdict_survives_being_written_down() -> None:
    for data in (archived(), signed(("author",)), frozen(), b"%PDF-nothing"):
        made = world().judge_pdf(data)
        assert from_answer(to_answer(made)) == made


def test_a_file_is_judged_once_under_the_same_trust(db: Database) -> None:
    calls: list[int] = []

    def make() -> dict[str, object]:
        calls.append(1)
        return {"n": len(calls)}

    first = remembered(db, "a" * 64, key_of(against()), make, now=AT)
    again = remembered(db, "a" * 64, key_of(against()), make, now=AT)
    assert first == again == {"n": 1}
    assert remembered(db, "b" * 64, key_of(against()), make, now=AT) == {"n": 2}


def test_a_revocation_a_list_a_root_or_a_day_asks_for_a_new_verdict() -> None:
    gone = world().register(author={"revoked_at": AT})
    keys = {
        key_of(against()),
        key_of(against(certificates=gone)),
        key_of(against(crls=[b"list"])),
        key_of(against(roots=[])),
        key_of(against(at=AT + timedelta(days=1))),
        key_of(against(), [frozen_of()]),
        key_of(against(certificates=None)),
    }
    assert len(keys) == 7


def test_the_remembered_verdict_is_the_one_made(db: Database) -> None:
    made = check_remembered(db, signed(), against(), expected=[frozen_of()])
    assert made.ok
    assert check_remembered(db, signed(), against(), expected=[frozen_of()]) == made
    with db.read() as session:
        key = key_of(against(), [frozen_of()])
        assert session.get(Verdict, (hashlib.sha256(signed()).hexdigest(), key)) is not None


def test_old_verdicts_are_forgotten(db: Database) -> None:
    check_remembered(db, signed(), against())
    with db.write() as session:
        assert forget_verdicts(session, AT + timedelta(days=30)) == 0
        assert forget_verdicts(session, AT + timedelta(days=100)) == 1
