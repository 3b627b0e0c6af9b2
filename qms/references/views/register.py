"""The list of external documents (danh mục tài liệu bên ngoài)."""

import json
from typing import Annotated
from uuid import UUID

from flask import flash, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext as _n
from pydantic import Field

from qms.errors import Conflict, Invalid, NotAllowed, Stale
from qms.people.current import actor, service
from qms.people.views.sign_in import Page, see_other
from qms.references import acts
from qms.references.acts import Brought
from qms.references.queries import external as queries
from qms.references.queries.external import ExternalFilter, ExternalPage, ShowExternal
from qms.references.rules.standing import ExternalKind, may_end, may_keep
from qms.references.schemas import ExternalChange, ExternalList, NewExternal
from qms.references.views import words
from qms.references.views.blueprints import references
from qms.references.views.panels import AT_ONCE
from qms.schemas import Line, Schema, take
from qms.web.forms import Form, refused, submitted
from qms.web.guards import permission, signed_in

FORM = "references/external_form.html"


class ListQuestion(Schema):
    """What the address of the list asks."""

    text: Annotated[Line, Field(max_length=100)] = ""
    kind: ExternalKind | None = None
    show: ShowExternal = ShowExternal.ALL
    cursor: Annotated[str, Field(max_length=400)] = ""

    def filter(self) -> ExternalFilter:
        """As the query takes it."""
        return ExternalFilter(self.text, self.kind, self.show)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the whole list is asked for."""
        return self.filter() != ExternalFilter()


@references.get("")
@signed_in
def register() -> Page:
    """Fifty lines by legal force; what is asked stands in the address."""
    known = {name: one for name, one in request.args.items() if name in ListQuestion.model_fields}
    acts.read_citations(service(), AT_ONCE)
    question, now, me = take(ListQuestion, known, form=True), service().now(), actor()
    with service().db.read() as session:
        page = queries.external_list(session, question.filter(), now, question.cursor)
        keeps = may_keep(me) and not question.cursor
        missing = queries.unregistered(session, me, now) if keeps else []
    return render_template(
        "references/register.html",
        page=page,
        question=question,
        missing=missing,
        kinds=[(kind.value, name) for kind, name in words.KINDS.items()],
        shows=[(show.value, name) for show, name in words.SHOWS.items()],
        may_keep=may_keep(me),
        may_end=may_end(me),
    )


@references.get("/new")
@permission(may_keep)
def new() -> Page:
    """A new line; the number may come from where it is cited."""
    given = ("number", "issued_on")
    values = {name: request.args.get(name, "")[:80] for name in given}
    return render_template(FORM, form=Form(values), line=None)


@references.post("/new")
@permission(may_keep)
def add() -> Page:
    """Take it into the list."""
    values = submitted()
    try:
        added = acts.add_external(service(), actor().id, take(NewExternal, values, form=True))
    except (Invalid, Conflict, NotAllowed) as error:
        return refused(FORM, values, error, line=None)
    flash(_("Đã thêm %(number)s vào danh mục.", number=values["number"]))
    return see_other("references.external", external_id=added)


@references.get("/external/<uuid:external_id>/edit")
@permission(may_keep)
def edit(external_id: UUID) -> Page:
    """The facts as they stand."""
    line = read(external_id).line
    names = (*NewExternal.model_fields, "row_version")
    values = {name: getattr(line, name) for name in names}
    return render_template(FORM, form=Form(values), line=line)


@references.post("/external/<uuid:external_id>/edit")
@permission(may_keep)
def change(external_id: UUID) -> Page:
    """A change over somebody else's change shows both and asks again."""
    values = submitted()
    try:
        data = take(ExternalChange, values, form=True)
        acts.change_external(service(), actor().id, external_id, data)
    except (Invalid, Conflict, NotAllowed) as error:
        line = read(external_id).line
        if isinstance(error, Stale):
            values["row_version"] = str(line.row_version)
        return refused(FORM, values, error, line=line, changed=isinstance(error, Stale))
    flash(_("Đã lưu thông tin văn bản."))
    return see_other("references.external", external_id=external_id)


@references.post("/usual")
@permission(may_end)
def usual() -> Page:
    """Bring in the list that ships with the product."""
    _say(acts.seed_external(service(), actor().id))
    return see_other("references.register")


@references.post("/import")
@permission(may_end)
def bring_in() -> Page:
    """Bring in a list from a JSON file, wholly or not at all."""
    sent = request.files.get("file")
    if sent is None:
        raise Invalid("FIELDS-INVALID", fields={"file": "FIELD-MISSING"})
    try:
        items = json.loads(sent.stream.read().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Invalid("EXTERNAL-LIST") from error
    try:
        wanted = take(ExternalList, items if isinstance(items, dict) else {"items": items})
    except Invalid as error:
        raise Invalid("EXTERNAL-LIST") from error
    _say(acts.bring_in(service(), actor().id, wanted))
    return see_other("references.register")


def read(external_id: UUID) -> ExternalPage:
    """The page of an external document as the person of this request may see it."""
    with service().db.read() as session:
        return queries.external_page(session, actor(), external_id, service().now())


def _say(brought: Brought) -> None:
    text = _n(
        "Đã thêm %(num)s văn bản vào danh mục.",
        "Đã thêm %(num)s văn bản vào danh mục.",
        brought.added,
    )
    flash(text if brought.added else _("Danh mục đã có đủ các văn bản này; không có gì thay đổi."))
