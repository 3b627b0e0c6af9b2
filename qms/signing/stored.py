"""Stored evidence: loaded in one short read, judged outside of it."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from qms.errors import Broken, Invalid, NotFound
from qms.signing.judging import Against
from qms.signing.model import (
    Certificate,
    Crl,
    Signature,
    SignatureCrl,
    SignatureFormat,
    SignatureLevel,
    SignedPdf,
    Statement,
    Timestamp,
)
from qms.signing.statements import Content, LogHead, parse
from qms.signing.status import KnownCertificate, SignatureResult, broken
from qms.signing.verification import verify_against

ROW_CHANGED = "STATEMENT-ROW-CHANGED"
PREVIOUS_MISSING = "PREVIOUS-STATEMENT-MISSING"
AT_ONCE = 500  # ids in one query: both databases limit parameters
ReadPdf = Callable[[str], bytes]  # by sha256; OSError or a QmsError where it is gone


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement with its signature and its signer's certificate, as stored."""

    statement_id: UUID
    subject_id: UUID
    number: int
    action: str
    data: bytes
    sha256: str
    prev_sha256: str
    challenge: str
    signer_id: UUID
    signed_at: datetime
    log_head: LogHead
    der: bytes  # in a PDF: the CMS taken out of it
    der_sha256: str
    certificate: bytes
    known: KnownCertificate
    format: SignatureFormat = SignatureFormat.CADES
    level: SignatureLevel = SignatureLevel.B  # when it was signed
    tokens: tuple[bytes, ...] = ()  # over the signature first, then the renewals
    crls: tuple[bytes, ...] = ()  # those that spoke when it was signed
    pdf_sha256: str = ""  # the PDF that was signed together with the statement
    pdf_field: str = ""
    signature_id: UUID | None = None


def evidence(
    session: Session,
    *,
    subject_ids: Collection[UUID] = (),
    statement_ids: Collection[UUID] = (),
) -> list[Evidence]:
    """The evidence about these subjects, or of these statements, in the order of signing."""
    query = (
        select(Statement, Signature, Certificate)
        .join(Signature, Signature.statement_id == Statement.id)
        .join(Certificate, Certificate.id == Signature.certificate_id)
        .where(Statement.subject_id.in_(subject_ids) | Statement.id.in_(statement_ids))
        .order_by(Statement.signed_at, Statement.number, Statement.id, Signature.format)
    )
    return _with_extras(session, [_evidence(*row) for row in session.execute(query)])


def subjects(session: Session) -> list[UUID]:
    """Everything that was ever signed about."""
    return list(session.scalars(select(Statement.subject_id).distinct()))


def signed_heads(session: Session) -> list[LogHead]:
    """Every log head a statement carries; `verify` checks that the columns say what was signed."""
    query = select(Statement.log_epoch, Statement.log_size, Statement.log_hash).distinct()
    return [LogHead(*row) for row in session.execute(query)]


def verify(one: Evidence, against: Against, read_pdf: ReadPdf | None = None) -> SignatureResult:
    """Judge stored evidence: the signature, and that the row says what the signed bytes say.

    The lists of `against` are those known since, beside the ones kept with the signature. A
    signature that lies in a PDF alone is judged there; without `read_pdf` it cannot be.
    """
    known, lists = {one.known.sha256: one.known}, (*one.crls, *against.crls)
    against = replace(against, certificates=known, crls=lists)
    if one.format is SignatureFormat.PADES:
        result = _verify_in_pdf(one, against, read_pdf)
    else:
        token, renewals = (one.tokens[0], one.tokens[1:]) if one.tokens else (None, ())
        result = verify_against(one.data, one.der, against, token=token, renewals=renewals)
    if _row_agrees(one, result):
        return result
    return replace(result, intact=False, valid=False, reasons=(*result.reasons, ROW_CHANGED))


def verify_all(
    found: Sequence[Evidence], against: Against, read_pdf: ReadPdf | None = None
) -> list[tuple[Evidence, SignatureResult]]:
    """Judge everything about whole subjects; a statement whose predecessor is gone is named."""
    present = {one.sha256 for one in found} | {""}
    verdicts = []
    for one in found:
        result = verify(one, against, read_pdf)
        if one.prev_sha256 not in present:
            result = replace(result, reasons=(*result.reasons, PREVIOUS_MISSING))
        verdicts.append((one, result))
    return verdicts


def _verify_in_pdf(one: Evidence, against: Against, read_pdf: ReadPdf | None) -> SignatureResult:
    from qms.signing.pdf.checking import check_against
    from qms.signing.pdf.naming import as_statement
    from qms.signing.pdf.verdict import Expected

    try:
        content = parse(one.data)
    except Invalid as error:
        return broken([error.code])
    if read_pdf is None or not one.pdf_sha256:
        return broken(["SIGNED-PDF-MISSING"], content)
    try:
        data = read_pdf(one.pdf_sha256)
    except (OSError, NotFound, Broken):  # gone or damaged: an answer, and the others get theirs
        return broken(["SIGNED-PDF-MISSING"], content)
    if hashlib.sha256(data).hexdigest() != one.pdf_sha256:
        return broken(["SIGNED-PDF-OTHER-BYTES"], content)
    frozen = _frozen(content, data)
    if frozen is None:
        return broken(["SIGNED-PDF-OTHER-BYTES"], content)
    # Others signed the same PDF before: they are judged with their own statements.
    result = check_against(data, against, expected=[Expected(*frozen)])
    return as_statement(result, one.der, content, one.sha256)


def _frozen(content: Content, data: bytes) -> tuple[str, int] | None:
    """The PDF the statement names, which the signed one must begin with."""
    for file in content.spec.files:
        if file.role == "pdf" and hashlib.sha256(data[: file.size]).hexdigest() == file.sha256:
            return file.sha256, file.size
    return None


def _row_agrees(one: Evidence, result: SignatureResult) -> bool:
    content = result.content
    return (
        content is not None
        and hashlib.sha256(one.data).hexdigest() == one.sha256
        and hashlib.sha256(one.der).hexdigest() == one.der_sha256
        and content.spec.action == one.action
        and content.spec.signer.user_id == one.signer_id
        and content.challenge == one.challenge
        and content.prev == one.prev_sha256
        and content.log_head == one.log_head
    )


def _evidence(statement: Statement, signature: Signature, certificate: Certificate) -> Evidence:
    return Evidence(
        statement_id=statement.id,
        subject_id=statement.subject_id,
        number=statement.number,
        action=statement.action,
        data=statement.bytes,
        sha256=statement.sha256,
        prev_sha256=statement.prev_sha256,
        challenge=statement.challenge,
        signer_id=statement.signer_id,
        signed_at=statement.signed_at,
        log_head=LogHead(statement.log_epoch, statement.log_size, statement.log_hash),
        der=signature.der,
        der_sha256=signature.sha256,
        certificate=certificate.der,
        known=KnownCertificate.of(certificate),
        format=signature.format,
        level=signature.level,
        signature_id=signature.id,
    )


def _with_extras(session: Session, found: list[Evidence]) -> list[Evidence]:
    """The same with what is kept beside each signature: time-stamps, CRLs, the signed PDF."""
    signatures = [one.signature_id for one in found]
    tokens = _grouped(
        session,
        signatures,
        lambda ids: (
            select(Timestamp.signature_id, Timestamp.der)
            .where(Timestamp.signature_id.in_(ids))
            .order_by(Timestamp.signature_id, Timestamp.number)
        ),
    )
    crls = _grouped(
        session,
        signatures,
        lambda ids: (
            select(SignatureCrl.signature_id, Crl.der)
            .join(Crl, Crl.id == SignatureCrl.crl_id)
            .where(SignatureCrl.signature_id.in_(ids))
            .order_by(SignatureCrl.signature_id, Crl.this_update, Crl.id)
        ),
    )
    pdfs = _grouped(
        session,
        [one.statement_id for one in found],
        lambda ids: select(SignedPdf.statement_id, SignedPdf.sha256, SignedPdf.field).where(
            SignedPdf.statement_id.in_(ids)
        ),
    )
    return [_extended(one, tokens, crls, pdfs) for one in found]


Rows = Mapping[UUID | None, list[tuple[Any, ...]]]


def _extended(one: Evidence, tokens: Rows, crls: Rows, pdfs: Rows) -> Evidence:
    pdf = pdfs.get(one.statement_id, [("", "")])[0]
    return replace(
        one,
        tokens=tuple(row[0] for row in tokens.get(one.signature_id, ())),
        crls=tuple(row[0] for row in crls.get(one.signature_id, ())),
        pdf_sha256=pdf[0],
        pdf_field=pdf[1],
    )


def _grouped(
    session: Session,
    ids: Sequence[UUID | None],
    query: Callable[[Sequence[UUID | None]], Any],
) -> Rows:
    """What belongs to each id, in the order of the query."""
    found: dict[UUID | None, list[tuple[Any, ...]]] = defaultdict(list)
    for start in range(0, len(ids), AT_ONCE):
        asked: Select[Any] = query(ids[start : start + AT_ONCE])
        for row in session.execute(asked):
            found[row[0]].append(tuple(row[1:]))
    return found
