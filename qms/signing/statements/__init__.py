"""Statements: what is signed, its canonical bytes, and the strict way back."""

from qms.signing.statements.encode import VIETNAM, encode
from qms.signing.statements.glance import Glance, glance
from qms.signing.statements.parse import parse
from qms.signing.statements.shape import (
    STATEMENT_TYPE,
    Content,
    DocumentRef,
    FileRef,
    ListedDocument,
    LogHead,
    SignerRef,
    StatementSpec,
)

__all__ = [
    "STATEMENT_TYPE",
    "VIETNAM",
    "Content",
    "DocumentRef",
    "FileRef",
    "Glance",
    "ListedDocument",
    "LogHead",
    "SignerRef",
    "StatementSpec",
    "encode",
    "glance",
    "parse",
]
