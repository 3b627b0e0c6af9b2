"""The list of records, and what a form's page says about its records."""

from typing import Annotated
from uuid import UUID

from flask import render_template, request
from pydantic import Field

from qms.documents.queries.document import DocumentPage
from qms.people.current import actor, service
from qms.people.queries import unit_tree
from qms.people.views.sign_in import Page
from qms.records.queries import listing
from qms.records.queries.listing import RecordFilter
from qms.records.rules import State, may_start
from qms.records.views.blueprints import records
from qms.records.views.words import STATES
from qms.schemas import Line, Schema, take
from qms.web.guards import signed_in


class ListQuestion(Schema):
    """What the address of the list asks; the address is the saved filter."""

    text: Annotated[Line, Field(max_length=100)] = ""
    form: UUID | None = None
    unit: UUID | None = None
    year: Annotated[int, Field(ge=1945, le=2999)] | None = None
    state: State | None = None
    file: UUID | None = None
    cursor: Annotated[str, Field(max_length=100)] = ""

    def filter(self) -> RecordFilter:
        """As the query takes it."""
        return RecordFilter(self.text, self.form, self.unit, self.year, self.state, self.file)


@records.get("")
@signed_in
def index() -> Page:
    """Fifty records, the newest first."""
    known = {name: value for name, value in request.args.items() if name in _KNOWN}
    question = take(ListQuestion, known, form=True)
    me, now = actor(), service().now()
    with service().db.read() as session:
        page = listing.records_page(session, me, question.filter(), now, question.cursor)
        context = {
            "forms": listing.forms_with_records(session, me),
            "years": [(one, str(one)) for one in listing.years_with_records(session)],
            "units": [(one.id, "— " * one.depth + one.name) for one in unit_tree(session, now)],
        }
    states = [(one.value, words) for one, words in STATES.items()]
    narrowed = question.filter() != RecordFilter()
    return render_template(
        "records/list.html",
        page=page,
        question=question,
        narrowed=narrowed,
        states=states,
        **context,
    )


_KNOWN = frozenset(ListQuestion.model_fields)


def panel(page: DocumentPage) -> str:
    """On a form's page: fill it in, and its latest records."""
    me = actor()
    if not page.is_form:
        return ""
    now = service().now()
    with service().db.read() as session:
        rows = listing.latest(session, me, page.id, now)
        may_fill = page.current is not None and any(
            may_start(me, one.id) for one in unit_tree(session, now)
        )
    if not rows and not may_fill:
        return ""
    return render_template("records/_panel.html", page=page, rows=rows, may_fill=may_fill)
