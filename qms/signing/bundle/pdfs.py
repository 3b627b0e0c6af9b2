"""Signed PDFs of a bundle: the frozen bytes first, then signatures that name its statements."""

from collections.abc import Mapping
from dataclasses import replace

from qms.signing.bundle.container import Container
from qms.signing.bundle.description import Description, ListedPdf, sha256_of
from qms.signing.bundle.statements import IN_PDF, Verdicts
from qms.signing.bundle.verdict import Fault, PdfVerdict, StatementVerdict
from qms.signing.judging import Against
from qms.signing.status import SignatureResult

MOST_BYTES = 100 * 1024 * 1024
OTHER = "BUNDLE-PDF-OTHER"


def check_pdfs(
    container: Container, description: Description, against: Against, statements: Verdicts
) -> tuple[tuple[PdfVerdict, ...], Verdicts, list[Fault]]:
    """Judge every signed PDF; a statement signed in one gets its verdict from there."""
    named = {one.sha256: one for one in statements}
    verdicts: list[PdfVerdict] = []
    faults: list[Fault] = []
    inside: dict[str, SignatureResult] = {}
    for listed in description.pdfs:
        data = container.read(listed.path, MOST_BYTES)
        if not _is_the_one(data, listed, named):
            faults.append(Fault(OTHER, listed.path))
            continue
        verdict = _judged(data, listed, against, named, inside)
        verdicts.append(verdict)
        faults += [] if verdict.ok else [Fault("BUNDLE-PDF", listed.path, verdict.reasons)]
    judged = tuple(_from_pdf(one, inside) for one in statements)
    faults += [
        Fault("BUNDLE-STATEMENT", f"statements/{one.stem}.json", one.result.reasons)
        for one, before in zip(judged, statements, strict=True)
        if IN_PDF in before.result.reasons and not one.ok
    ]
    return tuple(verdicts), judged, faults


def _is_the_one(data: bytes, listed: ListedPdf, named: Mapping[str, StatementVerdict]) -> bool:
    """The PDF is the listed one, and what it begins with is what its first statement names."""
    begun = named.get(listed.statement_sha256)
    if begun is None or begun.result.content is None or sha256_of(data) != listed.sha256:
        return False
    files = {(one.sha256, one.size) for one in begun.result.content.spec.files}
    return (listed.frozen_sha256, listed.frozen_size) in files


def _judged(
    data: bytes,
    listed: ListedPdf,
    against: Against,
    named: Mapping[str, StatementVerdict],
    inside: dict[str, SignatureResult],
) -> PdfVerdict:
    from qms.signing.pdf.checking import check_against
    from qms.signing.pdf.naming import in_statement
    from qms.signing.pdf.verdict import Expected

    frozen = Expected(listed.frozen_sha256, listed.frozen_size)
    result = check_against(data, against, expected=[frozen])
    reasons = list(result.reasons)
    for one in result.signatures:
        statement = named.get(one.statement_sha256)
        content = statement.result.content if statement is not None else None
        if content is None:
            reasons += [*one.reasons, "BUNDLE-PDF-NO-STATEMENT"]
        else:
            said = in_statement(one, content, one.statement_sha256)
            inside[one.statement_sha256] = said
            reasons += said.reasons
    return PdfVerdict(
        path=listed.path,
        ok=result.ok and not reasons,
        signatures=len(result.signatures),
        reasons=tuple(dict.fromkeys(reasons)),
        archive=result.archive,
    )


def _from_pdf(one: StatementVerdict, inside: Mapping[str, SignatureResult]) -> StatementVerdict:
    waits = IN_PDF in one.result.reasons
    return replace(one, result=inside[one.sha256]) if waits and one.sha256 in inside else one
