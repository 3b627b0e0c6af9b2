"""Whatever people really do leaves rows, log and statements that fit together."""

import uuid
from datetime import timedelta

from qms.documents import acts
from qms.documents.rules.states import Act, State
from qms.documents.schemas import ImportRow, Proof
from qms.people.rules import today
from qms.verification import verify_installation, verify_one_document
from qms.verification.fold import PREFIX, UNKNOWN, fold
from tests.support.cast import PASSPHRASE, Cast, a_docx, a_draft, register, review, submit
from tests.support.lived import begin, issue


def test_reviews_that_end_in_every_way_leave_no_fault(lived: Cast):
    service = lived.service
    asked = begin(lived, register(lived, "QT-51"), "QT-51", "Sẽ bị yêu cầu sửa.")
    proof = lived.ask("binh", Act.REQUEST_CHANGES, asked, "Thiếu mục 3")
    acts.request_changes(service, lived["binh"], asked, "Thiếu mục 3", proof)
    cancelled = begin(lived, register(lived, "QT-52"), "QT-52", "Sẽ rút về.")
    acts.cancel_review(service, lived["vanan"], cancelled, "Nhầm tệp")
    returned = begin(lived, register(lived, "QT-53"), "QT-53", "Sẽ trả lại.")
    review(lived, returned)
    acts.return_to_draft(service, lived["chau"], returned, "Chưa rõ")
    abandoned = a_draft(lived, register(lived, "QT-54"))
    acts.abandon(service, lived["vanan"], abandoned, "Không cần nữa")
    again = begin(lived, register(lived, "QT-55"), "QT-55", "Trình hai lần.")
    acts.cancel_review(service, lived["vanan"], again, "Chưa xong")
    submit(lived, again)
    review(lived, again)
    assert verify_installation(service).problems == ()


def test_a_cancelled_approval_and_a_successor_leave_no_fault(lived: Cast, clock):
    document_id = register(lived, "QT-61")
    issue(lived, document_id, "QT-61", "Một.")
    day = today(clock()) + timedelta(days=7)
    second = issue(lived, document_id, "QT-61", "Hai.", effective_on=day)
    acts.cancel_approved(lived.service, lived["chau"], second, "Chờ văn bản mới")
    assert verify_one_document(lived.service, "QT-61").problems == ()
    clock.advance(days=30)
    issue(lived, document_id, "QT-61", "Ba.")
    report = verify_one_document(lived.service, "QT-61")
    assert report.problems == ()
    assert report.revisions == 3
    assert verify_installation(lived.service).problems == ()


def test_adopted_documents_leave_no_fault(lived: Cast, clock):
    service, giang = lived.service, lived["giang"]
    day = today(clock()) - timedelta(days=90)
    adoption_id = acts.prepare_adoption(service, giang, "12/QĐ-SNNMT", day, lived["chau"])
    for code in ("QT-71", "QT-72"):
        acts.import_document(service, giang, a_row(lived, code), a_docx(code, code), adoption_id)
    request = acts.ask_to_adopt(service, lived["chau"], adoption_id)
    proof = Proof(challenge=request.challenge, passphrase=PASSPHRASE)
    acts.adopt(service, lived["chau"], adoption_id, proof)
    assert verify_installation(service).problems == ()
    one = verify_one_document(service, "QT-71")
    assert one.problems == ()
    assert [file.code for file in one.statements[0].files] == ["QT-71"]


def a_row(cast: Cast, code: str) -> ImportRow:
    return ImportRow(
        code=code,
        title=f"Quy trình {code}",
        type_code="QT",
        field_code="chung",
        owner_unit_id=cast.units["VP"],
        file=f"{code}.docx",
        edition=3,
    )


def test_the_fold_tells_a_cancelled_review_from_a_cancelled_approval():
    submitted = [("opened", {"edition": 1, "revision": 0}), ("submitted", {})]
    assert state(*submitted, ("cancelled", {"round": 1})) is State.DRAFT
    approved = [*submitted, ("sent_for_approval", {}), ("approved", {})]
    assert state(*approved, ("cancelled", {})) is State.CANCELLED
    assert state(*approved, ("superseded", {})) is State.APPROVED


def test_the_fold_knows_what_the_log_does_not_say():
    assert fold([]).state is None
    by = str(uuid.uuid4())
    told = fold([(PREFIX + "superseded", {"superseded_at": "2026-03-02T00:00:00+00:00", "by": by})])
    assert told.superseded_at.isoformat() == "2026-03-02T00:00:00+00:00"
    lives = fold([(PREFIX + "superseded", {"superseded_at": "?"}), (PREFIX + "lives_on", {})])
    assert lives.superseded_at == UNKNOWN
    assert fold([(PREFIX + "approved", {"effective_at": 7})]).effective_at is None


def state(*events: tuple[str, dict]) -> State | None:
    return fold((PREFIX + action, data) for action, data in events).state
