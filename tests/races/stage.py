"""What the races prepare and what they ask afterwards."""

import uuid
from collections.abc import Callable
from functools import partial

from sqlalchemy import func, select

from qms import audit, signing
from qms.audit import AuditEvent
from qms.documents.acts import Intent
from qms.documents.acts.approval import bring_into_force
from qms.documents.acts.ceremony import on_paper, open_key, record_signed, sign_request
from qms.documents.model import Revision, Round
from qms.documents.queries.in_force import in_force_at
from qms.documents.rules.states import Act, State
from tests.support.cast import Cast, ready, review, submit


def in_approval(cast: Cast, document_id: uuid.UUID, text: str, **changes: object) -> uuid.UUID:
    """A revision that only waits for its approver."""
    revision_id = ready(cast, document_id, text, **changes)
    submit(cast, revision_id)
    review(cast, revision_id)
    return revision_id


def signed_approval(cast: Cast, revision_id: uuid.UUID, login: str = "chau") -> Callable[[], None]:
    """The approval signed already: what is left is its transaction."""
    proof = cast.ask(login, Act.APPROVE, revision_id)
    me, intent = cast[login], Intent(Act.APPROVE, revision_id)
    opened, asked = open_key(cast.service, me, [proof.challenge], proof.passphrase)
    signed = sign_request(cast.service, opened, asked[0])
    appended = on_paper(cast.service, me, intent, opened, signed)
    return partial(record_signed, cast.service, me, intent, signed, appended, bring_into_force)


def in_force(cast: Cast, document_id: uuid.UUID) -> list[uuid.UUID]:
    """Every revision of the document whose period holds now."""
    query = select(Revision.id).where(
        Revision.document_id == document_id, in_force_at(cast.service.now())
    )
    with cast.service.db.read() as session:
        return list(session.scalars(query))


def state(cast: Cast, revision_id: uuid.UUID) -> State:
    """What is stored of the revision."""
    with cast.service.db.read() as session:
        return session.get_one(Revision, revision_id).state


def happened(cast: Cast, action: str, object_id: uuid.UUID) -> int:
    """How often the log says this of the object, e.g. `revision.approved`."""
    query = select(func.count()).where(
        AuditEvent.action == f"documents.{action}", AuditEvent.object_id == object_id
    )
    with cast.service.db.read() as session:
        return session.scalar(query) or 0


def rounds(cast: Cast, revision_id: uuid.UUID) -> list[str]:
    """How the rounds of the revision ended, in their order."""
    query = select(Round.outcome).where(Round.revision_id == revision_id).order_by(Round.number)
    with cast.service.db.read() as session:
        return [one.value if one else "running" for one in session.scalars(query)]


def check_log(cast: Cast) -> None:
    """The chain holds, and so does every head that somebody signed."""
    with cast.service.db.write() as session:
        audit.sequence(session)
    with cast.service.db.read() as session:
        heads = [audit.Head(one.epoch, one.size, one.hash) for one in signing.signed_heads(session)]
        verdict = audit.verify_log(session, heads)
    assert verdict.ok, verdict.problems
    assert verdict.pending == 0
