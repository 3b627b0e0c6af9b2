"""Evidence bundles (ASiC-E with CAdES): writing them, and a verifier that knows nothing of that."""

from qms.signing.bundle.container import MEDIA_TYPE, Limits, is_bundle
from qms.signing.bundle.description import DOCUMENT, PERIOD, About, Description, ListedPdf
from qms.signing.bundle.material import (
    Beside,
    ChainHead,
    Material,
    beside,
    chain_heads,
    newest_crls,
    statements_between,
    with_their_papers,
)
from qms.signing.bundle.parts import Assembled, Origin, StoredFile, assemble
from qms.signing.bundle.proofs import Place, checkpoint_files
from qms.signing.bundle.reader import Expected, check_bundle
from qms.signing.bundle.seal import seal_manifest
from qms.signing.bundle.verdict import BundleVerdict, Fault, PdfVerdict, StatementVerdict
from qms.signing.bundle.writer import write_bundle

__all__ = [
    "DOCUMENT",
    "MEDIA_TYPE",
    "PERIOD",
    "About",
    "Assembled",
    "Beside",
    "BundleVerdict",
    "ChainHead",
    "Description",
    "Expected",
    "Fault",
    "Limits",
    "ListedPdf",
    "Material",
    "Origin",
    "PdfVerdict",
    "Place",
    "StatementVerdict",
    "StoredFile",
    "assemble",
    "beside",
    "chain_heads",
    "check_bundle",
    "checkpoint_files",
    "is_bundle",
    "newest_crls",
    "seal_manifest",
    "statements_between",
    "with_their_papers",
    "write_bundle",
]
