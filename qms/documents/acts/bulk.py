"""One issuing decision, many documents: the approver signs once, all come into force or none.

Every revision gets its own statement and its own signature, exactly as a single approval makes
them; only the key is derived once and the transaction is one (domain: a decision issues a set).
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit, signing
from qms.documents.acts.approval import bring_into_force
from qms.documents.acts.case import Case, load_case
from qms.documents.acts.ceremony import (
    MOST_TRIES,
    Intent,
    next_paper,
    open_key,
    record_one,
    request_one,
    sign_request,
)
from qms.documents.acts.paper import sign_paper
from qms.documents.model import Document, Revision
from qms.documents.rules.states import Act
from qms.documents.schemas import BulkProof
from qms.errors import Conflict, Invalid, NotAllowed
from qms.service import Service

MOST = 200  # revisions under one signature
Decision = tuple[str, date | None, date | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """One statement of many, and the revision it approves."""

    revision_id: uuid.UUID
    request: signing.SignRequest


def ask_to_approve_many(
    service: Service, actor_id: uuid.UUID, revision_ids: Sequence[uuid.UUID]
) -> list[Asked]:
    """The exact statement of every revision, in the order of the codes; nothing is changed yet.

    Raises what a single approval would, naming the document (BULK-REFUSED); and Conflict where the
    revisions do not rest on one decision with one date of effect.
    """
    with service.db.write() as session:
        asked = []
        for case in _cases(session, service, actor_id, revision_ids):
            with _naming(case.document):
                request = request_one(case, Intent(Act.APPROVE, case.revision.id))
            asked.append((case.document.sort_code, Asked(case.revision.id, request)))
        return [one for _, one in sorted(asked, key=lambda pair: pair[0])]


def approve_many(service: Service, actor_id: uuid.UUID, proof: BulkProof) -> None:
    """One passphrase, a signature for each, and all in force in one transaction, or none."""
    wanted = {one.revision_id: one.challenge for one in proof.signs}
    if len(wanted) < len(proof.signs):
        raise Conflict("BULK-TWICE")
    opened, requests = open_key(service, actor_id, list(wanted.values()), proof.passphrase)
    made = {one.challenge: sign_request(service, opened, one) for one in requests}
    signed = {revision_id: made[one] for revision_id, one in wanted.items()}
    for _ in range(MOST_TRIES):
        appended = {one: _on_paper(service, actor_id, opened, one, signed[one]) for one in signed}
        try:
            record_many(service, actor_id, signed, appended)
        except signing.PdfMoved:
            continue
        return
    raise Conflict("SIGNED-STATE-CHANGED")


def _on_paper(
    service: Service,
    actor_id: uuid.UUID,
    opened: signing.OpenKey,
    revision_id: uuid.UUID,
    signed: signing.Signed,
) -> signing.AppendedPdf | None:
    """The signature on one PDF; what stands against it is refused under the document's name."""
    with service.db.read() as session:
        case = load_case(session, service, actor_id, revision_id)
        with _naming(case.document):
            paper = next_paper(case, Intent(Act.APPROVE, revision_id), opened)
    return None if paper is None else sign_paper(service, opened, signed, paper)


def record_many(
    service: Service,
    actor_id: uuid.UUID,
    signed: Mapping[uuid.UUID, signing.Signed],
    appended: Mapping[uuid.UUID, signing.AppendedPdf | None],
) -> None:
    """Revision -> what was signed about it: all guarded again, compared and issued, or none."""
    with service.db.write() as session:
        act_id = audit.new_act()
        for case in _cases(session, service, actor_id, list(signed)):
            case.act_id = act_id  # one act, whatever it is about
            one = case.revision.id
            with _naming(case.document):
                record_one(
                    case, Intent(Act.APPROVE, one), signed[one], appended[one], bring_into_force
                )


def _cases(
    session: Session, service: Service, actor_id: uuid.UUID, revision_ids: Sequence[uuid.UUID]
) -> Iterator[Case]:
    """Each revision locked in one order everywhere, so that two such acts never lock each other."""
    ids = set(revision_ids)
    if not ids:
        raise Invalid("BULK-EMPTY", fields={"revisions": "BULK-EMPTY"})
    if len(ids) > MOST:
        raise Invalid("BULK-TOO-MANY", fields={"revisions": "BULK-TOO-MANY"}, most=MOST)
    query = select(Revision.id, Revision.document_id).where(Revision.id.in_(ids))
    places = {row.id: row.document_id for row in session.execute(query)}
    decision: Decision | None = None
    for one in sorted(ids, key=lambda one: str(places.get(one, one))):
        case = load_case(session, service, actor_id, one)
        with _naming(case.document):
            case.allow(Act.APPROVE)
            decision = _same_decision(case.revision, decision)
        yield case


def _same_decision(revision: Revision, known: Decision | None) -> Decision:
    present = (revision.decision_number, revision.decision_on, revision.effective_on)
    if not revision.decision_number:
        raise Conflict("BULK-NO-DECISION")
    if known is not None and present != known:
        raise Conflict("BULK-DECISIONS-DIFFER", number=revision.decision_number)
    return present


@contextmanager
def _naming(document: Document) -> Iterator[None]:
    """A refusal names the document; the reason keeps its own code and its kind.

    What concerns the request (a spent challenge, another certificate) is nobody's document.
    """
    try:
        yield
    except (Conflict, NotAllowed) as error:
        if error.code.startswith(("SIGN-REQUEST-", "SIGNED-PDF-", "SIGNING-", "CERTIFICATE-")):
            raise
        kind = NotAllowed if isinstance(error, NotAllowed) else Conflict
        named = {**error.parameters, "document": document.code, "because": error.code}
        raise kind("BULK-REFUSED", **named) from error
