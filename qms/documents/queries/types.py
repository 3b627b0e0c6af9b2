"""Kinds of documents with what is decided about them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.model import DocumentType


@dataclass(frozen=True, slots=True)
class TypeLine:
    """One kind of document."""

    code: str
    name: str
    name_en: str
    is_form: bool
    review_months: int
    requires_pdf: bool
    requires_seal: bool


def type_lines(session: Session) -> list[TypeLine]:
    """All kinds, in their usual order."""
    query = select(DocumentType).order_by(DocumentType.position, DocumentType.code)
    return [
        TypeLine(
            one.code,
            one.name,
            one.name_en,
            one.is_form,
            one.review_months,
            one.requires_pdf,
            one.requires_seal,
        )
        for one in session.scalars(query)
    ]
