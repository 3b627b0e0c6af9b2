"""The list of requests, and the page of one of them."""

from typing import Annotated, Any
from uuid import UUID

from flask import render_template, request
from pydantic import Field

from qms.changes.queries.impact import Impact, impact
from qms.changes.queries.listing import RequestFilter, Show, requests_page
from qms.changes.queries.request import RequestPage, request_page
from qms.changes.views import words
from qms.changes.views.blueprints import changes
from qms.changes.wording import legal_basis
from qms.errors import NotFound
from qms.people.current import actor, service
from qms.people.queries import unit_tree
from qms.people.views.sign_in import Page
from qms.schemas import Line, Schema, take
from qms.web.forms import Form
from qms.web.guards import signed_in


class ListQuestion(Schema):
    """What the address of the list asks; the address is the saved filter."""

    text: Annotated[Line, Field(max_length=100)] = ""
    unit: UUID | None = None
    document: UUID | None = None
    show: Show = Show.OPEN
    mine: bool = False
    cursor: Annotated[str, Field(max_length=40)] = ""

    def filter(self) -> RequestFilter:
        """As the query takes it."""
        return RequestFilter(self.text, self.unit, self.document, None, self.show, self.mine)

    @property
    def narrowed(self) -> bool:
        """Whether anything but what is under way is asked for."""
        return self.filter() != RequestFilter()


@changes.get("")
@signed_in
def index() -> Page:
    """Own requests, and those of documents this person answers for; the latest first."""
    asked = {name: one for name, one in request.args.items() if name in ListQuestion.model_fields}
    question = take(ListQuestion, asked, form=True)
    now = service().now()
    with service().db.read() as session:
        page = requests_page(session, actor(), question.filter(), now, question.cursor)
        units = [(one.id, "— " * one.depth + one.name) for one in unit_tree(session, now)]
    return render_template(
        "changes/index.html",
        page=page,
        question=question,
        units=units,
        shows=[(show.value, name) for show, name in words.SHOWS.items()],
        legal_basis=legal_basis(),
        now=now,
    )


@changes.get("/<uuid:request_id>")
@signed_in
def one(request_id: UUID) -> Page:
    """What is proposed, how it stands, what it would touch, and what may be done."""
    return draw(request_id, Form())


def draw(request_id: UUID, form: Form, part: str = "") -> str:
    """The page of a request; `part` names the form that came back."""
    return render_template("changes/request.html", form=form, part=part, **context(request_id))


def context(request_id: UUID) -> dict[str, Any]:
    """Everything is read first; the page is drawn when no transaction is open."""
    me, now = actor(), service().now()
    with service().db.read() as session:
        page: RequestPage = request_page(session, me, request_id, now)
        touched: Impact | None = None
        if page.acts or page.may_see_revision:
            touched = _touched(session, page)
    return {"page": page, "impact": touched}


def _touched(session: Any, page: RequestPage) -> Impact | None:
    try:
        return impact(session, actor(), page.row.document_id, service().now())
    except NotFound:  # the proposer may not read the document any more
        return None
