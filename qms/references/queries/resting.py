"""What a document rests on: its citations one by one, with how each stands and where it is."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from qms.documents.model import Revision
from qms.documents.queries.document import document_page
from qms.documents.queries.revision import revision_page
from qms.documents.rules.numbering import canonical_code
from qms.installation import installation
from qms.people.rules import Actor, today
from qms.references.queries.derived import citations_in, citations_of
from qms.references.queries.targets import Target, external_targets, internal_targets
from qms.references.rules.citations import Cited, Kind
from qms.references.rules.codes import meanings
from qms.references.rules.laws import is_of
from qms.references.rules.standing import MEND, Stands


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where it is cited."""

    written: str
    heading: str
    snippet: str
    position: int


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing a document rests on; `target_id` is None where there is nowhere to go."""

    kind: Kind
    code: str
    title: str
    stands: Stands
    target_id: uuid.UUID | None
    successor_id: uuid.UUID | None
    successor: str
    ended_on: date | None
    dated: date | None  # the day written behind the number
    to_mend: bool  # whether an author should do something about it before submitting
    mentions: tuple[Mention, ...]

    @property
    def is_internal(self) -> bool:
        return self.kind is Kind.INTERNAL


def document_references(
    session: Session, actor: Actor, document_id: uuid.UUID, now: datetime
) -> list[Reference]:
    """What the revision in force rests on; NotFound for whoever may not know of the document."""
    page = document_page(session, actor, document_id, now)
    if page.current is None:
        return []
    found = citations_of(session, page.current.id, page.current.docx_sha256 or "", page.code)
    return rests_on(session, actor, page.code, found, now)


def revision_references(
    session: Session, actor: Actor, revision_id: uuid.UUID, now: datetime
) -> list[Reference]:
    """What a revision rests on: its approved file, or the present file of the draft."""
    page = revision_page(session, actor, revision_id, now)
    revision = session.get_one(Revision, revision_id)
    sha256 = revision.docx_sha256 or (page.files[0].sha256 if page.files else "")
    return file_references(session, actor, sha256, page.code, now)


def file_references(
    session: Session, actor: Actor, sha256: str, code: str, now: datetime
) -> list[Reference]:
    """What a file rests on that belongs to the document with this code."""
    return rests_on(session, actor, code, citations_in(session, sha256, code), now)


def rests_on(
    session: Session, actor: Actor, code: str, cited: Sequence[Cited], now: datetime
) -> list[Reference]:
    """Citations put together by what they name, in the order in which they first stand."""
    own = canonical_code(code)
    external = external_targets(session, cited, today(now))
    unknown = any(one.kind is Kind.LAW and (one.kind, one.key) not in external for one in cited)
    own_symbol = installation(session).symbol if unknown else ""
    keys = {key for one in cited if one.kind is Kind.INTERNAL for key in meanings(one.key, own)}
    internal = internal_targets(session, actor, keys, now)
    found: dict[object, tuple[Cited, Target, list[Mention]]] = {}
    for one in cited:
        inside = one.kind is Kind.INTERNAL
        named = _internal(one, own, internal) if inside else _outside(one, external, own_symbol)
        if named is not None:
            place, target = named
            mention = Mention(one.written, one.heading, one.snippet, one.position)
            found.setdefault(place, (one, target, []))[2].append(mention)
    return [_reference(*one) for one in found.values()]


def _internal(
    one: Cited, own: str, known: dict[str, tuple[uuid.UUID, Target]]
) -> tuple[object, Target] | None:
    named = [key for key in meanings(one.key, own) if key in known]
    if named:
        return None if named[0] == own else known[named[0]]
    if not one.sure:
        return None
    return one.key, Target(None, one.written, "", Stands.UNKNOWN)


def _outside(
    one: Cited, known: dict[tuple[Kind, str], tuple[uuid.UUID, Target]], own_symbol: str
) -> tuple[object, Target] | None:
    found = known.get((one.kind, one.key))
    if found is None and is_of(one.base, own_symbol):
        return None  # the agency's own decision, as the cover names it, comes from nowhere outside
    return found or (one.key, Target(None, one.written, "", Stands.UNREGISTERED))


def _reference(one: Cited, target: Target, mentions: list[Mention]) -> Reference:
    return Reference(
        kind=one.kind,
        code=target.code,
        title=target.title,
        stands=target.stands,
        target_id=target.id,
        successor_id=target.successor_id,
        successor=target.successor,
        ended_on=target.ended_on,
        dated=one.dated,
        to_mend=target.stands in MEND,
        mentions=tuple(mentions),
    )
