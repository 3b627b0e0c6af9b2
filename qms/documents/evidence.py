"""Evidence about a document: every signed statement judged, the bytes they name compared.

Used by the page, the API and the command. Loading is one short read; judging and reading files is
slow and happens outside of any transaction.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from sqlalchemy.orm import Session

from qms import signing
from qms.documents.model import Document
from qms.documents.queries.evidence import statements_of
from qms.errors import Broken, NotFound
from qms.service import Service
from qms.store import read_bytes


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
    with service.db.read() as session:
        against = signing.against_all(session, service.authority, service.now())
    verdicts = signing.verify_all(found, against, partial(read_bytes, service.store))
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
