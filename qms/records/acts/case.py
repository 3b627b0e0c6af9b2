"""What every act on a record loads and locks first, and what it needs of the form."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit
from qms.documents.model import Document
from qms.errors import Conflict, NotFound, Stale
from qms.people.queries import lock_actor
from qms.people.rules import Actor
from qms.records.model import Record
from qms.records.queries.forms import FormInForce, form_in_force
from qms.records.queries.record import facts_of
from qms.records.rules import Act, State, require
from qms.service import Service


class FormChanged(Conflict):
    """The form has a new version since this record was begun; both are named."""

    code = "RECORD-FORM-CHANGED"


@dataclass
class Case:
    """One act under way on one record, inside its transaction."""

    session: Session
    now: datetime
    act_id: uuid.UUID
    actor: Actor
    record: Record
    document: Document

    def allow(self, act: Act) -> State:
        """The state after this act, if this person may do it and the table has the step."""
        return require(self.actor, act, facts_of(self.record))

    def expect(self, row_version: int | None) -> None:
        """Raises Stale when somebody saved in between."""
        if row_version is not None and row_version != self.record.row_version:
            raise Stale("RECORD-CHANGED-MEANWHILE")

    def expect_form(self, sha256: str) -> None:
        """What was worked out before the transaction still holds."""
        if self.record.form_sha256 != sha256:
            raise Stale("RECORD-CHANGED-MEANWHILE")

    def current(self) -> FormInForce | None:
        """The form's version in force now."""
        return form_in_force(self.session, self.document, self.now)

    def demand_form(self) -> None:
        """The record's form is in force, or going on under the old one was decided."""
        current = self.current()
        if self.record.old_form_reason or (
            current is not None and current.revision_id == self.record.revision_id
        ):
            return
        raise FormChanged(
            form=self.document.code,
            number=current.number if current else "–",
            held=str(self.record.id),
        )

    def event(self, action: str, **data: object) -> None:
        """One audit event about the record, under the id of this act."""
        audit.record(
            self.session,
            act_id=self.act_id,
            at=self.now,
            actor_id=self.actor.id,
            action=f"records.record.{action}",
            object_kind="record",
            object_id=self.record.id,
            data={"document_id": str(self.document.id), **data},
        )


def load_case(
    session: Session, service: Service, actor_id: uuid.UUID, record_id: uuid.UUID
) -> Case:
    """Lock the person and the record, in this order."""
    now = service.now()
    actor = lock_actor(session, actor_id, now)
    record = session.scalars(
        select(Record).where(Record.id == record_id).with_for_update(key_share=True)
    ).one_or_none()
    if record is None:
        raise NotFound("RECORD-NOT-FOUND")
    document = session.get_one(Document, record.document_id)
    return Case(session, now, audit.new_act(), actor, record, document)
