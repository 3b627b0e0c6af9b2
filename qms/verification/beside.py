"""What is kept beside signatures: every row says what the signed bytes in it say, and none is gone.

Certificates carry their own period and number; what ended is told by the lists we signed and
published; a token tells its time; the log tells which PDFs were appended to.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.audit import AuditEvent
from qms.documents.evidence import Checked
from qms.errors import Invalid
from qms.service import Service
from qms.signing.model import (
    Certificate,
    Crl,
    SignatureFormat,
    SignatureLevel,
    SignedPdf,
    Timestamp,
    TrustAnchor,
)
from qms.verification.report import Found
from qms.verification.statements import facts_of, told

APPENDED = ("documents.revision.paper_archived", "sealing.revision.sealed")
ANCHOR_ADDED = "people.trust_anchor.added"
PDF = "pdf_sha256"
Ends = tuple[datetime, datetime | None]


def check_register(service: Service) -> list[Found]:
    """Certificates and revocation lists, and that both tell the same of what ended."""
    with service.db.read() as session:
        certificates = list(session.scalars(select(Certificate).order_by(Certificate.sha256)))
        lists = list(session.scalars(select(Crl).order_by(Crl.this_update, Crl.sha256)))
    ours = (*service.authority.issuers(), *service.authority.roots())
    good = [one for one in lists if _list_holds(one, ours)]
    named = [f"{one.issuer} {one.number}" for one in lists if one not in good]
    found = [Found("VERIFY-KEPT-EDITED", {"table": "crl", "name": name}) for name in named]
    for row in certificates:
        if not _certificate_holds(row):
            facts = {"table": "certificate", "name": row.subject}
            found.append(Found("VERIFY-KEPT-EDITED", facts))
    with service.db.read() as session:
        strangers = list(_strange_anchors(session))
    return [*found, *strangers, *_revocations(certificates, good, ours)]


def _strange_anchors(session: Session) -> Iterator[Found]:
    """Outside roots that nobody added by the act that adds them: anything could lead to those."""
    query = select(AuditEvent.object_id, AuditEvent.data).where(AuditEvent.action == ANCHOR_ADDED)
    added = {row.object_id: told(row.data).get("sha256") for row in session.execute(query)}
    for row in session.scalars(select(TrustAnchor).order_by(TrustAnchor.added_at)):
        if added.get(row.id) != row.sha256 or hashlib.sha256(row.der).hexdigest() != row.sha256:
            yield Found("VERIFY-KEPT-EDITED", {"table": "trust_anchor", "name": row.name})


def _certificate_holds(row: Certificate) -> bool:
    from qms.signing.certificates import fingerprint, period, serial_of

    said = (fingerprint(row.der), f"{serial_of(row.der):x}", *period(row.der))
    return said == (row.sha256, row.serial, row.not_before, row.not_after)


def _list_holds(row: Crl, ours: Sequence[bytes]) -> bool:
    """As its bytes say; of an outside CA the fingerprint alone is looked at."""
    from qms.signing import lists

    if hashlib.sha256(row.der).hexdigest() != row.sha256:
        return False
    fingerprints = {hashlib.sha256(one).hexdigest() for one in ours}
    if row.issuer_sha256 not in fingerprints:
        return True
    try:
        said = lists.read(row.der, ours, row.this_update)
    except Invalid:
        return False
    stored = (row.issuer_sha256, row.number, row.this_update, row.next_update)
    issuer = hashlib.sha256(said.issuer).hexdigest()
    return stored == (issuer, str(said.number), said.this_update, said.next_update)


def _revocations(
    certificates: Sequence[Certificate], good: Sequence[Crl], ours: Sequence[bytes]
) -> Iterator[Found]:
    """A revocation in the register is in our lists since, and what they name is in the register."""
    from qms.signing import lists
    from qms.signing.certificates import issued_by

    issuers = {hashlib.sha256(one).hexdigest(): one for one in ours}
    own = [one for one in good if one.issuer_sha256 in issuers]
    listed: dict[int, Ends] = {}
    for one in own:
        listed |= lists.ended(one.der)
    newest = {one.issuer_sha256: one for one in own}
    for row in certificates:
        wanted = listed.get(int(row.serial, 16))
        if wanted is not None:
            same = _ends(row) == wanted
        else:
            since = [
                one.this_update
                for sha256, one in newest.items()
                if row.revoked_at is not None and issued_by(row.der, issuers[sha256])
            ]
            same = row.revoked_at is None or not any(row.revoked_at < one for one in since)
        if not same:
            yield Found("VERIFY-REVOCATION", {"name": row.subject})


def _ends(row: Certificate) -> tuple[datetime | None, datetime | None]:
    return _second(row.revoked_at), _second(row.invalidity_at)


def _second(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(UTC).replace(microsecond=0)


def check_stamps(service: Service, checked: Sequence[Checked]) -> list[Found]:
    """A signature that had a time-stamp still has it, and the rows tell the time it tells."""
    found: list[Found] = []
    with service.db.read() as session:
        rows = _stamps(session)
    for one in checked:
        code = _misstamped(one, rows.get(one.statement.signature_id, ()))
        if code:
            found.append(Found(code, facts_of(one)))
    return found


def _stamps(session: Session) -> Mapping[UUID | None, Sequence[Timestamp]]:
    rows: dict[UUID | None, list[Timestamp]] = defaultdict(list)
    for row in session.scalars(select(Timestamp).order_by(Timestamp.number)):
        rows[row.signature_id].append(row)
    return rows


def _misstamped(one: Checked, rows: Sequence[Timestamp]) -> str:
    if not rows:
        had = one.statement.level is not SignatureLevel.B
        return "VERIFY-STAMP-GONE" if had and one.statement.format is SignatureFormat.CADES else ""
    time = one.result.time
    if time is None:  # what is wrong with the token, if anything, is said with the statement
        return ""
    stored = (rows[0].gen_time, rows[0].authority, rows[0].internal, rows[-1].ends_at)
    same = stored == (time.moment, time.authority, time.internal, time.ends_at)
    numbered = [row.number for row in rows] == list(range(1, len(rows) + 1))
    return "" if same and numbered else "VERIFY-STAMP-EDITED"


def check_appended(service: Service) -> list[Found]:
    """Every seal and every archive time-stamp the log tells of is still in the register of PDFs."""
    query = select(AuditEvent.id, AuditEvent.data).where(AuditEvent.action.in_(APPENDED))
    with service.db.read() as session:
        events = [(row.id, told(row.data)) for row in session.execute(query)]
        present = set(session.scalars(select(SignedPdf.sha256)))
    gone = [event_id for event_id, said in events if PDF in said and said[PDF] not in present]
    return [Found("VERIFY-PAPER-GONE", {"event_id": event_id}) for event_id in sorted(gone)]
