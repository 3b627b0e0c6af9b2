"""Types and fields a new installation begins with; afterwards they are the agency's own data."""

import json
from pathlib import Path

from sqlalchemy.orm import Session

from qms.documents.model import DocumentField, DocumentType

_DATA = Path(__file__).parent / "data" / "register.json"


def seed_register(session: Session) -> None:
    """Put the usual document types and fields into the register where they are missing."""
    data = json.loads(_DATA.read_text(encoding="utf-8"))
    for table, rows in ((DocumentType, data["types"]), (DocumentField, data["fields"])):
        for position, row in enumerate(rows):
            if session.get(table, row["code"]) is None:
                session.add(table(position=position, **row))
