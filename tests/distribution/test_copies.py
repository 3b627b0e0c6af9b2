"""Numbered paper copies on their whole way, and what the QR code on paper says."""

from io import BytesIO

import pypdf
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from qms.audit import AuditEvent
from qms.distribution import acts
from qms.distribution.acts import clock as jobs
from qms.distribution.model import CopyStep, PaperCopy
from qms.distribution.queries import DistributionForm, copy_rows, distribution_rows
from qms.distribution.queries.copies import CopyShow, copy_page
from qms.distribution.queries.paper import paper_standing
from qms.distribution.rules import CopyAct, CopyState
from qms.distribution.schemas import CopyHandedOver, CopyHolder, NewCopies
from qms.documents import acts as documents
from qms.documents.model import Revision
from qms.documents.rules.period import Standing
from qms.documents.rules.states import Act
from qms.errors import Conflict, Invalid, NotAllowed, NotFound, QmsError
from qms.word import find_converter
from tests.distribution.stage import (
    a_copy,
    copy,
    day,
    destroy,
    give_back,
    hand_over,
    lose,
    put_unit,
    read,
    tasks,
    told,
)
from tests.support.cast import Cast, issued, ready, register

RECALL = ("distribution.recall", "QT-05")


def paper(cast: Cast, token: str):
    with cast.service.db.read() as session:
        return paper_standing(session, token, cast.service.now())


def to_recall(cast: Cast) -> list[str]:
    with cast.service.db.read() as session:
        page = copy_page(session, cast.actor("giang"), CopyShow.RECALL, cast.service.now())
    return [one.number for one in page.rows]


def withdraw(cast: Cast, document_id) -> None:
    with cast.service.db.read() as session:
        query = select(Revision.id).where(Revision.document_id == document_id)
        revision_id = session.scalars(query).one()
    proof = cast.ask("chau", Act.WITHDRAW, revision_id, "Không còn áp dụng")
    documents.withdraw(cast.service, cast["chau"], revision_id, "Không còn áp dụng", proof)


def test_numbers_run_on_over_all_editions(cast: Cast, document_id, clock):
    a_copy(cast, document_id, "VP", "QLDD", "SO")
    clock.advance(days=5)
    issued(cast, document_id, "Lần hai.")
    a_copy(cast, document_id, "VP", "QLDD")
    with cast.service.db.read() as session:
        rows = copy_rows(session, cast.service.now())
    assert [(one.number, one.edition) for one in rows] == [
        ("01/03", "01/00"),
        ("02/03", "01/00"),
        ("03/03", "01/00"),
        ("04/05", "01/01"),
        ("05/05", "01/01"),
    ]


def test_copies_are_made_of_what_is_in_force_only(cast: Cast):
    document_id = register(cast)
    ready(cast, document_id, "Dự thảo.")
    with pytest.raises(Conflict, match="COPY-NOTHING-IN-FORCE"):
        a_copy(cast, document_id)


def test_only_who_keeps_the_distribution_issues_copies(cast: Cast, document_id):
    for login in ("dung", "binh", "hai", "khoa"):
        with pytest.raises(NotAllowed, match="DISTRIBUTION-NOT-ALLOWED"):
            a_copy(cast, document_id, login=login)


def test_a_copy_goes_out_and_comes_back_and_every_step_is_kept(cast: Cast, document_id, clock):
    copy_id = a_copy(cast, document_id)
    hand_over(cast, copy_id)
    clock.advance(days=3)
    give_back(cast, copy_id)
    destroy(cast, copy_id)
    with cast.service.db.read() as session:
        query = select(CopyStep).where(CopyStep.copy_id == copy_id).order_by(CopyStep.number)
        steps = [(one.act, one.state, one.who, one.witness) for one in session.scalars(query)]
        events = session.scalars(
            select(AuditEvent.action).where(AuditEvent.object_id == copy_id).order_by(AuditEvent.id)
        ).all()
    assert steps == [
        (CopyAct.ISSUE, CopyState.ISSUED, "", ""),
        (CopyAct.HAND_OVER, CopyState.HELD, "Phạm Thị Dung", ""),
        (CopyAct.RETURN, CopyState.RETURNED, "Phạm Thị Dung", ""),
        (CopyAct.DESTROY, CopyState.DESTROYED, "", "Hoàng Giang"),
    ]
    assert list(events) == [f"distribution.copy.{one[0].value}" for one in steps]


def test_a_copy_is_returned_once(cast: Cast, document_id):
    copy_id = a_copy(cast, document_id)
    hand_over(cast, copy_id)
    give_back(cast, copy_id)
    with pytest.raises(Conflict, match="COPY-RETURNED-ALREADY"):
        give_back(cast, copy_id)


def test_what_was_never_handed_over_does_not_come_back(cast: Cast, document_id):
    with pytest.raises(Conflict, match="COPY-NOT-HANDED-OVER"):
        give_back(cast, a_copy(cast, document_id))


def test_a_lost_copy_may_turn_up_again(cast: Cast, document_id):
    copy_id = a_copy(cast, document_id)
    hand_over(cast, copy_id)
    with pytest.raises(Conflict, match="COPY-HANDED-OVER-ALREADY"):
        hand_over(cast, copy_id)
    lose(cast, copy_id)
    with pytest.raises(Conflict, match="COPY-WRONG-STATE"):
        lose(cast, copy_id)
    give_back(cast, copy_id)
    assert copy(cast, copy_id).state is CopyState.RETURNED


def test_nothing_happens_to_a_copy_tomorrow_or_before_it_was_issued(cast: Cast, document_id):
    from datetime import timedelta

    copy_id = a_copy(cast, document_id)
    for days in (-1, 1):
        wrong = CopyHandedOver(who="Dung", on=day(cast) + timedelta(days=days))
        with pytest.raises(Invalid, match="COPY-DAY"):
            acts.hand_over_copy(cast.service, cast["vanan"], copy_id, wrong)
    assert copy(cast, copy_id).state is CopyState.ISSUED


def test_a_new_edition_opens_the_recall_list_by_itself(cast: Cast, document_id, clock):
    held, lost, waiting = a_copy(cast, document_id, "QLDD"), None, None
    lost, waiting = a_copy(cast, document_id, "VP"), a_copy(cast, document_id, "SO")
    hand_over(cast, held)
    lose(cast, lost)
    assert to_recall(cast) == []
    assert RECALL not in tasks(cast, "vanan")
    clock.advance(days=5)
    issued(cast, document_id, "Lần hai.")
    assert to_recall(cast) == ["01/01", "03/03"]
    assert RECALL in tasks(cast, "vanan")
    assert RECALL in tasks(cast, "giang")
    assert RECALL not in tasks(cast, "dung")
    with pytest.raises(Conflict, match="COPY-OUTDATED"):
        hand_over(cast, waiting)
    give_back(cast, held)
    destroy(cast, waiting)
    assert RECALL not in tasks(cast, "vanan")


def test_the_recall_is_said_once_to_the_head_of_the_unit_and_to_who_issued(
    cast: Cast, document_id, clock
):
    hand_over(cast, a_copy(cast, document_id, "QLDD"))
    clock.advance(days=5)
    issued(cast, document_id, "Lần hai.")
    assert jobs.recall(cast.service) == 2
    assert jobs.recall(cast.service) == 0
    assert "copy_recall" in told(cast, "khoa")
    assert "copy_recall" in told(cast, "vanan")


def test_a_withdrawn_document_calls_its_copies_back_too(cast: Cast, document_id, clock):
    a_copy(cast, document_id)
    clock.advance(days=1)
    withdraw(cast, document_id)
    assert to_recall(cast) == ["01/01"]


def test_the_database_itself_keeps_copies_and_steps(cast: Cast, document_id):
    copy_id = a_copy(cast, document_id)
    hand_over(cast, copy_id)
    wrong = [
        "UPDATE paper_copy SET number = 9, total = 9",
        "UPDATE paper_copy SET state = 'issued'",
        "UPDATE paper_copy_step SET who = 'ai đó'",
        "DELETE FROM paper_copy_step",
        "DELETE FROM paper_copy",
    ]
    for statement in wrong:
        with (
            pytest.raises((DatabaseError, QmsError)),
            cast.service.db.write() as session,
        ):
            session.execute(text(statement))


# Printing


@pytest.mark.skipif(find_converter() is None, reason="LibreOffice is not installed")
def test_a_printed_copy_carries_number_holder_and_its_own_code(cast: Cast, document_id):
    first = a_copy(cast, document_id, "QLDD", "VP")
    found = acts.print_copy(cast.service, cast["vanan"], first)
    assert found.media_type == "application/pdf"
    pages = [one.extract_text() for one in pypdf.PdfReader(BytesIO(found.data)).pages]
    assert all("BẢN KIỂM SOÁT số 01/02 – Phòng Quản lý đất đai" in one for one in pages)
    assert all(copy(cast, first).token in one.replace("\n", "") for one in pages)
    assert found.name == "QT-05 bản kiểm soát 01-02.pdf"


def test_a_copy_is_printed_only_before_it_is_handed_over(cast: Cast, document_id):
    copy_id = a_copy(cast, document_id)
    hand_over(cast, copy_id)
    with pytest.raises(Conflict, match="COPY-PRINT-TOO-LATE"):
        acts.print_copy(cast.service, cast["vanan"], copy_id)


# The page behind the QR code


def test_the_code_on_paper_says_in_force_then_superseded_then_withdrawn(
    cast: Cast, document_id, clock
):
    copy_id = a_copy(cast, document_id)
    token = copy(cast, copy_id).token
    with cast.service.db.read() as session:
        old = session.scalars(select(Revision.public_token)).one()
    now = paper(cast, token.upper())
    assert (now.code, now.edition, now.standing) == ("QT-05", "01/00", Standing.IN_FORCE)
    assert (now.copy_number, now.copy_state, now.genuine) == ("01/01", CopyState.ISSUED, True)
    clock.advance(days=5)
    issued(cast, document_id, "Lần hai.")
    ended = paper(cast, old)
    assert (ended.standing, ended.superseded_by) == (Standing.SUPERSEDED, "01/01")
    assert (ended.copy_number, ended.genuine) == ("", False)


def test_a_returned_copy_is_not_genuine_though_its_edition_is_in_force(cast: Cast, document_id):
    copy_id = a_copy(cast, document_id)
    hand_over(cast, copy_id)
    give_back(cast, copy_id)
    found = paper(cast, copy(cast, copy_id).token)
    assert (found.standing, found.genuine) == (Standing.IN_FORCE, False)


def test_a_draft_has_no_code_that_answers(cast: Cast):
    ready(cast, register(cast), "Dự thảo.")
    with cast.service.db.read() as session:
        token = session.scalars(select(Revision.public_token)).one()
    for one in (token, "", "không có", "x" * 500):
        with pytest.raises(NotFound, match="COPY-UNKNOWN"):
            paper(cast, one)


# Registers


def test_the_registers_tell_what_was_known_on_a_day(cast: Cast, document_id, clock):
    put_unit(cast, document_id, "QLDD")
    copy_id = a_copy(cast, document_id)
    hand_over(cast, copy_id)
    then = clock.advance(days=2)
    read(cast, "dung", document_id)
    clock.advance(days=3)
    issued(cast, document_id, "Lần hai.")
    give_back(cast, copy_id)
    with cast.service.db.read() as session:
        before = distribution_rows(session, then)
        after = distribution_rows(session, cast.service.now())
        (was,) = copy_rows(session, then)
        (now,) = copy_rows(session, cast.service.now())
    electronic = [one for one in before if one.form is DistributionForm.ELECTRONIC]
    assert [(one.recipient, one.edition, one.asked, one.acknowledged) for one in electronic] == [
        ("Phòng Quản lý đất đai", "01/00", 2, 1)
    ]
    assert [(one.edition, one.acknowledged) for one in after if one.asked] == [("01/01", 0)]
    assert (was.state, was.to_recall) == (CopyState.HELD, False)
    assert (now.state, now.ended_how) == (CopyState.RETURNED, CopyAct.RETURN)
    assert next(one.recalled_on for one in after if one.copy_number) == day(cast)


def test_a_copy_for_a_person_names_unit_and_person(cast: Cast, document_id):
    holder = CopyHolder(unit_id=cast.units["SO"], person_id=cast["chau"])
    new = NewCopies(holders=[holder])
    acts.issue_copies(cast.service, cast["giang"], document_id, new)
    with cast.service.db.read() as session:
        (row,) = copy_rows(session, cast.service.now())
        assert session.scalars(select(PaperCopy.person_id)).one() == cast["chau"]
    assert (row.unit, row.holder) == ("Sở", "Lê Minh Châu")
