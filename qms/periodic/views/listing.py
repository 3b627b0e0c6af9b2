"""What is due, overdue first; the same as a sheet to print."""

from typing import Annotated, Any
from uuid import UUID

from flask import render_template, request
from pydantic import Field

from qms.documents.queries.in_force import HISTORY_ROLES
from qms.installation import installation
from qms.people.current import actor, service
from qms.people.queries import unit_tree
from qms.people.rules import Actor, today
from qms.people.views.sign_in import Page
from qms.periodic import wording
from qms.periodic.queries.listing import DueFilter, Show, due_page
from qms.periodic.views import words
from qms.periodic.views.blueprints import periodic
from qms.schemas import Line, Schema, take
from qms.web.guards import permission

ON_PAPER = 1000


class DueQuestion(Schema):
    """What the address of the list asks; the address is the saved filter."""

    text: Annotated[Line, Field(max_length=100)] = ""
    unit: UUID | None = None
    show: Show = Show.DUE
    cursor: Annotated[str, Field(max_length=400)] = ""

    def filter(self) -> DueFilter:
        """As the query takes it."""
        return DueFilter(self.text, self.unit, self.show)

    @property
    def narrowed(self) -> bool:
        """Whether anything but what is due is asked for."""
        return self.filter() != DueFilter()


def may_list(who: Actor) -> bool:
    """Who answers for documents somewhere, or audits."""
    return who.has_any(HISTORY_ROLES)


@periodic.get("")
@permission(may_list)
def index() -> Page:
    """Documents one answers for by the day they are due."""
    return render_template("periodic/index.html", **_context(50))


@periodic.get("/printed")
@permission(may_list)
def printed() -> Page:
    """The current filter as a sheet of paper."""
    context = _context(ON_PAPER)
    with service().db.read() as session:
        agency = installation(session).agency
    title, made = wording.list_words(
        context["day"], everything=context["question"].show is Show.ALL
    )
    return render_template(
        "periodic/printed.html", paper_title=title, made=made, agency_name=agency, **context
    )


def _context(limit: int) -> dict[str, Any]:
    asked = {name: one for name, one in request.args.items() if name in DueQuestion.model_fields}
    question, now = take(DueQuestion, asked, form=True), service().now()
    with service().db.read() as session:
        page = due_page(session, actor(), question.filter(), now, question.cursor, limit)
        units = [(one.id, "— " * one.depth + one.name) for one in unit_tree(session, now)]
    return {
        "page": page,
        "question": question,
        "units": units,
        "shows": [(show.value, name) for show, name in words.SHOWS.items()],
        "legal_basis": wording.legal_basis(),
        "day": today(now),
    }
