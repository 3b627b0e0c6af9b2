"""What the database itself refuses, whatever a program tells it: statements past all our rules."""

import re
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.dml import UpdateBase

from qms.audit import AuditEvent, LogLeaf
from qms.documents import acts
from qms.documents.model import (
    Adoption,
    Document,
    DraftFile,
    PdfOrigin,
    ReviewTask,
    Revision,
    RevisionAuthor,
    Round,
)
from qms.documents.rules.states import Act, State, Verdict, steps
from qms.people.rules import today
from qms.signing import Certificate, SignRequest, Statement
from qms.signing.model import Signature
from tests.support.cast import (
    Cast,
    a_draft,
    approve,
    issued,
    ready,
    register,
    review,
    submit,
)

OTHER = "0" * 64


def refused(cast: Cast, attempt: UpdateBase, reason: str) -> None:
    """The database refuses this statement for this reason, and keeps what it had."""
    with (
        pytest.raises(IntegrityError) as refusal,
        cast.service.db.engine.begin() as connection,
    ):
        connection.execute(attempt)
    assert re.search(reason, str(refusal.value.orig)), refusal.value.orig


def a_copy(connection: Connection, revision_id: uuid.UUID, **changes: object) -> dict[str, object]:
    """A revision's own row under a new id and number, ready to be inserted once more."""
    row = connection.execute(select(Revision.__table__).where(Revision.id == revision_id)).one()
    new = {
        "id": uuid.uuid4(),
        "public_token": uuid.uuid4().hex,
        "sequence": row.sequence + 100,
        "edition": row.edition + 100,
    }
    return {**row._mapping, **new, **changes}


def inserted_again(cast: Cast, revision_id: uuid.UUID, reason: str, **changes: object) -> None:
    """A second row beside this revision is refused."""
    with cast.service.db.engine.connect() as connection:
        row = a_copy(connection, revision_id, **changes)
    refused(cast, insert(Revision).values(row), reason)


def test_a_document_never_has_two_open_revisions(cast: Cast) -> None:
    draft = a_draft(cast, register(cast))
    for state in (State.DRAFT, State.IN_REVIEW, State.IN_APPROVAL):
        inserted_again(cast, draft, "uq_revision_open|revision.document_id", state=state)


def test_two_periods_of_a_document_are_never_open_and_never_overlap(cast: Cast, clock) -> None:
    document_id = register(cast)
    first = issued(cast, document_id)
    began = clock()
    clock.advance(days=10)
    second = issued(cast, document_id, "Lần hai.")
    never = "never in force at once"
    inserted_again(cast, second, never)
    inserted_again(cast, second, never, superseded_at=clock() + timedelta(days=5))
    inserted_again(cast, first, never, effective_at=began + timedelta(days=3), approved_at=began)
    inserted_again(
        cast, first, never, state=State.WITHDRAWN, withdrawn_at=clock(), superseded_at=None
    )
    of_first = update(Revision).where(Revision.id == first)
    refused(cast, of_first.values(superseded_at=None), f"uq_revision_last|{never}")
    refused(cast, of_first.values(superseded_at=clock() + timedelta(days=1)), never)
    refused(cast, of_first.values(superseded_at=began), "period_forward")
    before = clock() + timedelta(days=30)
    inserted_again(
        cast, second, f"uq_revision_last|{never}", effective_at=before, approved_at=before
    )


def test_a_number_is_not_given_twice_while_it_counts(cast: Cast) -> None:
    first = issued(cast, register(cast))
    unapproved = dict.fromkeys(
        ("approved_at", "approved_by", "approval_statement_id", "effective_at", "docx_sha256")
    )
    taken = "uq_revision_number|revision.document_id, revision.edition, revision.revision"
    inserted_again(cast, first, taken, edition=1, state=State.DRAFT, **unapproved)
    inserted_again(cast, first, "numbers", edition=0, state=State.DRAFT, **unapproved)


def test_what_was_approved_never_changes(cast: Cast) -> None:
    first = issued(cast, register(cast))
    of_first = update(Revision).where(Revision.id == first)
    for changes in (
        {"docx_sha256": OTHER},
        {"docx_sha256": None},
        {"docx_size": 1},
        {"docx_name": None},
        {"pdf_sha256": OTHER, "pdf_size": 1, "pdf_origin": PdfOrigin.UPLOADED},
        {"public_token": "khác"},
        {"title": "Khác"},
        {"edition": 9},
        {"approved_at": cast.service.now() + timedelta(days=1)},
        {"approved_by": cast["binh"]},
        {"approval_statement_id": None},
        {"effective_at": cast.service.now() + timedelta(days=1)},
        {"document_id": register(cast, "QT-06")},
    ):
        refused(cast, of_first.values(changes), "never changes its bytes|approved_wholly")
    refused(cast, delete(Revision).where(Revision.id == first), "revision is kept")


def test_a_revision_is_approved_wholly_or_not_at_all(cast: Cast) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    review(cast, revision_id)
    of_it = update(Revision).where(Revision.id == revision_id)
    now = cast.service.now()
    refused(cast, of_it.values(state=State.APPROVED), "approved_wholly")
    for changes in ({"approved_at": now}, {"effective_at": now}, {"docx_sha256": OTHER}):
        refused(cast, of_it.values(changes), "approved_wholly")
    refused(cast, of_it.values(withdrawn_at=now), "withdrawn_at")


def test_no_step_outside_the_lifecycle_can_be_written(cast: Cast, clock) -> None:
    """Only steps that the table of rules has; what they need beside the state is another guard."""
    withdrawn = issued(cast, register(cast))
    proof = cast.ask("chau", Act.WITHDRAW, withdrawn, "Hết hiệu lực")
    acts.withdraw(cast.service, cast["chau"], withdrawn, "Hết hiệu lực", proof)
    document_id = register(cast, "QT-06")
    day = today(clock()) + timedelta(days=7)
    cancelled = issued(cast, document_id, code="QT-06", effective_on=day)
    acts.cancel_approved(cast.service, cast["chau"], cancelled, "Chờ")
    abandoned = a_draft(cast, document_id)
    acts.abandon(cast.service, cast["vanan"], abandoned, "Thôi")
    rows = {
        State.APPROVED: issued(cast, register(cast, "QT-07"), code="QT-07"),
        State.WITHDRAWN: withdrawn,
        State.CANCELLED: cancelled,
        State.ABANDONED: abandoned,
        State.DRAFT: a_draft(cast, document_id),
    }
    for start, revision_id in rows.items():
        for end in set(State) - {start} - {end for begin, end in steps() if begin is start}:
            of_it = update(Revision).where(Revision.id == revision_id).values(state=end)
            refused(cast, of_it, "no such step")


def test_the_author_cannot_be_made_the_approver(cast: Cast) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    review(cast, revision_id)
    approve_by_hand = update(Revision).where(Revision.id == revision_id)
    with cast.service.db.read() as session:
        statement_id = session.scalars(select(Statement.id)).first()
    whole = {
        "state": State.APPROVED,
        "approved_at": cast.service.now(),
        "approved_by": cast["vanan"],
        "approval_statement_id": statement_id,
        "effective_at": cast.service.now(),
        "docx_sha256": OTHER,
    }
    refused(cast, approve_by_hand.values(whole), "an author never approves")
    approve(cast, revision_id)
    late = insert(RevisionAuthor).values(revision_id=revision_id, person_id=cast["chau"])
    refused(cast, late, "an author never approves")
    refused(cast, delete(RevisionAuthor), "revision_author is append-only")
    refused(cast, update(RevisionAuthor).values(person_id=cast["dung"]), "append-only")


def test_a_round_is_frozen_and_its_verdicts_are_said_once(cast: Cast) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    for changes in (
        {"docx_sha256": OTHER},
        {"docx_name": "khác.docx"},
        {"title": "Khác"},
        {"change_summary": "Khác"},
        {"effective_on": today(cast.service.now())},
        {"submitted_by": cast["dung"]},
        {"number": 7},
    ):
        refused(cast, update(Round).values(changes), "a round is frozen")
    refused(cast, delete(Round), "round is kept")
    half = update(Round).values(ended_at=cast.service.now())
    refused(cast, half, "ended_wholly")
    refused(cast, update(ReviewTask).values(verdict=Verdict.AGREE), "decided_wholly")
    review(cast, revision_id, "Đồng ý")
    for said in ({"verdict": Verdict.REQUEST_CHANGES}, {"comment": "Khác"}, {"verdict": None}):
        refused(cast, update(ReviewTask).values(said), "a verdict is given once|decided_wholly")
    refused(cast, delete(ReviewTask), "review_task is kept")
    approve(cast, revision_id)
    reopened = update(Round).values(ended_at=None, outcome=None)
    refused(cast, reopened, "a round is frozen")


def test_only_one_round_runs(cast: Cast) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    with cast.service.db.engine.connect() as connection:
        row = connection.execute(select(Round.__table__)).one()._mapping
    again = {**row, "id": uuid.uuid4(), "number": 2}
    refused(cast, insert(Round).values(again), "uq_round_running|round.revision_id")


def test_files_change_only_in_draft(cast: Cast) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    with cast.service.db.engine.connect() as connection:
        row = connection.execute(select(DraftFile.__table__)).one()._mapping
    again = insert(DraftFile).values({**row, "id": uuid.uuid4(), "number": 2})
    submit(cast, revision_id)
    refused(cast, again, "files change only in draft")
    refused(cast, update(DraftFile).values(sha256=OTHER), "draft_file is append-only")
    refused(cast, delete(DraftFile), "draft_file is append-only")


def test_a_code_stays_with_its_document_for_good(cast: Cast) -> None:
    document_id = register(cast)
    register(cast, "QT-06")
    of_it = update(Document).where(Document.id == document_id)
    refused(cast, of_it.values(canonical_code="qt.6"), "a code is given once|document.system")
    refused(cast, of_it.values(code="QT-99", canonical_code="qt.99"), "a code is given once")
    refused(cast, delete(Document).where(Document.id == document_id), "document is kept")


def test_log_statements_and_signatures_are_only_ever_inserted(cast: Cast) -> None:
    issued(cast, register(cast))
    for table in (AuditEvent, LogLeaf, Statement, Signature):
        name = table.__tablename__
        refused(cast, delete(table), f"{name} is append-only")
        key = next(iter(table.__table__.primary_key))
        refused(cast, update(table).values({key.name: key}), f"{name} is append-only")
    refused(cast, update(AuditEvent).values(data="{}"), "append-only")
    refused(cast, update(Statement).values(bytes=b"{}"), "append-only")
    refused(cast, update(Signature).values(der=b""), "append-only")
    refused(cast, update(SignRequest).values(used_at=None), "used once")
    refused(cast, update(Certificate).values(der=b""), "never changed")
    refused(cast, delete(Certificate), "kept forever")


def test_replacing_a_row_is_no_way_round_the_guards(cast: Cast) -> None:
    """SQLite's REPLACE deletes without asking, unless recursive triggers are on."""
    issued(cast, register(cast))
    if not cast.service.db.is_sqlite:
        return  # PostgreSQL has no such statement
    with cast.service.db.engine.connect() as connection:
        row = connection.execute(select(Statement.__table__).limit(1)).one()._mapping
    replaced = insert(Statement).prefix_with("OR REPLACE").values({**row, "bytes": b"{}"})
    refused(cast, replaced, "statement is append-only")


def test_a_signed_list_of_adoption_never_changes(cast: Cast) -> None:
    now = cast.service.now()
    acts.prepare_adoption(cast.service, cast["giang"], "12/QĐ", today(now), cast["chau"])
    refused(cast, update(Adoption).values(signed_at=now), "signed_wholly")
    refused(cast, delete(Adoption), "adoption is kept")
