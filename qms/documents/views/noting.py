"""Looks and downloads go to the access log: in memory at once, in the database within a second."""

import atexit
import weakref
from typing import cast
from uuid import UUID

from flask import Flask, current_app

from qms.db import Database
from qms.documents.access import Access, AccessLog
from qms.documents.model.access import AccessKind
from qms.people.current import actor, service

EXTENSION = "qms.access"


def install(app: Flask, db: Database) -> None:
    """Open the access log of this application; what waits is written when the process ends."""
    opened = AccessLog(db)
    app.extensions[EXTENSION] = opened
    atexit.register(_close, weakref.ref(opened))


def access_log() -> AccessLog:
    """The one access log of this application."""
    return cast(AccessLog, current_app.extensions[EXTENSION])


def _close(opened: weakref.ref[AccessLog]) -> None:
    log = opened()
    if log is not None:
        log.close()


def note(kind: AccessKind, document_id: UUID, revision_id: UUID | None = None) -> None:
    """Remember that the person of this request looked at, took or printed a document."""
    access_log().note(Access(document_id, revision_id, actor().id, kind, service().now()))
