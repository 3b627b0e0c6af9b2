"""Kinds of documents."""

from qms.documents import acts
from qms.documents.api.blueprint import api
from qms.documents.queries.types import TypeLine, type_lines
from qms.documents.schemas import TypeChange
from qms.documents.views.types import decides
from qms.people.current import actor, service
from qms.web.guards import permission, signed_in
from qms.web.rest import Items, operation


@api.get("/document-types")
@signed_in
@operation(Items[TypeLine])
def get_document_types() -> Items[TypeLine]:
    """Every kind of document: review period, whether it is a form, whether it requires a PDF."""
    with service().db.read() as session:
        return Items(type_lines(session))


@api.put("/document-types/<code>")
@permission(decides)
@operation(body=TypeChange)
def put_document_type(code: str, body: TypeChange) -> None:
    """Decide about one kind anew; what is issued already stays as it is."""
    acts.change_type(service(), actor().id, code, body)
