"""Looks and downloads go to the access log: in memory at once, in the database within a second."""

from uuid import UUID

from flask import current_app

from qms.documents.access import Access, AccessLog
from qms.documents.model.access import AccessKind
from qms.people.current import actor, service

EXTENSION = "qms.access"


def access_log() -> AccessLog:
    """The one access log of this application."""
    log = current_app.extensions.get(EXTENSION)
    if not isinstance(log, AccessLog):
        log = current_app.extensions.setdefault(EXTENSION, AccessLog(service().db))
    return log


def note(kind: AccessKind, document_id: UUID, revision_id: UUID | None = None) -> None:
    """Remember that the person of this request looked at, took or printed a document."""
    access_log().note(Access(document_id, revision_id, actor().id, kind, service().now()))
