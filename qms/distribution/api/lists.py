"""Distribution lists: of one document, kept line by line; all of them with how they go."""

from uuid import UUID

from qms.distribution import acts, rules
from qms.distribution.api.blueprint import api
from qms.distribution.queries.lists import ListPage, OverviewRow, list_page, overview
from qms.distribution.schemas import NewRecipient, ReadingTerms
from qms.people.current import actor, service
from qms.schemas import Line300, Schema
from qms.web.guards import permission, signed_in
from qms.web.rest import Items, operation


class PageQuery(Schema):
    """Where the next page begins."""

    cursor: Line300 = ""


@api.get("/distribution")
@permission(rules.may_see_room)
@operation(Items[OverviewRow], query=PageQuery)
def list_distribution(query: PageQuery) -> Items[OverviewRow]:
    """Documents with a list or paper copies: asked, read, overdue, copies out, to be recalled."""
    with service().db.read() as session:
        page = overview(session, actor(), service().now(), query.cursor)
    return Items(page.rows, page.next or None)


@api.get("/documents/<uuid:document_id>/distribution")
@signed_in
@operation(ListPage, tagged=True)
def get_distribution(document_id: UUID) -> ListPage:
    """The list of one document, with how many people each line means now."""
    return _list(document_id)


@api.put("/documents/<uuid:document_id>/distribution")
@signed_in
@operation(ListPage, body=ReadingTerms, versioned=True, tagged=True)
def put_distribution(document_id: UUID, body: ReadingTerms) -> ListPage:
    """How many days to read, and after how many more the unit head is told."""
    _list(document_id)
    acts.change_terms(service(), actor().id, document_id, body)
    return _list(document_id)


@api.post("/documents/<uuid:document_id>/distribution/recipients")
@signed_in
@operation(ListPage, body=NewRecipient, status=201, tagged=True)
def post_recipient(document_id: UUID, body: NewRecipient) -> ListPage:
    """Put a unit, a role or a person on the list."""
    _list(document_id)
    acts.add_recipient(service(), actor().id, document_id, body)
    return _list(document_id)


@api.post("/distribution/recipients/<uuid:recipient_id>/remove")
@signed_in
@operation(ListPage, tagged=True)
def post_remove_recipient(recipient_id: UUID) -> ListPage:
    """Take a line off the list; what was read stays read."""
    return _list(acts.remove_recipient(service(), actor().id, recipient_id))


def _list(document_id: UUID) -> ListPage:
    with service().db.read() as session:
        return list_page(session, actor(), document_id, service().now())
