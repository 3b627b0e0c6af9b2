"""Every revision against its signed statements and against the log."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qms.audit import AuditEvent
from qms.documents.model import Adoption, Document, DraftFile, Revision, RevisionAuthor
from qms.documents.rules.numbering import number_text
from qms.documents.rules.states import State
from qms.errors import Invalid
from qms.service import Service
from qms.signing import StatementSpec, parse
from qms.signing.model import Statement
from qms.verification.approvals import Approved, check_approval
from qms.verification.fold import UNKNOWN, Told, fold
from qms.verification.progress import Progress
from qms.verification.report import Found
from qms.verification.statements import told

AT_ONCE = 200
KIND = "revision"
Events = dict[uuid.UUID, list[tuple[str, Mapping[str, object]]]]


def check_revisions(service: Service, progress: Progress) -> tuple[int, list[Found]]:
    """All of them, in short reads; returns how many."""
    found: list[Found] = []
    with service.db.read() as session:
        total = session.scalar(select(func.count()).select_from(Revision)) or 0
        found += _gone(session)
    last, count = uuid.UUID(int=0), 0
    while True:
        with service.db.read() as session:
            query = select(Revision).where(Revision.id > last).order_by(Revision.id).limit(AT_ONCE)
            page = list(session.scalars(query))
        found += check_twice(service, [one.id for one in page])
        count += len(page)
        progress("revisions", count, total)
        if len(page) < AT_ONCE:
            return count, found
        last = page[-1].id


def check_twice(service: Service, ids: Collection[uuid.UUID]) -> list[Found]:
    """What is wrong with these revisions, and still is a moment later.

    Somebody may act between two reads of one check; nobody acts twice in the same way.
    """
    found = _check(service, ids)
    if not found:
        return []
    again = _check(service, ids)
    return [one for one in found if one in again]


def _check(service: Service, ids: Collection[uuid.UUID]) -> list[Found]:
    with service.db.read() as session:
        query = select(Revision).where(Revision.id.in_(ids)).order_by(Revision.sequence)
        return check_page(session, list(session.scalars(query)))


def check_page(session: Session, page: Sequence[Revision]) -> list[Found]:
    """These revisions, with everything they rest on loaded at once."""
    codes = _codes(session, page)
    events = _events(session, [one.id for one in page])
    approved = [one for one in page if one.approved_at is not None]
    found: list[Found] = []
    basis, cases = _cases(session, approved, codes)
    for case in cases:
        found += check_approval(case, basis)
    for one in page:
        found += _check_log(one, codes[one.document_id], events.get(one.id, []))
    return found


def _check_log(
    one: Revision, code: str, events: Sequence[tuple[str, Mapping[str, object]]]
) -> Iterator[Found]:
    facts: dict[str, object] = {
        "document": code,
        "number": number_text(one.edition, one.revision),
    }
    said = fold(events)
    if said.state is None:
        yield Found("VERIFY-NOT-IN-LOG", facts)
        return
    for name, stored, logged in _differences(one, said):
        more = {"field": name, "stored": str(stored), "logged": str(logged)}
        yield Found("VERIFY-NOT-AS-LOGGED", {**facts, **more})


def _differences(one: Revision, said: Told) -> Iterator[tuple[str, object, object]]:
    """(column, what stands there, what the log tells) wherever the two differ."""
    stored: list[tuple[str, object, object]] = [
        ("state", one.state.value, said.state.value if said.state else None),
        ("docx_sha256", one.docx_sha256, said.docx_sha256),
        ("effective_at", _utc(one.effective_at), _utc(said.effective_at)),
    ]
    if said.edition is not None:
        stored += [("edition", one.edition, said.edition)]
        stored += [("revision", one.revision, said.revision)]
    if said.superseded_at != UNKNOWN:
        stored += [("superseded_at", _utc(one.superseded_at), _utc(said.superseded_at))]
    yield from (one for one in stored if one[1] != one[2])


def _utc(at: object) -> object:
    return at.astimezone(UTC).isoformat() if isinstance(at, datetime) else at


def _codes(session: Session, page: Iterable[Revision]) -> dict[uuid.UUID, str]:
    ids = {one.document_id for one in page}
    query = select(Document.id, Document.code).where(Document.id.in_(ids))
    codes = {row.id: row.code for row in session.execute(query)}
    return {one: codes.get(one, str(one)) for one in ids}


def _events(session: Session, ids: Collection[uuid.UUID]) -> Events:
    query = (
        select(AuditEvent.object_id, AuditEvent.action, AuditEvent.data)
        .where(AuditEvent.object_kind == KIND, AuditEvent.object_id.in_(ids))
        .order_by(AuditEvent.id)
    )
    events: Events = defaultdict(list)
    for row in session.execute(query):
        events[row.object_id].append((row.action, told(row.data)))
    return events


def _gone(session: Session) -> list[Found]:
    """Revisions the log tells of that have no row any more."""
    rows = select(Revision.id).where(Revision.id == AuditEvent.object_id)
    query = (
        select(AuditEvent.object_id)
        .where(AuditEvent.object_kind == KIND, ~rows.exists())
        .distinct()
        .order_by(AuditEvent.object_id)
        .limit(100)
    )
    return [Found("VERIFY-REVISION-GONE", {"revision": str(one)}) for one in session.scalars(query)]


def _cases(
    session: Session, page: Sequence[Revision], codes: Mapping[uuid.UUID, str]
) -> tuple[dict[str, StatementSpec], list[Approved]]:
    """What approvals and withdrawals are checked against, and the statements they rest on."""
    wanted = {one.approval_statement_id for one in page} | {
        one.withdrawal_statement_id for one in page
    }
    query = select(Statement).where(Statement.id.in_(wanted - {None}))
    signed = {row.id: _spec(row) for row in session.scalars(query)}
    authors = _authors(session, page)
    cases = [
        Approved(
            id=one.id,
            document_id=one.document_id,
            code=codes[one.document_id],
            title=one.title,
            edition=one.edition,
            revision=one.revision,
            sequence=one.sequence,
            docx_sha256=one.docx_sha256,
            docx_size=one.docx_size,
            pdf_sha256=one.pdf_sha256,
            pdf_size=one.pdf_size,
            approved_by=one.approved_by,
            authors=frozenset(authors[one.id]),
            approval=_of(signed, one.approval_statement_id),
            withdrawal=_of(signed, one.withdrawal_statement_id),
            withdrawn=one.state is State.WITHDRAWN,
        )
        for one in page
    ]
    return _basis(session, signed.values()), cases


def _of(
    signed: Mapping[uuid.UUID, StatementSpec | None], statement_id: uuid.UUID | None
) -> StatementSpec | None:
    return signed.get(statement_id) if statement_id else None


def _basis(session: Session, signed: Iterable[StatementSpec | None]) -> dict[str, StatementSpec]:
    wanted = {sha256 for spec in signed if spec for sha256 in spec.basis}
    query = select(Statement).where(Statement.sha256.in_(wanted))
    specs = {row.sha256: _spec(row) for row in session.scalars(query)}
    return {sha256: spec for sha256, spec in specs.items() if spec is not None}


def _spec(row: Statement) -> StatementSpec | None:
    try:
        return parse(row.bytes).spec
    except Invalid:  # named where its signature is judged
        return None


def _authors(session: Session, page: Sequence[Revision]) -> dict[uuid.UUID, set[uuid.UUID]]:
    ids = [one.id for one in page]
    authors: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for pairs in (
        select(RevisionAuthor.revision_id, RevisionAuthor.person_id),
        select(DraftFile.revision_id, DraftFile.uploaded_by),
    ):
        of = pairs.selected_columns[0]
        for revision_id, person_id in session.execute(pairs.where(of.in_(ids))):
            authors[revision_id].add(person_id)
    prepared = select(Revision.id, Adoption.prepared_by).join(
        Adoption, Adoption.id == Revision.adoption_id
    )
    for revision_id, person_id in session.execute(prepared.where(Revision.id.in_(ids))):
        authors[revision_id].add(person_id)
    return authors
