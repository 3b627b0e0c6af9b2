"""Adoption: what was in force on paper is brought in as a list that an approver signs once."""

import uuid
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit, outbox, signing
from qms.documents import wording
from qms.documents.acts.case import queue_index
from qms.documents.acts.ceremony import docx_ref, request_signature, same_as_signed, unlock
from qms.documents.acts.draft import check_approver
from qms.documents.model import Adoption, Document, DraftFile, Revision
from qms.documents.queries.facts import adoption_revisions, authors_of, latest_file
from qms.documents.rules import permissions, states
from qms.documents.rules.states import Act, State
from qms.documents.schemas import Proof
from qms.errors import Conflict, Invalid, NotAllowed, NotFound
from qms.installation import installation
from qms.people.queries import SignerRole, lock_actor, signer_role
from qms.people.rules import Actor, Role, day_start
from qms.service import Service


def prepare_adoption(
    service: Service, actor_id: uuid.UUID, number: str, decided_on: date, approver_id: uuid.UUID
) -> uuid.UUID:
    """Open (or find again) the unsigned list of this decision; imports add their files to it."""
    with service.db.write() as session:
        now = service.now()
        actor = lock_actor(session, actor_id, now)
        if not actor.has_everywhere(Role.QUALITY_MANAGER):
            raise NotAllowed("ADOPTION-NOT-ALLOWED")
        query = select(Adoption).where(Adoption.decision_number == number)
        present = session.scalars(query).one_or_none()
        if present is not None:
            return _same_list(present, decided_on, approver_id)
        adoption = Adoption(
            decision_number=number,
            decision_on=decided_on,
            prepared_by=actor_id,
            prepared_at=now,
            approver_id=approver_id,
        )
        session.add(adoption)
        session.flush()
        _event(session, service, actor, "prepared", adoption)
        outbox.say(
            session,
            person_id=approver_id,
            subject_kind="adoption",
            subject_id=adoption.id,
            kind="adoption_asked",
            step="once",
            now=now,
            mail={"code": number, "title": ""},
        )
        return adoption.id


def _same_list(present: Adoption, decided_on: date, approver_id: uuid.UUID) -> uuid.UUID:
    if present.signed_at is not None:
        raise Conflict("ADOPTION-ALREADY-SIGNED", number=present.decision_number)
    if (present.decision_on, present.approver_id) != (decided_on, approver_id):
        raise Conflict("ADOPTION-DIFFERS", number=present.decision_number)
    return present.id


def ask_to_adopt(
    service: Service, actor_id: uuid.UUID, adoption_id: uuid.UUID
) -> signing.SignRequest:
    """The exact list that will be signed, with every file's hash."""
    with service.db.write() as session:
        actor, adoption, role = _guard(session, service, actor_id, adoption_id)
        spec = _spec(session, actor, adoption, role)
        return request_signature(session, service, spec, adoption.id)


def adopt(service: Service, actor_id: uuid.UUID, adoption_id: uuid.UUID, proof: Proof) -> None:
    """Sign the list: every document on it is in force from the day it states."""
    signed = unlock(service, actor_id, proof)
    with service.db.write() as session:
        actor, adoption, role = _guard(session, service, actor_id, adoption_id)
        same_as_signed(signed, _spec(session, actor, adoption, role))
        now = service.now()
        statement = signing.record(session, signed, now=now)
        adoption.signed_at, adoption.signed_by = now, actor.id
        adoption.statement_id = statement.id
        act_id = _event(session, service, actor, "signed", adoption, statement.sha256)
        for revision, present in _listed(session, adoption):
            _bring_into_force(session, service, actor, revision, present, adoption, act_id)


def _guard(
    session: Session, service: Service, actor_id: uuid.UUID, adoption_id: uuid.UUID
) -> tuple[Actor, Adoption, SignerRole]:
    now = service.now()
    actor = lock_actor(session, actor_id, now)
    query = select(Adoption).where(Adoption.id == adoption_id).with_for_update()
    adoption = session.scalars(query).one_or_none()
    if adoption is None or actor_id not in {adoption.approver_id, adoption.prepared_by}:
        raise NotFound("ADOPTION-NOT-FOUND")
    if adoption.signed_at is not None:
        raise Conflict("ADOPTION-ALREADY-SIGNED", number=adoption.decision_number)
    if actor_id != adoption.approver_id:
        raise NotAllowed("DOCUMENT-ACT-NOT-ALLOWED", act=Act.ADOPT.value)
    role = signer_role(session, actor_id, now, highest=True)
    doers = frozenset({actor_id, *role.acted_for})
    for revision in adoption_revisions(session, adoption):
        document = session.get_one(Document, revision.document_id)
        check_approver(session, actor_id, document.owner_unit_id, now)
        authors = authors_of(session, revision.id) | {adoption.prepared_by}
        permissions.require_apart(doers, authors, "APPROVER-IS-AUTHOR")
    return actor, adoption, role


def _listed(session: Session, adoption: Adoption) -> list[tuple[Revision, DraftFile]]:
    listed = []
    for revision in adoption_revisions(session, adoption):
        present = latest_file(session, revision.id)
        if revision.state is State.DRAFT and present is not None:
            listed.append((revision, present))
    if not listed:
        raise Invalid("ADOPTION-EMPTY")
    return listed


def _spec(
    session: Session, actor: Actor, adoption: Adoption, role: SignerRole
) -> signing.StatementSpec:
    files = []
    for revision, present in _listed(session, adoption):
        document = session.get_one(Document, revision.document_id)
        listed = signing.ListedDocument(
            document.id, document.code, revision.title, revision.edition, revision.revision
        )
        files.append(docx_ref(present.name, present.size, present.sha256, listed))
    return signing.StatementSpec(
        action=Act.ADOPT.value,
        meaning=wording.adoption_meaning(adoption.decision_number, adoption.decision_on),
        document=signing.DocumentRef(
            id=adoption.id,
            code="",
            title=wording.adoption_title(adoption.decision_number),
            edition=0,
            revision=0,
            sequence=0,
            organisation=installation(session).symbol,
        ),
        files=tuple(files),
        signer=signing.SignerRef(actor.id, actor.full_name, role.text),
    )


def _bring_into_force(
    session: Session,
    service: Service,
    actor: Actor,
    revision: Revision,
    present: DraftFile,
    adoption: Adoption,
    act_id: uuid.UUID,
) -> None:
    now = service.now()
    revision.state = states.next_state(revision.state, Act.ADOPT)
    revision.approved_at, revision.approved_by = now, actor.id
    revision.approval_statement_id = adoption.statement_id
    revision.effective_at = day_start(revision.effective_on) if revision.effective_on else now
    revision.docx_sha256, revision.docx_size = present.sha256, present.size
    revision.docx_name = present.name
    audit.record(
        session,
        act_id=act_id,
        at=now,
        actor_id=actor.id,
        action="documents.revision.adopted",
        object_kind="revision",
        object_id=revision.id,
        data={
            "document_id": str(revision.document_id),
            "adoption_id": str(adoption.id),
            "docx_sha256": present.sha256,
            "effective_at": revision.effective_at.isoformat(),
        },
    )
    queue_index(session, revision.document_id, now)


def _event(
    session: Session,
    service: Service,
    actor: Actor,
    what: str,
    adoption: Adoption,
    statement_sha256: str = "",
) -> uuid.UUID:
    act_id = audit.new_act()
    data = {"number": adoption.decision_number}
    audit.record(
        session,
        act_id=act_id,
        at=service.now(),
        actor_id=actor.id,
        action=f"documents.adoption.{what}",
        object_kind="adoption",
        object_id=adoption.id,
        data=data | ({"statement_sha256": statement_sha256} if statement_sha256 else {}),
    )
    return act_id
