"""The signed statements: each judged, none without its signature, none gone that the log knows."""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from qms import signing
from qms.audit import AuditEvent
from qms.documents.evidence import Checked, Kept, judge
from qms.retention.acts.approving import DISPOSED
from qms.service import Service
from qms.signing.model import Certificate, Signature, Statement
from qms.verification.progress import Progress
from qms.verification.report import Found

SUBJECTS_AT_ONCE = 50
EVENTS_AT_ONCE = 5_000
MARK = "statement_sha256"


def judge_all(
    service: Service, kept: dict[str, Kept], progress: Progress, checked: list[Checked]
) -> list[Found]:
    """Every statement of the installation, subject by subject, each put into `checked`."""
    with service.db.read() as session:
        subjects = sorted(signing.subjects(session))
    for start in range(0, len(subjects), SUBJECTS_AT_ONCE):
        batch = subjects[start : start + SUBJECTS_AT_ONCE]
        with service.db.read() as session:
            found = signing.evidence(session, subject_ids=batch)
        checked += judge(service, found, kept=kept)
        progress("statements", min(start + SUBJECTS_AT_ONCE, len(subjects)), len(subjects))
    return bad(checked)


def bad(checked: Sequence[Checked]) -> list[Found]:
    """The statements that cannot be relied on, with every reason."""
    found = []
    for one in checked:
        facts = facts_of(one)
        if not one.result.ok:
            reasons = list(one.result.reasons)
            found.append(Found("VERIFY-STATEMENT", {**facts, "reasons": reasons}))
        lost = [file for file in one.files if file.kept is not Kept.SAME and file.role != DISPOSED]
        found += [
            Found("VERIFY-STATEMENT-FILE", {**facts, "file": file.sha256, "kept": file.kept.value})
            for file in lost
        ]
    return found


def facts_of(one: Checked) -> dict[str, object]:
    """How a problem names a statement."""
    document = one.result.content.spec.document if one.result.content else None
    return {
        "statement": one.statement.sha256,
        "action": one.statement.action,
        "document": (document.code or document.title)
        if document
        else str(one.statement.subject_id),
        "at": one.statement.signed_at.isoformat(),
    }


def check_presence(service: Service) -> list[Found]:
    """Statements without signature or certificate, and those only the log remembers."""
    remembered = list(_remembered(service))  # first: what is signed meanwhile is not missing
    with service.db.read() as session:
        present = set(session.scalars(select(Statement.sha256)))
        whole = set(session.scalars(_signed()))
    found = [Found("VERIFY-UNSIGNED", {"statement": sha256}) for sha256 in sorted(present - whole)]
    for event_id, sha256 in remembered:
        if sha256 not in present:
            found.append(
                Found("VERIFY-STATEMENT-GONE", {"statement": sha256, "event_id": event_id})
            )
    return found


def _signed() -> Select[str]:
    return (
        select(Statement.sha256)
        .join(Signature, Signature.statement_id == Statement.id)
        .join(Certificate, Certificate.id == Signature.certificate_id)
    )


def _remembered(service: Service) -> Iterator[tuple[int, str]]:
    """(event, statement) for every signed act the log tells of, in short reads."""
    last = -(2**63)
    while True:
        with service.db.read() as session:
            rows = _events_after(session, last)
        for event_id, data in rows:
            sha256 = told(data).get(MARK)
            if isinstance(sha256, str):
                yield event_id, sha256
        if len(rows) < EVENTS_AT_ONCE:
            return
        last = rows[-1][0]


def _events_after(session: Session, last: int) -> list[tuple[int, str]]:
    query = (
        select(AuditEvent.id, AuditEvent.data)
        .where(AuditEvent.id > last, AuditEvent.data.contains(MARK))
        .order_by(AuditEvent.id)
        .limit(EVENTS_AT_ONCE)
    )
    return [(row.id, row.data) for row in session.execute(query)]


def told(data: object) -> Mapping[str, object]:
    """What an event says; nothing where it was damaged, which the log's own check names."""
    try:
        value = json.loads(str(data))
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def unsigned_of(session: Session, document_id: uuid.UUID) -> list[str]:
    """Statements about one document that lost their signature."""
    of = select(Statement.sha256).where(Statement.subject_id == document_id)
    return sorted(set(session.scalars(of)) - set(session.scalars(_signed())))
