"""Types and fields a new installation begins with; afterwards they are the agency's own data."""

import json
from pathlib import Path

from sqlalchemy.orm import Session

from qms.documents.model import DocumentField, DocumentType

_DATA = Path(__file__).parent / "data" / "register.json"


def seed_register(session: Session) -> None:
    """Put the usual document types and fields into an empty register."""
    data = json.loads(_DATA.read_text(encoding="utf-8"))
    for position, row in enumerate(data["types"]):
        session.add(DocumentType(position=position, **row))
    for position, row in enumerate(data["fields"]):
        session.add(DocumentField(position=position, **row))
