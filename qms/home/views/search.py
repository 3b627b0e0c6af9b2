"""The search: the version in force of what fits best, typed with or without diacritics."""

from typing import Annotated
from uuid import UUID

from flask import render_template, request
from pydantic import Field

from qms import messages
from qms.documents.current import index
from qms.documents.queries.finding import Answer, Wanted, find
from qms.documents.queries.register import Show, shows
from qms.documents.views.register import choices
from qms.errors import Invalid
from qms.home.views.blueprints import home
from qms.people.current import actor, service
from qms.people.views.sign_in import Page
from qms.schemas import Line, Schema, take
from qms.web.guards import signed_in

DEEPEST = 1000  # hits; whoever has not found it by then should say more


class SearchQuestion(Schema):
    """What the address of the search asks; the length of `q` is judged by the query language."""

    q: str = ""
    unit: UUID | None = None
    type: Annotated[Line, Field(max_length=20)] = ""
    field: Annotated[Line, Field(max_length=40)] = ""
    history: bool = False
    cursor: Annotated[int, Field(ge=0, le=DEEPEST)] = 0

    @property
    def filtered(self) -> bool:
        """Whether the answer is narrowed to a part of the register."""
        return bool(self.unit or self.type or self.field)


@home.get("/search")
@signed_in
def search() -> Page:
    """Ten at a time, an exact code first; what went wrong with the words is said in a sentence."""
    asked = {name: value for name, value in request.args.items() if name in _KNOWN}
    question = take(SearchQuestion, asked, form=True)
    now = service().now()
    answer, problem = _answer(question)
    with service().db.read() as session:
        context = choices(session, now)
    page = render_template(
        "home/search.html",
        question=question,
        answer=answer,
        problem=problem,
        deepest=DEEPEST,
        may_see_history=Show.DEAD in shows(actor()),
        type_names=dict(context["type_rows"]),
        **context,
    )
    return (page, 422) if problem else page


def _answer(question: SearchQuestion) -> tuple[Answer, str]:
    if not question.q.strip():
        return Answer(()), ""
    wanted = Wanted(
        question.q, question.unit, question.type, question.field, history=question.history
    )
    try:
        with service().db.read() as session:
            found = find(session, index(), actor(), wanted, service().now(), offset=question.cursor)
    except Invalid as error:
        return Answer(()), messages.sentence(error.code, error.parameters)
    return found, ""


_KNOWN = frozenset(SearchQuestion.model_fields)
