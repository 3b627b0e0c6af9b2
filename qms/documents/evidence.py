"""Evidence about a document: every signed statement judged, the bytes they name compared, a zip.

Used by the page, the API and the command. Loading is one short read; judging and reading files is
slow and happens outside of any transaction.
"""

import uuid
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import IO

from sqlalchemy.orm import Session

from qms import signing
from qms.documents.model import Document
from qms.documents.queries.evidence import statements_of
from qms.documents.rules.numbering import number_text
from qms.errors import Broken, NotFound
from qms.people.rules import VIETNAM
from qms.service import Service
from qms.word import slug


class Kept(StrEnum):
    """Whether the store still holds the bytes a statement names."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class FileCheck:
    """One file as the statement names it, with the number of its revision."""

    code: str
    edition: int
    revision: int
    role: str
    name: str
    size: int
    sha256: str
    kept: Kept


@dataclass(frozen=True, slots=True)
class Checked:
    """One statement: what it says, what its signature is worth, whether its files are there.

    Of a prepared list only the files of the document in question are named.
    """

    statement: signing.Evidence
    result: signing.SignatureResult
    files: tuple[FileCheck, ...]

    @property
    def ok(self) -> bool:
        """Whether the signature can be relied on and every named file is what was signed."""
        return self.result.ok and all(one.kept is Kept.SAME for one in self.files)


def load_evidence(session: Session, document_id: uuid.UUID) -> list[signing.Evidence]:
    """Every statement about the document, oldest first; raises NotFound."""
    if session.get(Document, document_id) is None:
        raise NotFound("DOCUMENT-NOT-FOUND")
    rows = statements_of(session, document_id)
    return signing.evidence(session, statement_ids=[row.id for row in rows])


def judge(
    service: Service,
    found: Sequence[signing.Evidence],
    document_id: uuid.UUID | None = None,
    kept: dict[str, Kept] | None = None,
) -> list[Checked]:
    """What each statement is worth now; slow, so outside of any transaction.

    Without a document every file is named; `kept` remembers what the store was asked before.
    """
    verdicts = signing.verify_all(found, roots=service.authority.roots(), at=service.now())
    kept = {} if kept is None else kept
    return [
        Checked(one, result, tuple(_files(service, result, document_id, kept)))
        for one, result in verdicts
    ]


def verify_document(service: Service, session: Session, document_id: uuid.UUID) -> list[Checked]:
    """Load and judge at once; the read transaction of `session` has ended when judging begins."""
    found = load_evidence(session, document_id)
    session.rollback()
    return judge(service, found, document_id)


def export_zip(service: Service, document_id: uuid.UUID, stream: IO[bytes]) -> int:
    """Write the evidence bundle as a zip: statements, signatures, certificates, files, sums.

    Returns how many statements it holds; raises NotFound for an unknown document, Broken or
    NotFound where the store lost a signed file.
    """
    with service.db.read() as session:
        found = load_evidence(session, document_id)
    checked = judge(service, found, document_id)
    named = _names(checked)
    at = max((one.signed_at for one in found), default=service.now())
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, sha256 in named.items():
            with service.store.open(sha256) as source:
                bundle.writestr(_entry(name, at), source.read())
        for name, data in signing.evidence_files(found, service.authority, others=named):
            bundle.writestr(_entry(name, at), data)
    return len(found)


def _files(
    service: Service,
    result: signing.SignatureResult,
    document_id: uuid.UUID | None,
    kept: dict[str, Kept],
) -> Iterator[FileCheck]:
    if result.content is None:
        return
    about = result.content.spec.document
    for file in result.content.spec.files:
        listed = file.document or about
        if document_id not in {None, listed.id}:
            continue
        if file.sha256 not in kept:
            kept[file.sha256] = kept_object(service, file.sha256)
        yield FileCheck(
            code=listed.code,
            edition=listed.edition,
            revision=listed.revision,
            role=file.role,
            name=file.name,
            size=file.size,
            sha256=file.sha256,
            kept=kept[file.sha256],
        )


def kept_object(service: Service, sha256: str) -> Kept:
    """Read a stored file through and say whether it is still what its name says."""
    try:
        service.store.verify(sha256)
    except NotFound:
        return Kept.MISSING
    except Broken:
        return Kept.CHANGED
    return Kept.SAME


def _names(checked: Sequence[Checked]) -> dict[str, str]:
    """Name in the bundle -> hash; the last file signed for a number has the plain name."""
    named: dict[str, str] = {}
    for one in reversed(checked):
        for file in one.files:
            number = number_text(file.edition, file.revision).replace("/", "-")
            stem, end = f"files/{slug(file.code) or 'tai-lieu'}_{number}", f".{file.role}"
            name = f"{stem}{end}"
            if named.get(name, file.sha256) != file.sha256:  # an earlier round of the same number
                name = f"{stem}_{file.sha256[:12]}{end}"
            named[name] = file.sha256
    return dict(sorted(named.items()))


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    """The same evidence makes the same zip, whenever it is exported."""
    local = at.astimezone(VIETNAM)
    stamp = (local.year, local.month, local.day, local.hour, local.minute, local.second)
    entry = zipfile.ZipInfo(name, stamp)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
