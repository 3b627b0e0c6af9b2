"""Files to read: nobody gets bytes that the page would not show."""

from collections.abc import Iterator
from typing import IO
from uuid import UUID

from flask import Response, send_file

from qms.documents.model.access import AccessKind
from qms.documents.queries.files import reading_file
from qms.documents.views.blueprints import documents
from qms.documents.views.noting import note
from qms.people.current import actor, service
from qms.people.views.sign_in import Page
from qms.web.guards import signed_in

PIECE = 256 * 1024
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@documents.get("/revisions/<uuid:revision_id>/file")
@signed_in
def file(revision_id: UUID) -> Page:
    """The Word file of a revision, proven on its way out, under a name that says what it is."""
    with service().db.read() as session:
        found = reading_file(session, actor(), revision_id, service().now())
    stream = service().store.open(found.sha256)
    note(AccessKind.DOWNLOAD, found.document_id, revision_id)
    return send(stream, DOCX, found.name)


def send(stream: IO[bytes], media_type: str, name: str) -> Response:
    """A file to keep under this name, in pieces; it is closed after the last or at the first loss.

    The name goes as `filename*` (RFC 6266), so that Vietnamese letters arrive.
    """
    answer = send_file(stream, mimetype=media_type, as_attachment=True, download_name=name)
    answer.response = _pieces(stream)
    return answer


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(PIECE):
            yield piece
