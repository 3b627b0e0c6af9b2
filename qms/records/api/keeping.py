"""What happens to a record beside its values: filed, closed, noted, given up."""

from uuid import UUID

from qms.people.current import actor, service
from qms.records import acts
from qms.records.api.blueprint import api
from qms.records.queries.record import RecordPage
from qms.records.schemas import FileInto, NewNote, ReasonGiven, Versioned
from qms.records.views.filling import load
from qms.web.guards import signed_in
from qms.web.rest import operation


@api.put("/records/<uuid:record_id>/file-plan-line")
@signed_in
@operation(RecordPage, body=FileInto, tagged=True)
def put_file_into(record_id: UUID, body: FileInto) -> RecordPage:
    """Put a record into a file of the plan, which says how long it is kept."""
    acts.file_into(service(), actor().id, record_id, body.line_id)
    return load(record_id)


@api.put("/records/<uuid:record_id>/closed")
@signed_in
@operation(RecordPage, body=Versioned, versioned=True, tagged=True)
def put_closed(record_id: UUID, body: Versioned) -> RecordPage:
    """Lock a complete, filed record for good."""
    acts.close(service(), actor().id, record_id, body.row_version)
    return load(record_id)


@api.post("/records/<uuid:record_id>/notes")
@signed_in
@operation(RecordPage, body=NewNote, status=201, tagged=True)
def post_note(record_id: UUID, body: NewNote) -> RecordPage:
    """Say something about a record afterwards: the one way to correct a closed one."""
    acts.add_note(service(), actor().id, record_id, body.text)
    return load(record_id)


@api.post("/records/<uuid:record_id>/abandon")
@signed_in
@operation(body=ReasonGiven)
def post_abandon_record(record_id: UUID, body: ReasonGiven) -> None:
    """Give a record up before it is closed; its number is not used again."""
    acts.abandon(service(), actor().id, record_id, body.reason)
