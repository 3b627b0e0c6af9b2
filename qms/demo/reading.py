"""Who looked at what in the fictional year, for the page that shows it."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.demo.office import Office
from qms.documents.access import Access, AccessLog
from qms.documents.model import Document, Revision
from qms.documents.model.access import AccessKind
from qms.documents.queries.facts import period_of
from qms.documents.rules.states import State

READERS = ("nam.trinh", "phuc.mai", "lan.vu", "bich.ngo", "dung.pham", "yen.phan", "thang.bui")
LOOKS_A_DAY = 3
WORKING_HOURS = 8
LAST_DAYS = 390


def note_readers(office: Office) -> int:
    """Entries of the access log over the year, of what was in force at each look."""
    log = AccessLog(office.service.db)
    with office.service.db.read() as session:
        revisions = _approved(session)
    for number in range(LAST_DAYS * LOOKS_A_DAY):
        entry = _look(office, revisions, number)
        if entry is not None:
            log.note(entry)
    return log.flush()


def _approved(session: Session) -> list[tuple[str, Revision]]:
    query = (
        select(Document.code, Revision)
        .join(Revision, Revision.document_id == Document.id)
        .where(Revision.state.in_([State.APPROVED, State.WITHDRAWN]))
        .order_by(Document.sort_code, Revision.sequence)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def _look(office: Office, revisions: list[tuple[str, Revision]], number: int) -> Access | None:
    """One look of somebody, drawn from a hash so that every demonstration is alike."""
    draw = hashlib.sha256(f"look {number}".encode()).digest()
    at = office.clock.end - timedelta(
        days=LAST_DAYS - number // LOOKS_A_DAY, minutes=draw[0] * 60 * WORKING_HOURS // 256
    )
    code = revisions[draw[1] * draw[2] * len(revisions) // 65536][0]
    shown = _in_force(revisions, code, at)
    person = office.people[READERS[draw[3] % len(READERS)]]
    kind = AccessKind.DOWNLOAD if draw[4] % 4 == 0 else AccessKind.VIEW
    return None if shown is None else Access(shown.document_id, shown.id, person, kind, at)


def _in_force(revisions: list[tuple[str, Revision]], code: str, at: datetime) -> Revision | None:
    return next((one for name, one in revisions if name == code and period_of(one).holds(at)), None)
