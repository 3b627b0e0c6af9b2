"""Approving a disposal: signed by somebody else than who proposed it, carried out at once.

The statement lists number and hash of every record. What was signed, the decision, the stubs and
the errands that remove the files are one transaction; the files go after it.
"""

import uuid

from sqlalchemy.orm import Session

from qms import outbox, signing
from qms.documents.acts.ceremony import request_signature, same_as_signed, unlock
from qms.documents.rules import permissions
from qms.documents.schemas import Proof
from qms.errors import NotAllowed
from qms.installation import installation
from qms.people.queries import SignerRole, signer_role
from qms.records.acts import dispose_record
from qms.retention import rules, wording
from qms.retention.acts.case import Case, enter, lock_disposal
from qms.retention.acts.proposing import still_due
from qms.retention.model import Disposal, DisposalItem, named, standing_of
from qms.retention.queries.disposals import items_of, units_of
from qms.service import Service
from qms.word import DOCX

ACTION = "dispose"
DISPOSED = "disposed"  # the role of a file that is gone once the statement is signed
ERRAND = "dispose"


def ask_to_sign_disposal(
    service: Service, actor_id: uuid.UUID, disposal_id: uuid.UUID
) -> signing.SignRequest:
    """The exact statement that will be signed, with a challenge that is good once."""
    with service.db.write() as session:
        case, disposal, items = _load(session, service, actor_id, disposal_id)
        spec = _spec(case, disposal, items, _guard(case, disposal, items))
        return request_signature(session, service, spec, disposal.id)


def sign_disposal(
    service: Service, actor_id: uuid.UUID, disposal_id: uuid.UUID, proof: Proof
) -> None:
    """Destroy the values now, leave the stubs, and let the files be removed after the commit."""
    signed = unlock(service, actor_id, proof)
    with service.db.write() as session:
        case, disposal, items = _load(session, service, actor_id, disposal_id)
        role = _guard(case, disposal, items)
        same_as_signed(signed, _spec(case, disposal, items, role))
        statement = signing.record(session, signed, now=case.now)
        disposal.signed_at, disposal.signed_by = case.now, case.actor.id
        disposal.signed_as = " ".join(role.text.split("\n"))
        disposal.statement_id = statement.id
        session.flush()  # the database lets no record go before the decision about it is there
        _carry_out(case, disposal, items)
        case.event(
            "disposal.signed",
            "disposal",
            disposal.id,
            records=len(items),
            statement_sha256=statement.sha256,
        )
        case.tell(disposal, [disposal.proposed_by], "disposal_signed")


def _carry_out(case: Case, disposal: Disposal, items: list[DisposalItem]) -> None:
    for item in items:
        sha256 = dispose_record(
            case.session,
            act_id=case.act_id,
            actor_id=case.actor.id,
            record_id=item.record_id,
            disposal_id=disposal.id,
            now=case.now,
        )
        if sha256 is not None:
            facts = {"sha256": sha256, "disposal_id": str(disposal.id)}
            outbox.put(case.session, ERRAND, facts, now=case.now, key=sha256)


def _load(
    session: Session, service: Service, actor_id: uuid.UUID, disposal_id: uuid.UUID
) -> tuple[Case, Disposal, list[DisposalItem]]:
    case = enter(session, service, actor_id)
    disposal = lock_disposal(case, disposal_id)
    return case, disposal, items_of(session, disposal.id)


def _guard(case: Case, disposal: Disposal, items: list[DisposalItem]) -> SignerRole:
    """Role, two persons, still waiting, no hold, every record still due and still the same."""
    units = units_of(case.session, disposal.id)
    if not rules.approves(case.actor, units):
        raise NotAllowed("DISPOSAL-SIGN-NOT-ALLOWED")
    role = signer_role(case.session, case.actor.id, case.now, highest=True)
    doers = frozenset({case.actor.id, *role.acted_for})
    permissions.require_apart(doers, frozenset({disposal.proposed_by}), "DISPOSAL-SIGNER-PROPOSED")
    rules.require_waiting(standing_of(disposal))
    still_due(case, {one.record_id for one in items})
    return role


def _spec(
    case: Case, disposal: Disposal, items: list[DisposalItem], role: SignerRole
) -> signing.StatementSpec:
    name = named(disposal)
    return signing.StatementSpec(
        action=ACTION,
        meaning=wording.meaning(name, len(items), disposal.reason, disposal.council),
        document=signing.DocumentRef(
            id=disposal.id,
            code="",  # a list, as the signing page shows it
            title=wording.list_title(name),
            edition=0,
            revision=0,
            sequence=0,
            organisation=installation(case.session).symbol,
        ),
        files=tuple(_file(one) for one in items),
        signer=signing.SignerRef(case.actor.id, case.actor.full_name, role.text),
        basis=(),
    )


def _file(item: DisposalItem) -> signing.FileRef:
    return signing.FileRef(
        role=DISPOSED,
        name=f"{item.number}.docx",
        media_type=DOCX,
        size=item.docx_size,
        sha256=item.docx_sha256,
        document=signing.ListedDocument(
            id=item.record_id,
            code=item.number,
            title=item.title,
            edition=item.edition,
            revision=item.revision,
        ),
    )
