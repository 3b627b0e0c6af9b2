"""Two people at the same document, the same code, the same log."""

import uuid
from functools import partial

from sqlalchemy import func, select

from qms import audit
from qms.audit import AuditEvent, LogLeaf
from qms.documents import acts
from qms.documents.acts import Upload
from qms.documents.model import Document, DraftFile, PreparedFile, Revision, Round
from qms.documents.queries.revision import revision_page
from qms.documents.rules.numbering import Step
from qms.documents.rules.states import Act, State
from qms.documents.schemas import NewComment, NewDocument, Reassignment, ReviewerPlan
from qms.people.rules import Role, today
from tests.races.moments import DONE, Moment, at_once
from tests.races.stage import check_log, happened, state
from tests.support.cast import Cast, a_docx, base_of, issued, ready, register, submit

ROUNDS = 20


def test_a_file_uploaded_while_the_draft_is_submitted(cast: Cast, moment: Moment) -> None:
    """Either the upload came too late, or the signature was for a file that is not the present."""
    revision_id = ready(cast, register(cast), "Bản một.")
    proof = cast.ask("vanan", Act.SUBMIT, revision_id)
    submission = partial(acts.submit_for_review, cast.service, cast["vanan"], revision_id, proof)
    sent = Upload(a_docx("Bản hai."), "quy trình.docx", base_of(cast, revision_id))
    uploading = partial(acts.upload, cast.service, cast["giang"], revision_id, sent)
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        submitted, uploaded = at_once(submission, uploading)
        assert {(DONE, "DOCUMENT-ACT-NOT-ALLOWED"), (DONE, "REVISION-WRONG-STATE"),
                ("SIGNED-STATE-CHANGED", DONE)} >= {(submitted, uploaded)}  # fmt: skip
        with cast.service.db.read() as session:
            form = PreparedFile.docx_sha256 == Round.docx_sha256
            frozen = session.scalars(
                select(PreparedFile.source_sha256).select_from(Round).outerjoin(PreparedFile, form)
            ).all()
            files = session.scalars(select(DraftFile.sha256).order_by(DraftFile.number)).all()
        assert frozen == (files[:1] if submitted == DONE else [])
        assert len(files) == (1 if submitted == DONE else 2)
        expected = State.IN_REVIEW if submitted == DONE else State.DRAFT
        assert state(cast, revision_id) is expected


def test_two_uploads_from_one_base_are_told_apart(cast: Cast, moment: Moment) -> None:
    revision_id = ready(cast, register(cast), "Bản một.")
    base = base_of(cast, revision_id)
    uploads = [
        partial(
            acts.upload, cast.service, cast[login], revision_id,
            Upload(a_docx(f"Bản của {login}."), "quy trình.docx", base),
        )
        for login in ("vanan", "giang")
    ]  # fmt: skip
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        assert sorted(at_once(*uploads)) == [DONE, "UPLOAD-STALE-BASE"][::-1]


def test_two_people_open_a_revision_at_once(cast: Cast, moment: Moment) -> None:
    document_id = register(cast)
    issued(cast, document_id)
    opening = [
        partial(acts.open_revision, cast.service, cast[login], document_id, step)
        for login, step in [("vanan", Step.AMENDMENT), ("giang", Step.NEW_EDITION)]
    ]
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        assert sorted(at_once(*opening)) == ["REVISION-ALREADY-OPEN", DONE]
        with cast.service.db.read() as session:
            query = select(func.count()).select_from(Revision)
            assert session.scalar(query) == 2


def test_one_code_in_four_spellings_is_registered_once(cast: Cast, moment: Moment) -> None:
    def taking(login: str, code: str):
        new = NewDocument(
            code=code, title="Quy trình", type_code="QT", field_code="chung",
            owner_unit_id=cast.units["VP"], clauses=[],
        )  # fmt: skip
        return partial(acts.register_document, cast.service, cast[login], new)

    people = ("vanan", "giang", "vanan", "giang")
    spellings = ("QT-07", "qt7", "QT.007", "Qt/07")
    taken = [taking(login, code) for login, code in zip(people, spellings, strict=True)]
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        outcome = at_once(*taken)
        assert outcome.count(DONE) == 1
        assert set(outcome) <= {DONE, "DOCUMENT-CODE-TAKEN", "CONFLICT-AT-WRITE"}
        with cast.service.db.read() as session:
            assert session.scalars(select(Document.canonical_code)).all() == ["qt.7"]


def test_two_reviewers_agree_at_once_and_both_count(cast: Cast, moment: Moment) -> None:
    cast.add("minh", "Đỗ Minh", (Role.REVIEWER, None))
    cast.enrol("minh")
    due = today(cast.service.now())
    both = [ReviewerPlan(person_id=cast[login], due_on=due) for login in ("binh", "minh")]
    revision_id = ready(cast, register(cast), "Bản.", reviewers=both)
    submit(cast, revision_id)
    agreeing = [
        partial(
            acts.agree, cast.service, cast[login], revision_id, "",
            cast.ask(login, Act.AGREE, revision_id),
        )
        for login in ("binh", "minh")
    ]  # fmt: skip
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        assert at_once(*agreeing) == [DONE, DONE]
        assert state(cast, revision_id) is State.IN_APPROVAL
        assert happened(cast, "revision.agreed", revision_id) == 2
        assert happened(cast, "revision.sent_for_approval", revision_id) == 1
    check_log(cast)


def test_agreeing_and_asking_for_changes_at_once(cast: Cast, moment: Moment) -> None:
    """The round that was sent back is over: an agreement that came later belongs to nothing."""
    cast.add("minh", "Đỗ Minh", (Role.REVIEWER, None))
    cast.enrol("minh")
    due = today(cast.service.now())
    both = [ReviewerPlan(person_id=cast[login], due_on=due) for login in ("binh", "minh")]
    revision_id = ready(cast, register(cast), "Bản.", reviewers=both)
    submit(cast, revision_id)
    yes = cast.ask("binh", Act.AGREE, revision_id)
    no = cast.ask("minh", Act.REQUEST_CHANGES, revision_id, "Thiếu mục 6")
    agreeing = partial(acts.agree, cast.service, cast["binh"], revision_id, "", yes)
    refusing = partial(
        acts.request_changes, cast.service, cast["minh"], revision_id, "Thiếu mục 6", no
    )
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        agreed, refused = at_once(agreeing, refusing)
        assert refused == DONE
        assert agreed in {DONE, "DOCUMENT-NOT-FOUND", "REVISION-WRONG-STATE"}
        assert state(cast, revision_id) is State.DRAFT


def test_a_task_goes_to_somebody_who_is_at_work_on_the_same_document(
    cast: Cast, moment: Moment
) -> None:
    """Each holds the own name and waits for the document: nobody may wait for the other's name."""
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    with cast.service.db.read() as session:
        seen = revision_page(session, cast.actor("vanan"), revision_id, cast.service.now())
    change = Reassignment(
        task_id=seen.rounds[0].tasks[0].id,
        person_id=cast["giang"],
        due_on=today(cast.service.now()),
        reason="Nghỉ phép",
    )
    handing = partial(acts.reassign, cast.service, cast["vanan"], revision_id, change)
    new = NewComment(text="Xem lại mục 3")
    remarking = partial(acts.comment_on, cast.service, cast["giang"], revision_id, new)
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        assert at_once(handing, remarking, remarking) == [DONE, DONE, DONE]


def test_many_sequencers_beside_many_writers_make_one_chain(cast: Cast) -> None:
    """Every event once, no gap, no fork."""

    def write() -> None:
        for _ in range(ROUNDS):
            with cast.service.db.write() as session:
                audit.record(
                    session, act_id=audit.new_act(), at=cast.service.now(), actor_id=None,
                    action="tests.race.run", object_kind="race", object_id=uuid.uuid4(), data={},
                )  # fmt: skip

    def chain() -> None:
        for _ in range(ROUNDS):
            with cast.service.db.write() as session:
                audit.sequence(session, limit=7)

    assert at_once(write, chain, write, chain) == [DONE] * 4
    check_log(cast)
    with cast.service.db.read() as session:
        places = session.scalars(select(LogLeaf.idx).order_by(LogLeaf.idx)).all()
        events = session.scalar(select(func.count()).select_from(AuditEvent))
    assert places == list(range(events or 0))
