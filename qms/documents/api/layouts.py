"""House layouts for administrators: kept, tried, used, retired."""

from io import BytesIO
from typing import Annotated
from uuid import UUID

from flask import Response
from pydantic import Field
from werkzeug.datastructures import FileStorage

from qms.documents.acts import layouts as acts
from qms.documents.api.blueprint import api
from qms.documents.queries import layout_sample, layouts
from qms.documents.queries.layouts import LayoutLine
from qms.documents.views.sending import send
from qms.errors import TooLarge
from qms.people.current import actor, service
from qms.people.rules import may_administer
from qms.schemas import Line, Schema
from qms.web.guards import permission
from qms.web.rest import Items, operation
from qms.word import DOCX, LAYOUT_LIMITS

MEGABYTE = 1024 * 1024
NAMED = {"Content-Disposition": "Carries the file's name"}


class LayoutForm(Schema):
    """Nothing goes with the layout."""


class TriedOn(Schema):
    """The code of a document in force."""

    code: Annotated[Line, Field(min_length=1, max_length=40)]


@api.get("/layouts")
@permission(may_administer)
@operation(Items[LayoutLine])
def list_layouts() -> Items[LayoutLine]:
    """The house layouts, the one in use first."""
    with service().db.read() as session:
        return Items(layouts.all_layouts(session))


@api.post("/layouts")
@permission(may_administer)
@operation(LayoutLine, form=LayoutForm, status=201)
def post_layout(file: FileStorage, form: LayoutForm) -> LayoutLine:
    """Keep a layout after it was checked; it is used when it is activated."""
    data = file.stream.read(LAYOUT_LIMITS.file + 1)
    if len(data) > LAYOUT_LIMITS.file:
        raise TooLarge("INTAKE-FILE-TOO-LARGE", limit=LAYOUT_LIMITS.file // MEGABYTE)
    return _line(acts.upload_layout(service(), actor().id, data, file.filename or ""))


@api.get("/layouts/<uuid:layout_id>/file")
@permission(may_administer)
@operation(media=DOCX, headers=NAMED)
def get_layout_file(layout_id: UUID) -> Response:
    """The layout as it is kept."""
    line = _line(layout_id)
    return send(service().store.open(line.sha256), DOCX, line.name)


@api.get("/layouts/<uuid:layout_id>/sample")
@permission(may_administer)
@operation(media=DOCX, headers=NAMED, query=TriedOn)
def get_layout_sample(layout_id: UUID, query: TriedOn) -> Response:
    """A document in force in this layout; nothing is stored."""
    data, name = layout_sample.sample(service(), actor(), layout_id, query.code)
    return send(BytesIO(data), DOCX, name)


@api.post("/layouts/<uuid:layout_id>/activate")
@permission(may_administer)
@operation(LayoutLine)
def post_layout_activate(layout_id: UUID) -> LayoutLine:
    """Use this layout for every form prepared from now on; the one before is retired."""
    acts.activate_layout(service(), actor().id, layout_id)
    return _line(layout_id)


@api.post("/layouts/<uuid:layout_id>/retire")
@permission(may_administer)
@operation(LayoutLine)
def post_layout_retire(layout_id: UUID) -> LayoutLine:
    """Use it no longer."""
    acts.retire_layout(service(), actor().id, layout_id)
    return _line(layout_id)


def _line(layout_id: UUID) -> LayoutLine:
    with service().db.read() as session:
        return layouts.layout_line(session, layout_id)
