"""From a first draft to a dead edition, by the acts that pages, API and commands use."""

from datetime import timedelta

import pytest

from qms import audit, signing
from qms.documents import acts
from qms.documents.acts import Upload
from qms.documents.model import Revision, Round
from qms.documents.queries.document import document_page
from qms.documents.rules.period import Standing
from qms.documents.rules.states import Act, State, WrongState
from qms.documents.schemas import Reassignment
from qms.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from qms.people.rules import today
from qms.signing.judging import Against
from tests.support.cast import (
    Cast,
    a_docx,
    a_draft,
    approve,
    base_of,
    issued,
    plan,
    put_file,
    ready,
    register,
    review,
    submit,
)


def page(cast: Cast, login: str, document_id):
    with cast.service.db.read() as session:
        return document_page(session, cast.actor(login), document_id, cast.service.now())


def state(cast: Cast, revision_id) -> State:
    with cast.service.db.read() as session:
        return session.get_one(Revision, revision_id).state


def test_a_procedure_becomes_the_version_in_force_and_the_old_one_dies(cast: Cast, clock) -> None:
    document_id = register(cast)
    first = issued(cast, document_id)
    assert page(cast, "dung", document_id).current.id == first
    clock.advance(days=30)
    second = ready(cast, document_id, "Lần hai.")
    submit(cast, second)
    assert state(cast, second) is State.IN_REVIEW
    review(cast, second)
    assert state(cast, second) is State.IN_APPROVAL
    approve(cast, second)
    seen = page(cast, "dung", document_id)
    assert seen.current.id == second
    assert seen.past == ()
    by_manager = page(cast, "giang", document_id)
    assert [one.standing for one in by_manager.past] == [Standing.SUPERSEDED]
    assert (seen.current.edition, seen.current.revision) == (1, 1)


def test_a_promised_day_schedules_and_the_old_edition_stays_until_then(cast: Cast, clock) -> None:
    document_id = register(cast)
    first = issued(cast, document_id)
    day = today(cast.service.now()) + timedelta(days=7)
    second = issued(cast, document_id, "Lần hai.", effective_on=day)
    assert page(cast, "dung", document_id).current.id == first
    assert page(cast, "dung", document_id).scheduled == ()
    clock.advance(days=7)
    assert page(cast, "dung", document_id).current.id == second


def test_cancelling_before_the_day_lets_the_old_edition_live_on(cast: Cast, clock) -> None:
    document_id = register(cast)
    first = issued(cast, document_id)
    day = today(cast.service.now()) + timedelta(days=7)
    second = issued(cast, document_id, "Lần hai.", effective_on=day)
    acts.cancel_approved(cast.service, cast["chau"], second, "Chờ văn bản mới")
    clock.advance(days=30)
    assert page(cast, "dung", document_id).current.id == first
    third = issued(cast, document_id, "Lần ba.")
    assert page(cast, "dung", document_id).current.id == third
    with pytest.raises(Conflict, match="CANCEL-TOO-LATE"):
        acts.cancel_approved(cast.service, cast["chau"], third, "Muộn rồi")


def test_the_author_cannot_review_or_approve(cast: Cast) -> None:
    document_id = register(cast)
    revision_id = ready(cast, document_id, "Bản.", approver_id=cast["chau"])
    with pytest.raises(NotFound):
        cast.ask("vanan", Act.APPROVE, revision_id) if False else cast.ask(
            "dung", Act.SUBMIT, revision_id
        )
    submit(cast, revision_id)
    with pytest.raises(NotAllowed):
        cast.ask("vanan", Act.AGREE, revision_id)
    with pytest.raises(WrongState):
        cast.ask("chau", Act.APPROVE, revision_id)


def test_whoever_uploads_becomes_an_author_and_is_refused_as_approver(cast: Cast) -> None:
    document_id = register(cast)
    revision_id = a_draft(cast, document_id)
    put_file(cast, revision_id, a_docx())
    upload = acts.Upload(a_docx("Giang sửa"), "x.docx", base_of(cast, revision_id))
    acts.upload(cast.service, cast["giang"], revision_id, upload)
    from qms.people import acts as people
    from qms.people.rules import Role
    from qms.people.schemas import NewRole
    from tests.support.cast import ROOT

    people.grant_role(cast.service, ROOT, cast["giang"], NewRole(role=Role.APPROVER))
    plan(cast, revision_id, approver_id=cast["giang"])
    with pytest.raises(NotAllowed, match="APPROVER-IS-AUTHOR"):
        cast.ask("vanan", Act.SUBMIT, revision_id)


def test_an_upload_made_from_an_older_base_is_refused_with_who_and_when(cast: Cast) -> None:
    document_id = register(cast)
    revision_id = a_draft(cast, document_id)
    put_file(cast, revision_id, a_docx("một"))
    base = base_of(cast, revision_id)
    put_file(cast, revision_id, a_docx("hai"), base)
    with pytest.raises(Stale) as refused:
        acts.upload(cast.service, cast["giang"], revision_id, Upload(a_docx("ba"), "x.docx", base))
    assert refused.value.code == "UPLOAD-STALE-BASE"
    assert refused.value.parameters["by"] == "Nguyễn Văn An"


def test_who_goes_on_with_an_own_working_copy_is_not_refused(cast: Cast) -> None:
    revision_id = a_draft(cast, register(cast))
    put_file(cast, revision_id, a_docx("một"))
    base = base_of(cast, revision_id)
    put_file(cast, revision_id, a_docx("hai"), base)
    put_file(cast, revision_id, a_docx("ba"), base)
    with pytest.raises(Stale, match="UPLOAD-STALE-BASE"):
        put_file(cast, revision_id, a_docx("bốn"), "0" * 64)


def test_request_for_changes_ends_the_round_and_opens_the_draft(cast: Cast) -> None:
    document_id = register(cast)
    revision_id = ready(cast, document_id, "Bản.")
    submit(cast, revision_id)
    proof = cast.ask("binh", Act.REQUEST_CHANGES, revision_id, "Thiếu mục 6")
    acts.request_changes(cast.service, cast["binh"], revision_id, "Thiếu mục 6", proof)
    assert state(cast, revision_id) is State.DRAFT
    put_file(cast, revision_id, a_docx("Bản hai."), base_of(cast, revision_id))
    submit(cast, revision_id)
    with cast.service.db.read() as session:
        rounds = session.query(Round).order_by(Round.number).all()
        assert [one.outcome and one.outcome.value for one in rounds] == ["changes_requested", None]


def test_what_was_signed_is_what_was_shown(cast: Cast) -> None:
    document_id = register(cast)
    revision_id = ready(cast, document_id, "Bản.")
    proof = cast.ask("vanan", Act.SUBMIT, revision_id)
    put_file(cast, revision_id, a_docx("Bản khác."), base_of(cast, revision_id))
    with pytest.raises(Conflict, match="SIGNED-STATE-CHANGED"):
        acts.submit_for_review(cast.service, cast["vanan"], revision_id, proof)
    assert state(cast, revision_id) is State.DRAFT


def test_a_comment_is_bound_by_its_hash(cast: Cast) -> None:
    document_id = register(cast)
    revision_id = ready(cast, document_id, "Bản.")
    submit(cast, revision_id)
    proof = cast.ask("binh", Act.AGREE, revision_id, "Đồng ý, có góp ý")
    with pytest.raises(Conflict, match="SIGNED-STATE-CHANGED"):
        acts.agree(cast.service, cast["binh"], revision_id, "Ý kiến khác", proof)


def test_a_stuck_review_is_reassigned_without_touching_bytes(cast: Cast) -> None:
    document_id = register(cast)
    revision_id = ready(cast, document_id, "Bản.")
    submit(cast, revision_id)
    from qms.documents.queries.revision import revision_page

    with cast.service.db.read() as session:
        seen = revision_page(session, cast.actor("vanan"), revision_id, cast.service.now())
    change = Reassignment(
        task_id=seen.rounds[0].tasks[0].id,
        person_id=cast["giang"],
        due_on=today(cast.service.now()),
        reason="Nghỉ phép",
    )
    acts.reassign(cast.service, cast["vanan"], revision_id, change)
    with pytest.raises(NotFound):
        cast.ask("binh", Act.AGREE, revision_id)
    proof = cast.ask("giang", Act.AGREE, revision_id)
    acts.agree(cast.service, cast["giang"], revision_id, "", proof)
    assert state(cast, revision_id) is State.IN_APPROVAL


def test_withdrawal_is_signed_and_leaves_nothing_in_force(cast: Cast) -> None:
    document_id = register(cast)
    revision_id = issued(cast, document_id)
    with pytest.raises(Invalid, match="REASON-NEEDED"):
        cast.ask("chau", Act.WITHDRAW, revision_id)
    proof = cast.ask("chau", Act.WITHDRAW, revision_id, "Không còn áp dụng")
    acts.withdraw(cast.service, cast["chau"], revision_id, "Không còn áp dụng", proof)
    told = page(cast, "dung", document_id)  # a reader learns that it has ended, and no more
    assert (told.current, told.past, told.ended_at) == (None, (), cast.service.now())
    assert page(cast, "hai", document_id).past[0].standing is Standing.WITHDRAWN


def test_a_code_is_never_used_twice(cast: Cast) -> None:
    register(cast, "QT-05")
    with pytest.raises(Conflict, match="DOCUMENT-CODE-TAKEN"):
        register(cast, "qt.5")


def test_only_one_revision_is_open(cast: Cast) -> None:
    document_id = register(cast)
    a_draft(cast, document_id)
    with pytest.raises(Conflict, match="REVISION-ALREADY-OPEN"):
        a_draft(cast, document_id)


def test_every_signature_verifies_and_the_log_holds(cast: Cast) -> None:
    document_id = register(cast)
    issued(cast, document_id)
    with cast.service.db.write() as session:
        audit.sequence(session)
    with cast.service.db.read() as session:
        found = signing.evidence(session, subject_ids=[document_id])
        against = Against(cast.service.authority.roots(), cast.service.now(), {})
        results = signing.verify_all(found, against)
        heads = [audit.Head(one.epoch, one.size, one.hash) for one in signing.signed_heads(session)]
        verdict = audit.verify_log(session, heads)
    assert [one.ok for _, one in results] == [True] * 3
    assert verdict.ok


def test_a_submission_names_everything_that_is_missing(cast: Cast) -> None:
    document_id = register(cast)
    revision_id = a_draft(cast, document_id)
    with pytest.raises(Invalid) as refused:
        cast.ask("vanan", Act.SUBMIT, revision_id)
    codes = [one["code"] for one in refused.value.problems]
    assert codes == [
        "SUBMIT-WITHOUT-SUMMARY",
        "SUBMIT-WITHOUT-REASON",
        "SUBMIT-WITHOUT-REVIEWER",
        "SUBMIT-WITHOUT-APPROVER",
        "SUBMIT-WITHOUT-FILE",
    ]
