"""Taking a Word file into a draft: guard, read, store, then one short transaction."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qms import word
from qms.documents.acts.case import Case, add_author, load_case
from qms.documents.model import DocumentText, DraftFile, HeldUpload
from qms.documents.queries.facts import last_approved, latest_file
from qms.documents.rules.states import Act
from qms.errors import Conflict, Invalid, NotFound, Stale, WrongMedia
from qms.people.queries import names
from qms.service import Service
from qms.store import Stored, read_bytes

OLD_WORD = "INTAKE-LEGACY-DOC"


@dataclass(frozen=True, slots=True)
class Upload:
    """What a person sends: the bytes, the name it had, and the base it was made from."""

    data: bytes
    name: str
    base_sha256: str = ""
    drop_embedded: bool = False


@dataclass(frozen=True, slots=True)
class _Taken:
    stored: Stored
    name: str
    base_sha256: str
    content: word.Content
    dropped: tuple[word.Problem, ...]


class HasEmbedded(Invalid):
    """The file has embedded objects or a template link; it is kept, a decision is asked for."""

    code = "UPLOAD-HAS-EMBEDDED"


class OldWordFile(Invalid):
    """An old Word file (.doc) is kept; it becomes a draft only when its sender wants it."""

    code = "DOC-HELD"


def upload(service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, sent: Upload) -> None:
    """Put a Word file into a draft; a file made from an older base is refused with the reason."""
    with service.db.read() as session:  # nothing is kept for who may not upload here
        load_case(session, service, actor_id, revision_id).allow(Act.EDIT)
    report = _guarded(service, actor_id, revision_id, sent)
    if report.strippable and not sent.drop_embedded:
        held = _hold(service, actor_id, revision_id, sent, report.strippable)
        raise HasEmbedded(held=str(held), found=len(report.strippable))
    _take(service, actor_id, revision_id, sent, report.strippable)


def accept_held(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, held_id: uuid.UUID
) -> None:
    """Take a held upload with its embedded objects and template links dropped, pictures kept."""
    with service.db.read() as session:
        held = session.get(HeldUpload, held_id)
        if held is None or held.person_id != actor_id or held.revision_id != revision_id:
            raise NotFound("HELD-UPLOAD-NOT-FOUND")
    with service.store.open(held.sha256) as stream:
        sent = Upload(stream.read(), held.name, held.base_sha256, drop_embedded=True)
    report = word.guard(sent.data, limits(service))
    _take(service, actor_id, revision_id, sent, report.strippable, held_id)


def convert_held(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, held_id: uuid.UUID
) -> None:
    """Take a held .doc as a new Word file made from it; the .doc itself stays kept as it came.

    Raises Unavailable("PDF-CONVERTER-ABSENT") and what else the conversion refuses.
    """
    with service.db.read() as session:
        load_case(session, service, actor_id, revision_id).allow(Act.EDIT)
        held = session.get(HeldUpload, held_id)
        if held is None or held.person_id != actor_id or held.revision_id != revision_id:
            raise NotFound("HELD-UPLOAD-NOT-FOUND")
    if not is_old_word(held.problems):
        raise Conflict("HELD-UPLOAD-OTHER-KIND")
    data = word.doc_to_docx(read_bytes(service.store, held.sha256), service.converter)
    name = f"{held.name.removesuffix('.docx').removesuffix('.doc')}.docx"
    _take(service, actor_id, revision_id, Upload(data, name, held.base_sha256), ())


def is_old_word(problems: Sequence[Mapping[str, Any]]) -> bool:
    """Whether an upload is held because it is a .doc."""
    return any(one["code"] == OLD_WORD for one in problems)


def limits(service: Service) -> word.Limits:
    """The intake limits of this installation."""
    return word.Limits(file=service.settings.max_upload_bytes)


def _guarded(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, sent: Upload
) -> word.GuardReport:
    """What the guard says; an old Word file is kept before it is refused."""
    try:
        return word.guard(sent.data, limits(service))
    except WrongMedia as error:
        if error.code != OLD_WORD:
            raise
        found = (word.Problem(OLD_WORD),)
        held = _hold(service, actor_id, revision_id, sent, found)
        raise OldWordFile(held=str(held)) from error


def _hold(
    service: Service,
    actor_id: uuid.UUID,
    revision_id: uuid.UUID,
    sent: Upload,
    found: tuple[word.Problem, ...],
) -> uuid.UUID:
    stored = service.store.put(sent.data)
    with service.db.write() as session:
        case = load_case(session, service, actor_id, revision_id)
        case.allow(Act.EDIT)
        held = HeldUpload(
            revision_id=revision_id,
            person_id=actor_id,
            sha256=stored.sha256,
            name=word.clean_file_name(sent.name),
            base_sha256=sent.base_sha256,
            problems=[{"code": one.code, **one.parameters} for one in found],
            held_at=case.now,
        )
        session.add(held)
        session.flush()
        return held.id


def _take(
    service: Service,
    actor_id: uuid.UUID,
    revision_id: uuid.UUID,
    sent: Upload,
    dropped: tuple[word.Problem, ...],
    held_id: uuid.UUID | None = None,
) -> None:
    data = word.drop_embedded(sent.data) if dropped else sent.data
    content = word.read_text(data)
    taken = _Taken(
        stored=service.store.put(data),
        name=word.clean_file_name(sent.name),
        base_sha256=sent.base_sha256,
        content=content,
        dropped=dropped,
    )
    with service.db.write() as session:
        case = load_case(session, service, actor_id, revision_id)
        case.allow(Act.EDIT)
        _check_base(case, taken)
        _add_file(case, taken)
        if held_id is not None:
            session.delete(session.get_one(HeldUpload, held_id))
        case.event("file_uploaded", sha256=taken.stored.sha256, size=taken.stored.size)


def _check_base(case: Case, taken: _Taken) -> None:
    """What the file says about itself wins over what the page said."""
    identity = taken.content.identity
    if identity is not None and identity.document_id != case.document.id:
        raise Invalid("UPLOAD-OTHER-DOCUMENT", code=identity.code)
    base = identity.base_sha256 if identity is not None else taken.base_sha256
    present = latest_file(case.session, case.revision.id)
    expected = present.sha256 if present is not None else _predecessor_sha(case)
    if base == expected or (present is None and not base):
        return
    if present is None:
        raise Stale("UPLOAD-STALE-EDITION")
    if _only_own_since(case, base):
        return
    who = names(case.session, [present.uploaded_by])[present.uploaded_by]
    raise Stale(
        "UPLOAD-STALE-BASE", by=who.full_name, at=present.uploaded_at, number=present.number
    )


def _only_own_since(case: Case, base: str) -> bool:
    """Whoever goes on with an own working copy overwrites nobody else's work."""
    query = select(DraftFile).where(DraftFile.revision_id == case.revision.id)
    files = list(case.session.scalars(query.order_by(DraftFile.number)))
    numbers = {file.sha256: file.number for file in files} | {_predecessor_sha(case): 0}
    if not base or base not in numbers:
        return False
    later = [file for file in files if file.number > numbers[base]]
    return all(file.uploaded_by == case.actor.id for file in later)


def _predecessor_sha(case: Case) -> str:
    predecessor = last_approved(case.session, case.document.id)
    return (predecessor.docx_sha256 or "") if predecessor is not None else ""


def _add_file(case: Case, taken: _Taken) -> None:
    add_text(case.session, taken.stored.sha256, taken.content)
    query = select(func.max(DraftFile.number)).where(DraftFile.revision_id == case.revision.id)
    case.session.add(
        DraftFile(
            revision_id=case.revision.id,
            number=(case.session.scalar(query) or 0) + 1,
            sha256=taken.stored.sha256,
            size=taken.stored.size,
            name=taken.name,
            base_sha256=taken.base_sha256,
            dropped=[{"code": one.code, **one.parameters} for one in taken.dropped],
            uploaded_by=case.actor.id,
            uploaded_at=case.now,
        )
    )
    case.revision.planned_at = case.now
    add_author(case.session, case.revision.id, case.actor.id)


def add_text(session: Session, sha256: str, content: word.Content) -> None:
    """Keep what was read from these bytes, once."""
    if session.get(DocumentText, sha256) is not None:
        return
    session.add(
        DocumentText(
            sha256=sha256,
            text=content.text,
            title=(content.title or "")[:300],
            code=(content.code or "")[:60],
            edition=content.edition,
            revision=content.revision,
            headings=[list(one) for one in content.headings],
            problems=[
                {"code": one.code, **one.parameters} for one in word.submission_problems(content)
            ],
        )
    )
