"""Proposed by one, approved by another, carried out at once; a stub remains."""

import pytest
from sqlalchemy import delete, select, text

from qms import outbox
from qms.audit import AuditEvent
from qms.errors import Conflict, NotAllowed, NotFound, QmsError
from qms.home.objects import named_objects
from qms.jobs.disposing import remove_disposed
from qms.people.rules import Role
from qms.records import acts as records
from qms.records import files
from qms.records.model import Record
from qms.records.queries.record import record_page
from qms.retention import acts
from qms.retention.queries.disposals import disposal_rows
from qms.retention.rules import Scope, Standing
from qms.signing import parse
from qms.signing.model import Statement
from qms.verification.installation import verify_installation
from tests.retention.shelf import COUNCIL, LATER, Shelf


def test_what_two_people_decided_is_destroyed_and_a_stub_remains(shelf: Shelf):
    first, second = shelf.kept(), shelf.kept(so_phieu="8")
    shelf.later()
    before = shelf.record(first)
    disposal_id = shelf.propose(first, second)
    assert shelf.page(disposal_id).row.standing is Standing.WAITING
    assert shelf.record(first).content
    shelf.sign(disposal_id)
    stub, page = shelf.record(first), shelf.page(disposal_id)
    assert (stub.content, stub.left_over) == (None, [])
    assert (stub.docx_sha256, stub.title) == (before.docx_sha256, before.title)
    assert (stub.disposed_at, stub.disposal_id) == (LATER, disposal_id)
    assert page.row.standing is Standing.DONE
    assert [one.number for one in page.items] == [
        "BM-01-QT-04 số 01/2026",
        "BM-01-QT-04 số 02/2026",
    ]
    with pytest.raises(NotFound, match="RECORD-NO-FILE"):
        files.record_file(shelf.service, shelf.cast.actor("dung"), first)
    with pytest.raises(Conflict, match="RECORD-DISPOSED"):
        records.add_note(shelf.service, shelf.cast["dung"], first, "Muộn rồi")
    with shelf.service.db.read() as session:
        assert record_page(session, shelf.cast.actor("dung"), first, LATER).disposed_at == LATER


def test_the_statement_lists_every_record_with_its_hash(shelf: Shelf):
    record_id = shelf.kept()
    shelf.later()
    disposal_id = shelf.propose(record_id)
    shelf.sign(disposal_id)
    with shelf.service.db.read() as session:
        statement = session.scalars(select(Statement).where(Statement.action == "dispose")).one()
        spec = parse(statement.bytes).spec
    (file,) = spec.files
    assert (file.sha256, file.document.code) == (
        shelf.record(record_id).docx_sha256,
        "BM-01-QT-04 số 01/2026",
    )
    assert "01/2029" in spec.meaning
    assert spec.signer.user_id == shelf.cast["chau"]


def test_files_are_removed_after_the_commit_and_verification_accepts_it(shelf: Shelf):
    record_id, other = shelf.kept(), shelf.kept(so_phieu="99")
    sha256, service = shelf.record(record_id).docx_sha256, shelf.service
    shelf.later()
    shelf.sign(shelf.propose(record_id))
    assert service.store.has(sha256)
    assert verify_installation(service).problems == ()
    assert remove_disposed(service) == 1
    assert not service.store.has(sha256)
    assert service.store.has(shelf.record(other).docx_sha256)
    assert remove_disposed(service) == 0
    report = verify_installation(service)
    assert report.problems == ()
    with service.db.read() as session:
        assert sha256 not in set(named_objects(session))
        removed = select(AuditEvent).where(AuditEvent.action == "retention.file.removed")
        assert len(session.scalars(removed).all()) == 1


def test_a_file_that_another_record_names_stays(shelf: Shelf):
    first = shelf.kept()
    data = files.record_file(shelf.service, shelf.cast.actor("dung"), first).data
    sha256 = shelf.record(first).docx_sha256
    shelf.later()
    disposal_id = shelf.propose(first)
    shelf.sign(disposal_id)
    second = shelf.office.start()
    with shelf.service.db.write() as session:  # the same bytes came to another record meanwhile
        row = session.get_one(Record, second)
        row.docx_sha256, row.docx_size, row.origin = sha256, len(data), "uploaded"
        row.completed_at, row.completed_by = LATER, shelf.cast["dung"]
        row.state = "complete"
    assert remove_disposed(shelf.service) == 0
    assert shelf.service.store.has(sha256)
    assert waiting_errands(shelf) == 0


def test_a_file_that_was_written_again_within_the_hour_waits(shelf: Shelf):
    record_id = shelf.kept()
    sha256 = shelf.record(record_id).docx_sha256
    shelf.later()
    data = files.record_file(shelf.service, shelf.cast.actor("dung"), record_id).data
    shelf.sign(shelf.propose(record_id))
    now = shelf.service.now()
    shelf.service.store.put(data)  # an upload under way has not named it yet
    path = next(shelf.service.store.root.glob(f"??/??/{sha256}"))
    import os

    os.utime(path, (now.timestamp(),) * 2)
    assert remove_disposed(shelf.service) == 0
    assert shelf.service.store.has(sha256)
    shelf.service.clock.advance(hours=2)
    assert remove_disposed(shelf.service) == 1


def test_a_kill_between_removal_and_its_note_is_repeated(shelf: Shelf):
    record_id = shelf.kept()
    sha256 = shelf.record(record_id).docx_sha256
    shelf.later()
    shelf.sign(shelf.propose(record_id))
    assert shelf.service.store.remove(sha256, LATER)  # and then the process was killed
    assert waiting_errands(shelf) == 1
    assert remove_disposed(shelf.service) == 1
    assert waiting_errands(shelf) == 0


def waiting_errands(shelf: Shelf) -> int:
    """What still waits to be removed."""
    with shelf.service.db.read() as session:
        return len(outbox.take(session, "dispose", 10, shelf.service.now()))


def test_the_proposer_never_approves_even_as_an_approver(shelf: Shelf):
    record_id = shelf.kept()
    shelf.later()
    disposal_id = shelf.propose(record_id, login="yen")
    with pytest.raises(NotAllowed, match="DISPOSAL-SIGNER-PROPOSED"):
        shelf.proof(disposal_id, "yen")
    with pytest.raises(NotAllowed, match="DISPOSAL-SIGN-NOT-ALLOWED"):
        shelf.proof(disposal_id, "giang")
    shelf.sign(disposal_id)


def test_only_a_quality_manager_of_the_unit_proposes(shelf: Shelf):
    record_id = shelf.kept()
    shelf.later()
    for login in ("dung", "chau", "hai"):
        with pytest.raises(NotAllowed, match="DISPOSAL-PROPOSE-NOT-ALLOWED"):
            shelf.propose(record_id, login=login)
    shelf.cast.add("khoa", "Đỗ Khoa", (Role.QUALITY_MANAGER, "VP"))
    with pytest.raises(NotAllowed, match="DISPOSAL-PROPOSE-NOT-ALLOWED"):
        shelf.propose(record_id, login="khoa")


def test_what_is_not_due_open_or_proposed_is_not_proposed(shelf: Shelf):
    record_id, open_id, good = shelf.kept(), shelf.office.completed(), shelf.kept("good")
    with pytest.raises(Conflict, match="DISPOSAL-NOT-DUE"):
        shelf.propose(record_id)
    shelf.later()
    with pytest.raises(Conflict, match="DISPOSAL-NOT-DUE"):
        shelf.propose(record_id, good)
    with pytest.raises(NotFound, match="DISPOSAL-RECORD-NOT-FOUND"):
        shelf.propose(record_id, open_id)
    shelf.propose(record_id)
    with pytest.raises(Conflict, match="DISPOSAL-ALREADY-PROPOSED"):
        shelf.propose(record_id)


def test_a_rejected_proposal_says_why_and_the_records_can_be_proposed_again(shelf: Shelf):
    record_id = shelf.kept()
    shelf.later()
    disposal_id = shelf.propose(record_id)
    with pytest.raises(NotAllowed):
        acts.reject_disposal(shelf.service, shelf.cast["dung"], disposal_id, "Không")
    acts.reject_disposal(shelf.service, shelf.cast["chau"], disposal_id, "Còn dùng cho thanh tra.")
    page = shelf.page(disposal_id)
    assert (page.row.standing, page.reject_reason) == (
        Standing.REJECTED,
        "Còn dùng cho thanh tra.",
    )
    with pytest.raises(Conflict, match="DISPOSAL-NOT-WAITING"):
        shelf.proof(disposal_id)
    assert shelf.page(shelf.propose(record_id)).row.name == "02/2029"


def test_disposal_under_hold_is_refused_and_names_the_hold(shelf: Shelf):
    record_id, other = shelf.kept(), shelf.kept(so_phieu="9")
    shelf.later()
    disposal_id = shelf.propose(record_id, other)
    proof = shelf.proof(disposal_id)
    hold_id = shelf.hold(Scope.RECORD, record_id)
    with pytest.raises(Conflict) as refused:
        acts.sign_disposal(shelf.service, shelf.cast["chau"], disposal_id, proof)
    assert (refused.value.code, refused.value.parameters["hold"]) == ("DISPOSAL-UNDER-HOLD", 1)
    assert shelf.record(other).content
    assert waiting_errands(shelf) == 0
    acts.release_hold(shelf.service, shelf.cast["giang"], hold_id, "Đã giải quyết xong.")
    acts.sign_disposal(shelf.service, shelf.cast["chau"], disposal_id, proof)
    assert shelf.record(other).content is None


def test_a_record_filed_elsewhere_meanwhile_is_judged_anew(shelf: Shelf):
    record_id = shelf.kept()
    shelf.later()
    disposal_id = shelf.propose(record_id)
    records.file_into(shelf.service, shelf.cast["dung"], record_id, shelf.files["good"])
    with pytest.raises(Conflict, match="DISPOSAL-NOT-DUE"):
        shelf.proof(disposal_id)


def test_no_record_goes_without_a_signed_decision(shelf: Shelf):
    record_id = shelf.kept()
    shelf.later()
    disposal_id, service = shelf.propose(record_id), shelf.service
    with pytest.raises(QmsError), service.db.write() as session:
        session.delete(session.get_one(Record, record_id))
    for statement in (
        "DELETE FROM record",
        "UPDATE record SET content = NULL",
        "UPDATE record SET content = NULL, disposed_at = closed_at, disposal_id = id",
        "UPDATE record SET content = NULL, disposed_at = closed_at,"
        f" disposal_id = '{spelled(shelf, disposal_id)}'",
        "UPDATE disposal SET reason = 'khác'",
        "DELETE FROM disposal",
        "UPDATE disposal_item SET docx_sha256 = content_sha256",
        "DELETE FROM retention_rule",
        "UPDATE retention_rule SET years = 1 WHERE years = 10",
    ):
        with pytest.raises(QmsError), service.db.write() as session:
            session.execute(text(statement))
    with pytest.raises(QmsError), service.db.write() as session:
        records.dispose_record(
            session,
            act_id=disposal_id,
            actor_id=shelf.cast["giang"],
            record_id=record_id,
            disposal_id=disposal_id,
            now=service.now(),
        )
    with pytest.raises(QmsError), service.db.write() as session:
        session.execute(delete(Record))
    assert shelf.record(record_id).content


def spelled(shelf: Shelf, one: object) -> str:
    """A UUID as this database writes it."""
    return str(one).replace("-", "") if shelf.service.db.is_sqlite else str(one)


def test_the_register_of_disposals_holds_what_was_destroyed_by_then(shelf: Shelf):
    record_id = shelf.kept()
    shelf.later()
    disposal_id = shelf.propose(record_id)
    with shelf.service.db.read() as session:
        assert disposal_rows(session, LATER) == []
    shelf.sign(disposal_id)
    with shelf.service.db.read() as session:
        (line,) = disposal_rows(session, LATER)
        assert disposal_rows(session, LATER, shelf.cast.actor("dung")) == []
    assert (line.disposal, line.proposed_by, line.approved_by) == (
        "01/2029",
        "Hoàng Giang",
        "Lê Minh Châu",
    )
    assert shelf.page(disposal_id).council == tuple(COUNCIL)
