"""Files to read: nobody gets bytes that the page would not show."""

from io import BytesIO
from uuid import UUID

from flask import Response, render_template

from qms import word
from qms.documents.model.access import AccessKind
from qms.documents.queries.files import Readable, original_file, readable
from qms.documents.reading import reading_copy
from qms.documents.rules.period import DEAD
from qms.documents.views.blueprints import documents
from qms.documents.views.noting import note
from qms.documents.views.revision_page import load
from qms.documents.views.sending import send
from qms.errors import NotFound
from qms.people.current import actor, service
from qms.people.views.sign_in import Page
from qms.store import read_bytes
from qms.web.guards import signed_in
from qms.word import DOCX, PDF

MEDIA = {"docx": DOCX, "pdf": PDF}


@documents.get("/revisions/<uuid:revision_id>/file")
@signed_in
def file(revision_id: UUID) -> Page:
    """The copy of a revision for this reader, to keep, under a name that says what it is."""
    return _copy(revision_id, as_attachment=True)


@documents.get("/revisions/<uuid:revision_id>/read")
@signed_in
def read_file(revision_id: UUID) -> Page:
    """The same copy, opened in the browser."""
    return _copy(revision_id, as_attachment=False)


@documents.get("/revisions/<uuid:revision_id>/quick")
@signed_in
def quick(revision_id: UUID) -> Page:
    """The quick reading view: the words of the Word file, without its layout."""
    found = _readable(revision_id)
    html = word.quick_view(read_bytes(service().store, found.file.sha256))
    note(AccessKind.VIEW, found.file.document_id, revision_id)
    stands = found.file.standing
    return render_template(
        "documents/quick.html",
        page=load(revision_id),
        html=html,
        standing=stands,
        dead=stands in DEAD,
        converter=service().converter is not None,
    )


@documents.get("/revisions/<uuid:revision_id>/original/<kind>")
@signed_in
def original(revision_id: UUID, kind: str) -> Page:
    """The very bytes that were signed, for who answers for them or audits them."""
    if kind not in MEDIA:
        raise NotFound("FILE-NOT-FOUND")
    with service().db.read() as session:
        found = original_file(session, actor(), revision_id, kind, service().now())
    stream = service().store.open(found.sha256)
    note(AccessKind.DOWNLOAD, found.document_id, revision_id)
    return send(stream, MEDIA[kind], found.name)


def _readable(revision_id: UUID) -> Readable:
    with service().db.read() as session:
        return readable(session, actor(), revision_id, service().now())


def _copy(revision_id: UUID, *, as_attachment: bool) -> Response:
    found = _readable(revision_id)
    copy = reading_copy(service(), found, actor().full_name, service().now())
    kind = AccessKind.DOWNLOAD if as_attachment else AccessKind.VIEW
    note(kind, found.file.document_id, revision_id)
    return send(BytesIO(copy.data), copy.media_type, copy.name, as_attachment=as_attachment)
