"""The clerk's pages: what waits for the seal, one paper with its statement, the register."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Response, flash, render_template
from flask_babel import gettext as _

from qms import signing
from qms.documents.model.access import AccessKind
from qms.documents.views.noting import note
from qms.documents.views.sending import send
from qms.errors import Conflict, Invalid, NotAllowed, NotFound, QmsError, Throttled, Unavailable
from qms.people.current import actor, service
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.sealing import acts
from qms.sealing.queries import reading
from qms.sealing.schemas import SealProof
from qms.sealing.views.blueprints import sealing
from qms.store import read_bytes
from qms.web.errors import row_of
from qms.web.forms import Form, refusal, submitted
from qms.web.guards import signed_in
from qms.word import PDF

ONE = "/<uuid:revision_id>"


@sealing.get("")
@signed_in
def index() -> Page:
    """What waits, and what was sealed."""
    with service().db.read() as session:
        desk = reading.seal_desk(session, actor(), service().now())
    return render_template("sealing/index.html", desk=desk)


@sealing.get(ONE)
@signed_in
def one(revision_id: UUID) -> Page:
    """The exact statement of the organisation, and the place for the seal's secret."""
    return _ask(revision_id, Form())


@sealing.post(ONE)
@signed_in
def seal(revision_id: UUID) -> Page:
    """Seals it; whatever stands in the way is told, and nothing has been done."""
    values = submitted()
    try:
        proof = take(SealProof, values, form=True)
        acts.seal(service(), actor().id, revision_id, proof)
    except (signing.WrongPassphrase, Throttled) as error:
        return _once_more(revision_id, values, error, error.code)
    except Invalid as error:
        return _once_more(revision_id, values, error, error.fields.get("passphrase", error.code))
    except (Conflict, NotFound, Unavailable) as error:
        return _ask(revision_id, refusal({}, error), row_of(type(error)).page)
    flash(_("Đã đóng dấu cơ quan. Bản PDF nay có đủ chữ ký của cá nhân và của cơ quan."))
    return see_other("sealing.index")


@sealing.get(f"{ONE}/paper.pdf")
@signed_in
def paper_file(revision_id: UUID) -> Response:
    """The PDF as it stands now, with every signature so far."""
    with service().db.read() as session:
        found = reading.paper_for(session, actor(), revision_id, service().now())
    note(AccessKind.DOWNLOAD, found.document_id, revision_id)
    data = BytesIO(read_bytes(service().store, found.head_sha256))
    return send(data, PDF, f"{found.code}.pdf")


def _once_more(
    revision_id: UUID, values: Mapping[str, Any], error: QmsError, field_code: str
) -> Page:
    """The same statement again: nothing was sealed, nothing has to be read again."""
    told = Invalid(error.code, fields={"passphrase": field_code}, **error.parameters)
    form = refusal(values, told)
    try:
        with service().db.read() as session:
            challenge = str(values.get("challenge", ""))
            asked = reading.open_request(session, actor(), challenge, service().now())
    except (Conflict, NotFound) as gone:
        return _ask(revision_id, refusal({}, gone), row_of(type(gone)).page)
    return _draw(revision_id, asked, form), row_of(type(error)).page


def _ask(revision_id: UUID, form: Form, status: int = 200) -> Page:
    try:
        asked = acts.ask_to_seal(service(), actor().id, revision_id)
    except (Conflict, NotAllowed, Unavailable) as error:
        if isinstance(error, NotAllowed) and error.code == "SEAL-NOT-CLERK":
            raise
        page = _draw(revision_id, None, form if form.refused else refusal({}, error))
        return page, row_of(type(error)).page
    return _draw(revision_id, asked, form), status


def _draw(revision_id: UUID, asked: signing.SignRequest | None, form: Form) -> str:
    with service().db.read() as session:
        page = reading.one_paper(session, actor(), revision_id, service().now())
    return render_template(
        "sealing/seal.html",
        form=form,
        page=page,
        asked=asked,
        content=None if asked is None else signing.parse(asked.statement),
        statement="" if asked is None else asked.statement.decode("utf-8"),
    )
