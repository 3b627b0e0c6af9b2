"""The form got a new version while it was being filled in: go on under the old, or carry over."""

import uuid

from qms.errors import Conflict
from qms.records import values
from qms.records.acts.case import Case, load_case
from qms.records.acts.filling import put_values, started_before
from qms.records.queries.forms import FormInForce, form_fields
from qms.records.rules import Act
from qms.service import Service


def keep_old_form(service: Service, actor_id: uuid.UUID, record_id: uuid.UUID, reason: str) -> None:
    """Go on under the version the record was begun with, for a recorded reason.

    Only where it was begun before the new one came into force; raises Conflict otherwise.
    """
    with service.db.write() as session:
        case = load_case(session, service, actor_id, record_id)
        state = case.allow(Act.KEEP_OLD)
        current = _changed(case)
        if not started_before(case.record, current.effective_at if current else None):
            raise Conflict("RECORD-OLD-FORM-NOT-ALLOWED", form=case.document.code)
        case.record.state = state
        case.record.old_form_reason = reason
        case.event("kept_old_form", revision_id=str(case.record.revision_id))


def carry_over(service: Service, actor_id: uuid.UUID, record_id: uuid.UUID) -> int:
    """Put the values into the form in force; what has no place there is kept beside them.

    Returns how many values did not fit.
    """
    with service.db.read() as session:
        case = load_case(session, service, actor_id, record_id)
        case.allow(Act.CARRY)
        target = _target(case)
        old, version = case.record.form_sha256, case.record.row_version
        content = case.record.content or {}
    old_fields = form_fields(service.store, old)
    kept, left = values.carried(old_fields, form_fields(service.store, target.sha256), content)
    with service.db.write() as session:
        case = load_case(session, service, actor_id, record_id)
        state = case.allow(Act.CARRY)
        case.expect(version)
        if _target(case) != target:
            raise Conflict("RECORD-FORM-CHANGED", form=target.code, number=target.number)
        record = case.record
        put_values(case, kept, state)
        record.revision_id, record.form_sha256 = target.revision_id, target.sha256
        record.left_over = [*record.left_over, *left]
        record.old_form_reason = ""
        case.event("carried_over", form=target.sha256, old=old, left=len(left))
    return len(left)


def _changed(case: Case) -> FormInForce | None:
    """The version in force now, if it is not the record's own; raises Conflict if it is."""
    current = case.current()
    if current is not None and current.revision_id == case.record.revision_id:
        raise Conflict("RECORD-FORM-SAME", form=case.document.code)
    return current


def _target(case: Case) -> FormInForce:
    current = _changed(case)
    if current is None:
        raise Conflict("RECORD-FORM-NOT-IN-FORCE", form=case.document.code)
    return current
