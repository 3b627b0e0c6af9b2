"""Makes the PDF of what was adopted from paper before the first reader asks for it."""

import logging

from sqlalchemy import select

from qms.documents.model import Document, DocumentType, Rendition, Revision
from qms.documents.queries.in_force import in_force_at
from qms.documents.reading import reading_pdf
from qms.errors import QmsError
from qms.service import Service

log = logging.getLogger(__name__)


class Rendering:
    """One file at a time, so that nothing else waits long; a file that fails is left alone."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.failed: set[str] = set()

    def keep_going(self) -> bool:
        """Render the next file in force that has no PDF; False when there is none."""
        if self.service.converter is None:
            return False
        with self.service.db.read() as session:
            row = session.execute(
                select(Revision.id, Revision.docx_sha256)
                .join(Document, Document.id == Revision.document_id)
                .join(DocumentType, DocumentType.code == Document.type_code)
                .outerjoin(Rendition, Rendition.docx_sha256 == Revision.docx_sha256)
                .where(
                    in_force_at(self.service.now()),
                    DocumentType.requires_pdf,
                    Revision.pdf_sha256.is_(None),
                    Rendition.docx_sha256.is_(None),
                    Revision.docx_sha256.not_in(self.failed),
                )
                .limit(1)
            ).one_or_none()
        if row is None:
            return False
        try:
            reading_pdf(self.service, row.id)
        except QmsError as error:
            self.failed.add(row.docx_sha256)
            log.warning("no PDF of revision %s: %s", row.id, error)
        return True
