"""Evidence to take away: the bundle of a document, and that of a period."""

import tempfile
from collections.abc import Callable
from functools import partial
from typing import IO
from uuid import UUID

from flask import render_template

from qms.documents.model.access import AccessKind
from qms.documents.queries.evidence import require_history
from qms.documents.views.document import read
from qms.documents.views.noting import note
from qms.documents.views.sending import send
from qms.errors import Invalid, NotFound
from qms.people.current import actor, service
from qms.people.rules import today
from qms.people.views.sign_in import Page
from qms.proofs import rules
from qms.proofs.acts.export import document_bundle, period_bundle
from qms.proofs.schemas import Period
from qms.proofs.views.blueprints import evidence, proofs
from qms.schemas import take
from qms.web.forms import Form, refused, submitted
from qms.web.guards import permission, signed_in
from qms.word import slug

IN_MEMORY = 4 * 1024 * 1024
ZIP = "application/zip"  # an ASiC-E container; this name opens on every desk
PERIOD = "proofs/period.html"


@evidence.get("/documents/<uuid:document_id>/evidence.zip")
@signed_in
def of_document(document_id: UUID) -> Page:
    """Everything an auditor needs to check the signatures elsewhere, with standard tools."""
    code = read(document_id).code  # nobody learns of a document that is not for their eyes
    with service().db.read() as session:
        require_history(session, actor(), document_id)
    stream = written(partial(document_bundle, service(), document_id))
    note(AccessKind.DOWNLOAD, document_id)
    return send(stream, ZIP, f"bang-chung_{slug(code) or 'tai-lieu'}.zip")


@proofs.get("/period")
@permission(rules.may_export_period)
def period() -> Page:
    """Which period to take out; the running quarter is proposed."""
    now = today(service().now())
    first = now.replace(month=now.month - (now.month - 1) % 3, day=1)
    return render_template(PERIOD, form=Form({"first": first, "last": now}))


@proofs.post("/period")
@permission(rules.may_export_period)
def of_period() -> Page:
    """Everything signed in a period, in one file."""
    values = submitted()
    try:
        wish = take(Period, values, form=True)
        stream = written(
            lambda out: period_bundle(service(), actor().id, wish.first, wish.last, out)
        )
    except (Invalid, NotFound) as error:
        return refused(PERIOD, values, error)
    return send(stream, ZIP, period_name(wish))


def period_name(wish: Period) -> str:
    """The file name of a period's bundle."""
    return f"bang-chung_{wish.first:%Y%m%d}-{wish.last:%Y%m%d}.zip"


def written(write: Callable[[IO[bytes]], int]) -> IO[bytes]:
    """What this writes, ready to be read; closed where writing fails."""
    stream = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 closed when sent
    try:
        write(stream)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    return stream


def take_away(page: object) -> str:
    """The way to the bundle, on the page about a document's signatures."""
    return render_template("proofs/_take_away.html", page=page)
