"""Evidence for a stranger: one file per document or per period, sealed by this installation.

Loading is one short read; what is slow (reading files, sealing) happens outside of any transaction.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import IO

from sqlalchemy.orm import Session

from qms import audit, signing
from qms.documents.model import Document
from qms.documents.queries.evidence import statements_of
from qms.documents.rules.numbering import number_text
from qms.errors import NotFound
from qms.installation import installation
from qms.people.queries import lock_actor
from qms.people.rules import day_end, day_start, today
from qms.proofs import rules
from qms.proofs.acts.logged import checkpoint_of, places_of
from qms.proofs.queries.logged import receipts
from qms.service import Service
from qms.signing import bundle, trust
from qms.signing.crl import refresh_crls
from qms.word import slug

GONE = "disposed"  # the role of a file whose disposal is what the statement says
MOST_CODE = 80


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one read transaction gave."""

    material: bundle.Material
    origin: bundle.Origin
    about: bundle.About
    logged: Mapping[str, audit.Inclusion]


def document_bundle(service: Service, document_id: uuid.UUID, stream: IO[bytes]) -> int:
    """Write everything signed about a document; returns how many statements.

    Raises NotFound for an unknown document, Broken or NotFound where the store lost a signed file.
    """
    _ready(service)
    with service.db.read() as session:
        document = session.get(Document, document_id)
        if document is None:
            raise NotFound("DOCUMENT-NOT-FOUND")
        about = bundle.About(
            bundle.DOCUMENT, id=str(document_id), code=document.code, title=document.title
        )
        ids = [one.id for one in statements_of(session, document_id)]
        loaded = _load(service, session, ids, about)
    return _write(service, loaded, stream, document_id)


def period_bundle(
    service: Service, actor_id: uuid.UUID | None, first: date, last: date, stream: IO[bytes]
) -> int:
    """Write everything signed from `first` to `last` (days in Viet Nam); returns how many.

    A PDF signed in that time goes in whole, with what was signed in it before and after.
    `actor_id` None is the server's console. Raises NotAllowed, Invalid, NotFound("PERIOD-EMPTY").
    """
    rules.check_period(first, last, today(service.now()))
    _ready(service)
    with service.db.read() as session:
        ids = bundle.statements_between(session, day_start(first), day_end(last))
        if not ids:
            raise NotFound("PERIOD-EMPTY", first=first, last=last)
        ids = bundle.with_their_papers(session, ids)
        about = bundle.About(bundle.PERIOD, first=first.isoformat(), last=last.isoformat())
        loaded = _load(service, session, ids, about)
    _note(service, actor_id, first, last, len(ids))
    return _write(service, loaded, stream)


def _note(
    service: Service, actor_id: uuid.UUID | None, first: date, last: date, count: int
) -> None:
    """That somebody took all of this out of the house is an event of the log."""
    with service.db.write() as session:
        now = service.now()
        if actor_id is not None:
            rules.require_export_period(lock_actor(session, actor_id, now))
        audit.record(
            session,
            act_id=audit.new_act(),
            at=now,
            actor_id=actor_id,
            action="evidence.exported",
            object_kind="installation",
            object_id=installation(session).system_id,
            data={"first": first.isoformat(), "last": last.isoformat(), "statements": count},
        )


def _load(
    service: Service, session: Session, ids: Sequence[uuid.UUID], about: bundle.About
) -> Loaded:
    facts = installation(session)
    anchors = trust.anchors(session)
    found = signing.evidence(session, statement_ids=ids)
    material = bundle.Material(
        found=tuple(found),
        beside=bundle.beside(session, ids),
        chains=bundle.chain_heads(session, ids),
        crls=bundle.newest_crls(session, service.now()),
        anchors=trust.write_anchors(anchors) if anchors else b"",
    )
    origin = bundle.Origin(str(facts.system_id), facts.demo, facts.agency)
    document_id = uuid.UUID(about.id) if about.id else None
    return Loaded(material, origin, about, receipts(session, found, document_id))


def _ready(service: Service) -> None:
    """The log has a place for every event, and a list of revocations is not older than a day."""
    with service.db.write() as session:
        audit.sequence(session)
        refresh_crls(session, service.authority, service.now())


def _write(
    service: Service, loaded: Loaded, stream: IO[bytes], document_id: uuid.UUID | None = None
) -> int:
    now = service.now()
    material = replace(
        loaded.material,
        log=checkpoint_of(service, loaded.logged, loaded.origin),
        logged=places_of(loaded.logged),
    )
    files = signed_files(material, document_id)
    absent = [one.sha256 for one in files if one.role == GONE and not service.store.has(one.sha256)]
    present = [one for one in files if one.sha256 not in absent]
    pdfs = _pdfs(material, present)
    shown = [*present, *(bundle.StoredFile(one.path, one.sha256, "signed") for one in pdfs)]
    made = bundle.assemble(
        material,
        service.authority,
        loaded.origin,
        loaded.about,
        shown,
        pdfs=pdfs,
        absent=absent,
        now=now,
    )
    bundle.write_bundle(
        stream,
        made.small,
        {one.path: one.sha256 for one in shown},
        service.store.open,
        partial(
            bundle.seal_manifest, authority=service.authority, now=now, stamper=service.stamper
        ),
        max((one.signed_at for one in material.found), default=now),
    )
    return len(material.found)


def signed_files(
    material: bundle.Material, document_id: uuid.UUID | None
) -> list[bundle.StoredFile]:
    """Every file the statements name; the last one signed for a number has the plain name.

    Of a prepared list only the files of the document in question.
    """
    named: dict[str, bundle.StoredFile] = {}
    for one in reversed(material.found):
        spec = signing.parse(one.data).spec
        for file in spec.files:
            about = file.document or spec.document
            if document_id not in {None, about.id}:
                continue
            number = number_text(about.edition, about.revision).replace("/", "-")
            code = slug(about.code)[:MOST_CODE] or "ho-so"
            stem, end = f"files/{code}_{number}", f".{slug(file.role).lower() or 'tep'}"
            name = f"{stem}{end}"
            if name in named and named[name].sha256 != file.sha256:  # an earlier round, a like code
                name = f"{stem}_{file.sha256[:12]}{end}"
            named[name] = bundle.StoredFile(name, file.sha256, file.role)
    return [named[name] for name in sorted(named)]


def _pdfs(material: bundle.Material, files: Sequence[bundle.StoredFile]) -> list[bundle.ListedPdf]:
    """The newest state of every signed PDF, beside the bytes it began with, the latest first.

    A paper that was sent back and handed in again unchanged has two that begin with the same bytes.
    """
    paths = {one.sha256: one.path for one in files}
    begun_by = {one.statement_id: one for one in material.found}
    listed: dict[str, bundle.ListedPdf] = {}
    for begun, head in _latest_first((begun_by[one.statement_id], one) for one in material.chains):
        path = paths.get(head.frozen_sha256)
        if path is None:  # of another document of the same list
            continue
        frozen = signing.parse(begun.data).spec.files
        size = next(one.size for one in frozen if one.sha256 == head.frozen_sha256)
        name = f"{path.removesuffix('.pdf')}.signed.pdf"
        if name in listed:
            name = f"{path.removesuffix('.pdf')}_{head.sha256[:12]}.signed.pdf"
        listed[name] = bundle.ListedPdf(
            path=name,
            sha256=head.sha256,
            frozen_sha256=head.frozen_sha256,
            frozen_size=size,
            statement_sha256=begun.sha256,
        )
    return list(listed.values())


def _latest_first(
    found: Iterable[tuple[signing.Evidence, bundle.ChainHead]],
) -> list[tuple[signing.Evidence, bundle.ChainHead]]:
    return sorted(found, key=lambda one: one[0].signed_at, reverse=True)
