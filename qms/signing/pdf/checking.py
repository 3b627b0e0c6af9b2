"""The judge of signed PDFs, for our own output and for uploads alike; nothing is fetched.

 1. bounded size, one PDF from its first byte, readable strictly             (contents)
 2. no scripts, layers, attached files, other fields, in any version of it   (contents)
 3. it begins with the bytes that were frozen                                (expected)
 4. since then, and since each signature, only signatures were added         (changes)
 5. a new field of an outside tool lies inside a prepared, empty place       (changes)
 6. only the first signature certifies, and allows no annotations            (changes)
 7. each byte range is whole but for the signature itself                    (ranges)
 8. the last signature or document time-stamp covers the file to its end     (ranges)
 9. each signature's CMS is judged as that of a statement                    (judging)
10. document time-stamps hold, and tell the time of what they cover          (moments)

Whatever cannot be read is not valid: an exception of a reader is an answer, never "unknown".
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from qms.signing.envelope import BadEnvelope, Envelope, open_envelope
from qms.signing.judging import NO_TIMESTAMP, Against, Judged, judge
from qms.signing.moments import WRONG, check_stamp
from qms.signing.pdf import changes, contents, ranges
from qms.signing.pdf.contents import valued
from qms.signing.pdf.incremental import DAMAGE
from qms.signing.pdf.inside import lists_inside
from qms.signing.pdf.lasting import over
from qms.signing.pdf.ranges import Range
from qms.signing.pdf.verdict import BadPdf, Expected, PdfResult, PdfSignature, PdfStamp
from qms.signing.status import KnownCertificate, Revoked
from qms.signing.trust import Anchor

MOST_BYTES = 100 * 1024 * 1024
MOST_SIGNATURES = 50
SUBFILTERS = frozenset({"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"})
STAMP = "/ETSI.RFC3161"
STATEMENT = re.compile(r"\[([0-9a-f]{64})\]\Z")
BROKEN: tuple[type[Exception], ...] = (*DAMAGE, SignatureValidationError)
UNREADABLE = "SIGNED-PDF-UNREADABLE"


def check_pdf(
    data: bytes,
    *,
    expected: Sequence[Expected] | None = None,
    roots: Sequence[bytes],
    outside: Sequence[Anchor] = (),
    stamp_anchors: Sequence[bytes] = (),
    certificates: Mapping[str, KnownCertificate] | None,
    crls: Sequence[bytes] = (),
    at: datetime,
) -> PdfResult:
    """Judge every signature of a PDF; `expected` are states it must begin with, the frozen first.

    The other arguments are those of `verify_statement`. Never raises for what is in the file.
    """
    against = Against(roots, at, certificates, outside, stamp_anchors, crls)
    return check_against(data, against, expected=expected)


def check_against(
    data: bytes, against: Against, *, expected: Sequence[Expected] | None = None
) -> PdfResult:
    """The same with everything it is judged against in one value."""
    try:
        return _check(data, against, expected or ())
    except BadPdf as error:
        return PdfResult(reasons=(error.code,), parameters={"seen": error.seen})
    except BROKEN:
        return PdfResult(reasons=(UNREADABLE,))


def _check(data: bytes, against: Against, expected: Sequence[Expected]) -> PdfResult:
    if len(data) > MOST_BYTES:
        raise BadPdf("SIGNED-PDF-TOO-LARGE")
    if not data.startswith(b"%PDF-"):
        raise BadPdf(UNREADABLE)
    reader = PdfFileReader(BytesIO(data), strict=True)
    contents.check_contents(reader)
    against = replace(against, crls=(*against.crls, *lists_inside(reader)))
    found = _embedded(reader)
    frozen = _frozen_revision(data, reader, expected)
    base = frozen if frozen is not None else found[0].signed_revision
    certifies = changes.check_catalog(reader, found[0])
    places = changes.slots(reader, base)
    if frozen is not None and not changes.only_signatures_since(reader, frozen):
        raise BadPdf("SIGNED-PDF-CHANGED")
    spans = [ranges.read(data, one) for one in found]
    stamps = [
        _stamp(data, one, span, against)
        for one, span in zip(found, spans, strict=True)
        if _is_stamp(one)
    ]
    signatures = [
        _signature(data, one, span, against, stamps, places, certifies and index == 0)
        for index, (one, span) in enumerate(zip(found, spans, strict=True))
        if not _is_stamp(one)
    ]
    return _result(reader, data, signatures, stamps, spans)


def _result(
    reader: PdfFileReader,
    data: bytes,
    signatures: list[PdfSignature],
    stamps: list[PdfStamp],
    spans: list[Range],
) -> PdfResult:
    reasons = []
    if not signatures:
        reasons.append("SIGNED-PDF-UNSIGNED")
    if not all(one.ok for one in stamps):
        reasons.append(WRONG)
    if max(one.end for one in spans) != len(data):
        reasons.append("SIGNED-PDF-TAIL")
    last = max((one.size for one in signatures), default=0)
    over_all = [one for one in stamps if one.ok and one.size > last]
    times = [one.time for one in signatures]
    ends = [one.ends_at for one in times if one is not None]
    return PdfResult(
        signatures=tuple(signatures),
        stamps=tuple(stamps),
        reasons=tuple(reasons),
        archive=bool(over_all) and "/DSS" in reader.root,
        ends_at=min(ends) if ends and len(ends) == len(times) else None,
    )


def _embedded(reader: PdfFileReader) -> list[EmbeddedPdfSignature]:
    """Every filled signature field, in the order of the revisions; none is passed over."""
    found = [
        EmbeddedPdfSignature(reader, field, name)
        for name, _value, field in enumerate_sig_fields(reader, filled_status=True)
    ]
    if not found:
        raise BadPdf("SIGNED-PDF-UNSIGNED")
    if len(found) > MOST_SIGNATURES:
        raise BadPdf("SIGNED-PDF-TOO-MANY", str(len(found)))
    if len({one.signed_revision for one in found}) < len(found):
        raise BadPdf("SIGNED-PDF-SHARED")
    return sorted(found, key=lambda one: int(one.signed_revision))


def _frozen_revision(
    data: bytes, reader: PdfFileReader, expected: Sequence[Expected]
) -> int | None:
    """The last revision of the frozen bytes; raises BadPdf where the file does not begin so."""
    for one in expected:
        begin = memoryview(data)[: one.size]
        if len(begin) < one.size or hashlib.sha256(begin).hexdigest() != one.sha256:
            raise BadPdf("SIGNED-PDF-OTHER-BYTES")
    if not expected:
        return None
    alone = PdfFileReader(BytesIO(data[: expected[0].size]), strict=True)
    last = int(alone.total_revisions) - 1
    ours, theirs = reader.xrefs, alone.xrefs
    if reader.total_revisions <= last or any(
        ours.get_startxref_for_revision(one) != theirs.get_startxref_for_revision(one)
        for one in range(last + 1)
    ):
        raise BadPdf("SIGNED-PDF-OTHER-BYTES")
    return last


def _is_stamp(one: EmbeddedPdfSignature) -> bool:
    return bool(valued(one.sig_object, "/Type") == "/DocTimeStamp")


def _stamp(data: bytes, one: EmbeddedPdfSignature, span: Range, against: Against) -> PdfStamp:
    sound = valued(one.sig_object, "/SubFilter") == STAMP and _unchanged(one, span)
    digest = ranges.digest(data, span, "sha256")
    told, _strange = check_stamp(
        span.cms, digest, anchors=against.time_roots, others=(), at=against.at
    )
    return PdfStamp(one.field_name, sound and told is not None, span.end, told)


def _unchanged(one: EmbeddedPdfSignature, span: Range) -> bool:
    """Whether it covers its revision whole and only what may be added came after it."""
    one.compute_integrity_info(  # type: ignore[no-untyped-call]
        diff_policy=changes.policy()
    )
    summary = one.summarise_integrity_info()
    return span.whole and summary["docmdp_ok"] is not False


def _signature(
    data: bytes,
    one: EmbeddedPdfSignature,
    span: Range,
    against: Against,
    stamps: Sequence[PdfStamp],
    places: Mapping[str, str],
    certifies: bool,
) -> PdfSignature:
    reason = _text(one.sig_object, "/Reason")
    named = STATEMENT.search(reason)
    bare = PdfSignature(
        field=one.field_name,
        slot=places[one.field_name],
        name="",
        reason=reason,
        statement_sha256=named.group(1) if named else "",
        signer_sha256="",
        intact=False,
        valid=False,
        trusted=False,
        revoked=Revoked.UNKNOWN,
        coverage="file" if span.end == len(data) else "revision",
        certifies=certifies,
        cms=span.cms,
        size=span.end,
    )
    faults = _faults(one, span, certifies)
    try:
        envelope = open_envelope(span.cms, said_at=_said_at(one.sig_object))
    except BadEnvelope as error:
        return replace(bare, reasons=(*faults, str(error)))
    told = over(envelope, span, against, stamps)
    digest = ranges.digest(data, span, envelope.digest)
    judged = judge(envelope, digest, against, stamps=told, mismatches=faults)
    return _judged(bare, envelope, judged, faults)


def _judged(
    bare: PdfSignature, envelope: Envelope, judged: Judged, faults: Sequence[str]
) -> PdfSignature:
    return replace(
        bare,
        name=str(envelope.signer.subject.native.get("common_name", ""))[:200],
        signer_sha256=judged.signer_sha256,
        intact=judged.intact,
        valid=judged.intact and judged.fits and not faults,
        trusted=judged.fits and not judged.chain.faults,
        revoked=judged.revoked,
        signed_at=envelope.signed_at,
        time=judged.time,
        level=judged.level,
        reasons=judged.reasons,
        notes=tuple(one for one in judged.notes if one != NO_TIMESTAMP or judged.time is None),
        parameters=judged.parameters,
    )


def _faults(one: EmbeddedPdfSignature, span: Range, certifies: bool) -> list[str]:
    faults = []
    if valued(one.sig_object, "/SubFilter") not in SUBFILTERS:
        faults.append("SIGNED-PDF-SUBFILTER")
    if not span.whole:
        faults.append("SIGNED-PDF-RANGE")
    if not _unchanged(one, span):
        faults.append("SIGNED-PDF-CHANGED")
    if not certifies and _certifying(one):
        faults.append("SIGNED-PDF-PERMISSIONS")
    return faults


def _certifying(one: EmbeddedPdfSignature) -> bool:
    references = valued(one.sig_object, "/Reference") or ()
    return any(valued(each.get_object(), "/TransformMethod") == "/DocMDP" for each in references)


def _said_at(signature: Any) -> datetime | None:
    text = _text(signature, "/M")
    if not text:
        return None
    moment = generic.parse_pdf_date(text, strict=True)
    return moment.astimezone(UTC) if moment.tzinfo is not None else None


def _text(signature: Any, key: str) -> str:
    value = valued(signature, key)
    return str(value) if isinstance(value, generic.TextStringObject) else ""
