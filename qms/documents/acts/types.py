"""Kinds of documents: how often they are reviewed and whether they are issued as PDF."""

import uuid

from qms import audit
from qms.documents.model import DocumentType
from qms.documents.schemas import TypeChange
from qms.errors import Invalid, NotAllowed, NotFound
from qms.people.queries import lock_actor
from qms.people.rules import Role
from qms.service import Service


def change_type(service: Service, actor_id: uuid.UUID, code: str, change: TypeChange) -> None:
    """The quality manager of the whole agency decides; what is issued already stays as it is."""
    with service.db.write() as session:
        now = service.now()
        if not lock_actor(session, actor_id, now).has_everywhere(Role.QUALITY_MANAGER):
            raise NotAllowed("DOCUMENT-TYPE-NOT-ALLOWED")
        kind = session.get(DocumentType, code, with_for_update=True)
        if kind is None:
            raise NotFound("DOCUMENT-TYPE-UNKNOWN")
        if change.requires_seal and not change.requires_pdf:
            raise Invalid("TYPE-SEAL-NEEDS-PDF", fields={"requires_seal": "TYPE-SEAL-NEEDS-PDF"})
        kind.requires_pdf, kind.requires_seal = change.requires_pdf, change.requires_seal
        kind.review_months = change.review_months
        audit.record(
            session,
            act_id=audit.new_act(),
            at=now,
            actor_id=actor_id,
            action="documents.type.changed",
            object_kind="document_type",
            object_id=uuid.uuid5(uuid.NAMESPACE_URL, f"document-type:{code}"),
            data={"code": code, **change.model_dump(mode="json")},
        )
