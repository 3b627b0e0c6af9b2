"""What lies beside a signed statement: its time-stamps and the revocation lists of its moment."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from qms.signing.model import (
    Crl,
    Signature,
    SignatureCrl,
    SignatureFormat,
    SignedPdf,
    Statement,
    Timestamp,
)
from qms.signing.stored import Evidence

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Stamped:
    """One time-stamp token."""

    der: bytes
    at: datetime
    internal: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """Tokens in their order (the first is over the signature itself), lists, and where it is."""

    tokens: tuple[Stamped, ...] = ()
    crls: tuple[bytes, ...] = ()
    in_pdf: bool = False


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The newest state of a signed PDF and the frozen bytes it begins with."""

    sha256: str
    size: int
    frozen_sha256: str
    statement_id: UUID


@dataclass(frozen=True, slots=True)
class Material:
    """Everything an export needs from the database about these statements."""

    found: tuple[Evidence, ...]
    beside: dict[UUID, Beside]
    chains: tuple[ChainHead, ...]
    crls: tuple[bytes, ...] = ()  # the newest of each issuer
    anchors: bytes = b""
    log: Mapping[str, bytes] = field(default_factory=dict)  # files about the log as a whole
    logged: Mapping[str, tuple[bytes, bytes]] = field(default_factory=dict)
    """Statement's hash -> the log's entry about it, and the proof of its place."""


def beside(session: Session, statement_ids: Collection[UUID]) -> dict[UUID, Beside]:
    """What is stored beside the signature of each of these statements."""
    found: dict[UUID, Beside] = {}
    for part in _parts(statement_ids):
        signatures = session.execute(
            select(Signature.statement_id, Signature.id, Signature.format).where(
                Signature.statement_id.in_(part)
            )
        ).all()
        ids = [row.id for row in signatures]
        tokens, crls = _tokens(session, ids), _crls(session, ids)
        for row in signatures:
            found[row.statement_id] = Beside(
                tuple(tokens.get(row.id, ())),
                tuple(crls.get(row.id, ())),
                row.format is SignatureFormat.PADES,
            )
    return found


def chain_heads(session: Session, statement_ids: Collection[UUID]) -> tuple[ChainHead, ...]:
    """The newest state of every signed PDF that began with one of these statements."""
    heads: dict[UUID, ChainHead] = {}
    for part in _parts(statement_ids):
        query = select(SignedPdf).where(SignedPdf.chain_id.in_(part)).order_by(SignedPdf.number)
        for row in session.scalars(query):
            before = heads.get(row.chain_id)
            frozen = before.frozen_sha256 if before else row.base_sha256
            heads[row.chain_id] = ChainHead(row.sha256, row.size, frozen, row.chain_id)
    return tuple(heads.values())


def newest_crls(session: Session, now: datetime) -> tuple[bytes, ...]:
    """The newest revocation list of each issuer."""
    newest: dict[str, bytes] = {}
    for row in session.scalars(select(Crl).where(Crl.this_update <= now).order_by(Crl.this_update)):
        newest[row.issuer_sha256] = row.der
    return tuple(newest.values())


def statements_between(session: Session, start: datetime, end: datetime) -> list[UUID]:
    """Statements signed from `start` on and before `end`, the oldest first."""
    query = select(Statement.id).where(Statement.signed_at >= start, Statement.signed_at < end)
    return list(session.scalars(query.order_by(Statement.signed_at, Statement.id)))


def with_their_papers(session: Session, statement_ids: Sequence[UUID]) -> list[UUID]:
    """These and all others signed in the same PDFs, the oldest first.

    A signed PDF is evidence only beside the statement of each signature in it.
    """
    wanted = set(statement_ids)
    for part in _parts(statement_ids):
        own = select(SignedPdf.chain_id).where(
            or_(SignedPdf.statement_id.in_(part), SignedPdf.chain_id.in_(part))
        )
        query = select(SignedPdf.chain_id, SignedPdf.statement_id).where(
            SignedPdf.chain_id.in_(own)
        )
        for begun, signed in session.execute(query):
            wanted |= {begun} if signed is None else {begun, signed}
    found: list[tuple[datetime, UUID]] = []
    for part in _parts(list(wanted)):
        query_times = select(Statement.signed_at, Statement.id).where(Statement.id.in_(part))
        found += [(at, one) for at, one in session.execute(query_times)]
    return [one for _at, one in sorted(found)]


def _tokens(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[Stamped]]:
    found: dict[UUID, list[Stamped]] = {}
    query = select(Timestamp).where(Timestamp.signature_id.in_(ids)).order_by(Timestamp.number)
    for row in session.scalars(query):
        stamped = Stamped(row.der, row.gen_time, row.internal)
        found.setdefault(row.signature_id, []).append(stamped)
    return found


def _crls(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[bytes]]:
    found: dict[UUID, list[bytes]] = {}
    query = (
        select(SignatureCrl.signature_id, Crl.der)
        .join(Crl, Crl.id == SignatureCrl.crl_id)
        .where(SignatureCrl.signature_id.in_(ids))
        .order_by(Crl.issuer, Crl.this_update)
    )
    for row in session.execute(query):
        found.setdefault(row.signature_id, []).append(row.der)
    return found


def _parts(ids: Collection[UUID]) -> list[list[UUID]]:
    listed = list(ids)
    return [listed[start : start + AT_ONCE] for start in range(0, len(listed), AT_ONCE)]
