"""Time-stamps that signatures still lack, and those that must be renewed before they lapse.

A token is asked for between two short transactions: whoever waits for an outside authority must
not hold the database.
"""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from qms.db import Database
from qms.signing.model import Signature, SignatureFormat, Timestamp, TokenKind

if TYPE_CHECKING:
    from qms.signing.timestamps import Stamper, Token

RENEW_BEFORE = timedelta(days=365)
WORTH_RENEWING = timedelta(days=30)
# One damaged row holds up no other; the verification names it.
DAMAGED = "signature %s is damaged: it gets no time-stamp"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Due:
    """What the next token of a signature is over."""

    signature_id: UUID
    number: int
    digest: bytes
    ends_at: datetime | None = None  # of the token before


def stamp_missing(db: Database, stamper: "Stamper", now: datetime, at_once: int = 50) -> int:
    """Give signatures without a time-stamp theirs; returns how many.

    Raises Unavailable("TSA-UNAVAILABLE") at the first that cannot be had. A signature inside a PDF
    carries its token there, or is covered when the PDF is archived.
    """
    query = (
        select(Signature.id, Signature.der)
        .where(*_without_token())
        .order_by(Signature.id)
        .limit(at_once)
    )
    with db.read() as session:
        waiting = [(row.id, row.der) for row in session.execute(query)]
    due = (_first(id_, der) for id_, der in waiting)
    return _stamp(db, stamper, (one for one in due if one is not None), now)


def renew_tokens(db: Database, stamper: "Stamper", now: datetime, at_once: int = 200) -> int:
    """Put a new token over every signature whose last one ends within a year; returns how many.

    One that has lapsed already is past help and left alone.
    """
    with db.read() as session:
        due = _lapsing(session, now, at_once)
    return _stamp(db, stamper, due, now)


def missing(session: Session) -> int:
    """How many signatures still wait for their time-stamp."""
    query = select(func.count()).select_from(Signature).where(*_without_token())
    return session.scalar(query) or 0


def lapsed(session: Session, now: datetime) -> int:
    """How many signatures have a last token whose authority's certificate has ended."""
    last = _last_ends().subquery()
    return session.scalar(select(func.count()).where(last.c.ends_at <= now)) or 0


def imprint(der: bytes, tokens: Iterable[bytes]) -> bytes:
    """What a renewal is over: the signature with its first token inside, and every later token."""
    from qms.signing.cades import with_token

    first, *later = tokens
    return hashlib.sha256(b"".join([with_token(der, first), *later])).digest()


def _without_token() -> tuple[ColumnElement[bool], ...]:
    stamped = select(Timestamp.signature_id).where(Timestamp.number == 1)
    return Signature.format == SignatureFormat.CADES, Signature.id.not_in(stamped)


def _last_ends() -> Select[UUID, datetime]:
    return select(Timestamp.signature_id, func.max(Timestamp.ends_at).label("ends_at")).group_by(
        Timestamp.signature_id
    )


def _lapsing(session: Session, now: datetime, at_once: int) -> list[Due]:
    last = _last_ends().subquery()
    query = (
        select(Signature)
        .join(last, last.c.signature_id == Signature.id)
        .where(last.c.ends_at <= now + RENEW_BEFORE, last.c.ends_at > now)
        .order_by(last.c.ends_at, Signature.id)
        .limit(at_once)
    )
    due = (_renewal(session, one) for one in session.scalars(query))
    return [one for one in due if one is not None]


def _first(signature_id: UUID, der: bytes) -> Due | None:
    """What the first token is over; None where what is stored is no signature any more."""
    from qms.signing.cades import signature_value
    from qms.signing.envelope import BAD_INPUT

    try:
        return Due(signature_id, 1, hashlib.sha256(signature_value(der)).digest())
    except BAD_INPUT:
        log.warning(DAMAGED, signature_id)
        return None


def _renewal(session: Session, signature: Signature) -> Due | None:
    from qms.signing.envelope import BAD_INPUT

    query = select(Timestamp).where(Timestamp.signature_id == signature.id)
    tokens = list(session.scalars(query.order_by(Timestamp.number)))
    try:
        digest = imprint(signature.der, [one.der for one in tokens])
    except BAD_INPUT:
        log.warning(DAMAGED, signature.id)
        return None
    return Due(signature.id, tokens[-1].number + 1, digest, tokens[-1].ends_at)


def _stamp(db: Database, stamper: "Stamper", due: Iterable[Due], now: datetime) -> int:
    made = 0
    for one in due:
        token = stamper.stamp(one.digest, now)
        if one.ends_at is not None and token.ends_at - one.ends_at < WORTH_RENEWING:
            break  # the authority has no later certificate yet: asked again at the next turn
        made += _store(db, one, token)
    return made


def _store(db: Database, due: Due, token: "Token") -> int:
    with db.write() as session:
        # Two workers may have asked for it: on PostgreSQL the second waits here for the first.
        session.get_one(Signature, due.signature_id, with_for_update=True)
        known = select(Timestamp.id).where(
            Timestamp.signature_id == due.signature_id, Timestamp.number == due.number
        )
        if session.scalar(known) is not None:
            return 0
        kind = TokenKind.SIGNATURE if due.number == 1 else TokenKind.RENEWAL
        session.add(
            Timestamp(
                signature_id=due.signature_id,
                number=due.number,
                kind=kind,
                der=token.der,
                gen_time=token.gen_time,
                authority=token.authority[:500],
                internal=token.internal,
                ends_at=token.ends_at,
            )
        )
    return 1
