"""Judging what somebody brings: a bundle, a signed PDF, or any file that may have been signed.

Nothing of what is brought is kept, and nothing is fetched. Answers are frozen values of codes.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO, TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.installation import installation
from qms.people.rules import Actor
from qms.proofs.queries.known import Known, known_file
from qms.service import Service
from qms.signing import KnownCertificate, bundle, trust
from qms.signing.judging import Against
from qms.signing.model import Certificate, Crl
from qms.signing.pdf import check_apart

if TYPE_CHECKING:
    from qms.signing.pdf.verdict import PdfResult

PIECE = 256 * 1024
HEAD = 100
PDF = b"%PDF-"
MOST_PDF = 100 * 1024 * 1024
BUNDLE_KIND, PDF_KIND, FILE_KIND = "bundle", "pdf", "file"
UNSIGNED = "SIGNED-PDF-UNSIGNED"
# What a page unpacks at most; the command takes a whole year.
ON_PAGES = bundle.Limits(entries=20_000, entry=150 * 1024 * 1024, total=600 * 1024 * 1024)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found; `kind` says which of the two verdicts is there, if any."""

    kind: str
    sha256: str
    size: int
    bundle: "bundle.BundleVerdict | None" = None
    pdf: "PdfResult | None" = None
    known: tuple[Known, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it holds; of a file without signatures: whether it was signed here."""
        if self.bundle is not None:
            return self.bundle.ok
        if self.pdf is not None and self.pdf.reasons != (UNSIGNED,):
            return self.pdf.ok
        return bool(self.known)


def check_here(
    service: Service,
    stream: IO[bytes],
    actor: Actor | None = None,
    *,
    at: datetime | None = None,
    limits: bundle.Limits | None = None,
) -> Answer:
    """Judge against the trust, the register and the lists of this installation.

    `at` is the moment to judge at (now), `actor` who asks (None: the console).
    """
    now = at or service.now()
    with service.db.read() as session:
        against = trusted_here(service, session, now)
        system = str(installation(session).system_id)
    expected = bundle.Expected(
        against,
        system=system,
        log_keys=service.authority.log_public_keys(),
        limits=limits or bundle.Limits(),
    )
    answer = _judge(stream, expected)
    if answer.kind == BUNDLE_KIND:
        return answer
    with service.db.read() as session:
        return replace(answer, known=tuple(known_file(session, actor, answer.sha256, now)))


def check_elsewhere(
    stream: IO[bytes],
    at: datetime,
    roots: Sequence[bytes],
    anchors: Sequence[trust.Anchor] = (),
) -> Answer:
    """Judge with nothing but these roots (DER): for somebody who has no installation."""
    against = Against(
        roots=tuple(roots), at=at, certificates=None, outside=tuple(anchors), stamp_anchors=()
    )
    return _judge(stream, bundle.Expected(against))


def trusted_here(service: Service, session: Session, now: datetime) -> Against:
    """What signatures are judged against in this installation."""
    rows = session.scalars(select(Certificate))
    return Against(
        roots=service.authority.roots(),
        at=now,
        certificates={row.sha256: KnownCertificate.of(row) for row in rows},
        outside=tuple(trust.anchors(session)),
        stamp_anchors=service.authority.stamp_anchors(),
        crls=tuple(session.scalars(select(Crl.der).where(Crl.this_update <= now))),
    )


def _judge(stream: IO[bytes], expected: bundle.Expected) -> Answer:
    sha256, size, head = _fingerprint(stream)
    if bundle.is_bundle(head):
        stream.seek(0)
        return Answer(BUNDLE_KIND, sha256, size, bundle=bundle.check_bundle(stream, expected))
    if head.startswith(PDF) and size <= MOST_PDF:
        stream.seek(0)
        return Answer(PDF_KIND, sha256, size, pdf=check_apart(stream.read(), expected.against))
    return Answer(FILE_KIND, sha256, size)


def _fingerprint(stream: IO[bytes]) -> tuple[str, int, bytes]:
    digest, size, head = hashlib.sha256(), 0, b""
    stream.seek(0)
    while piece := stream.read(PIECE):
        head = head or piece[:HEAD]
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size, head
