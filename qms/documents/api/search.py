"""Search: the version in force of what fits best, an exact code first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import Field

from qms.documents.api.blueprint import api
from qms.documents.current import index
from qms.documents.queries.finding import Found, Wanted, find
from qms.errors import Invalid
from qms.people.current import actor, service
from qms.schemas import Line40, Schema
from qms.web.guards import signed_in
from qms.web.rest import operation

DEEPEST = 1000


class SearchQuery(Schema):
    """Words with or without tones, a code in any spelling; `history` also among dead editions."""

    q: Annotated[str, Field(max_length=2000)] = ""
    unit_id: UUID | None = None
    type_code: Line40 = ""
    field_code: Line40 = ""
    history: bool = False
    cursor: Annotated[str, Field(max_length=100)] = ""
    limit: Annotated[int, Field(ge=1, le=50)] = 10


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What was found; `from_titles` says that the index did not answer and titles were compared."""

    items: Sequence[Found]
    next: str | None
    from_titles: bool


@api.get("/search")
@signed_in
@operation(SearchAnswer, query=SearchQuery)
def get_search(query: SearchQuery) -> SearchAnswer:
    """Find documents in force by what they say, what they are called or their code."""
    offset = _place(query.cursor)
    wanted = Wanted(query.q, query.unit_id, query.type_code, query.field_code, query.history)
    with service().db.read() as session:
        answer = find(
            session, index(), actor(), wanted, service().now(), offset=offset, limit=query.limit
        )
    more = answer.more and offset + query.limit <= DEEPEST
    following = str(offset + query.limit) if more else None
    return SearchAnswer(answer.rows, following, answer.from_titles)


def _place(cursor: str) -> int:
    if not cursor:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and int(cursor) <= DEEPEST):
        raise Invalid("CURSOR")
    return int(cursor)
