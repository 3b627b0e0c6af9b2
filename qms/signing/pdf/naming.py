"""A signature in a PDF as the signature of a statement, where somebody signed the PDF alone."""

from qms.signing.moments import REQUEST_LIFE, SECOND
from qms.signing.pdf.verdict import PdfResult, PdfSignature
from qms.signing.statements import Content
from qms.signing.status import SignatureResult, broken

DEMO = "DEMO-INSTALLATION"


def as_statement(result: PdfResult, cms: bytes, content: Content, sha256: str) -> SignatureResult:
    """What the signature with this CMS says of the statement; the file must begin as it names.

    Tools of others write their own reason: where none names a statement, the frozen bytes, the
    certificate and the ten minutes of the request bind the two, and the verdict says so.
    """
    if result.reasons:
        return broken(result.reasons, content, result.parameters)
    found = [one for one in result.signatures if one.cms == cms]
    if len(found) != 1:
        return broken(["SIGNATURE-WRONG"], content)
    return in_statement(found[0], content, sha256)


def in_statement(one: PdfSignature, content: Content, sha256: str) -> SignatureResult:
    """What this signature of a PDF says of the statement with this fingerprint."""
    faults = _binding(one, content, sha256)
    notes = [*one.notes, *([] if one.statement_sha256 else ["SIGNED-PDF-NAMES-NO-STATEMENT"])]
    return SignatureResult(
        intact=one.intact,
        valid=one.valid and not faults,
        trusted=one.trusted,
        revoked=one.revoked,
        reasons=(*one.reasons, *faults),
        notes=(*notes, *([DEMO] if content.is_demo else [])),
        signer_sha256=one.signer_sha256,
        claimed_time=content.claimed_time,
        signed_at=one.signed_at,
        content=content,
        time=one.time,
        level=one.level,
        coverage=one.coverage,
        parameters=one.parameters,
    )


def _binding(one: PdfSignature, content: Content, sha256: str) -> list[str]:
    faults = []
    if one.statement_sha256 not in {"", sha256}:
        faults.append("SIGNED-PDF-OTHER-STATEMENT")
    if one.signer_sha256 != content.cert_sha256:
        faults.append("SIGNER-OTHER-CERTIFICATE")
    apart = None if one.signed_at is None else one.signed_at - content.claimed_time
    if apart is None or not -SECOND <= apart <= REQUEST_LIFE:
        faults.append("SIGNING-TIME-APART")
    return faults
