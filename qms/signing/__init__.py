"""Signing: keys, certificates, statements, CAdES signatures, verification, evidence.

`cryptography` and pyHanko are imported only when something is signed or checked.
"""

from qms.signing import pdf
from qms.signing.authority import Authority, open_authority, private_files, public_files
from qms.signing.ceremony import (
    OpenKey,
    Signed,
    open_key,
    record,
    sign,
    sign_many,
    sign_opened,
)
from qms.signing.chains import (
    AppendedPdf,
    PdfMoved,
    append_pdf,
    chain_states,
    head_of_chain,
    heads,
    known_signers,
    validation_data,
)
from qms.signing.crl import (
    after_revocation,
    current_crls,
    import_crl,
    issue_crl,
    refresh_crls,
)
from qms.signing.enrol import (
    Enrolment,
    certificates_of,
    live_certificate,
    prepare_enrolment,
    store_enrolment,
)
from qms.signing.founding import create_authority, renew_issuing
from qms.signing.keys import KdfCost, WrongPassphrase, check_passphrase
from qms.signing.model import Certificate, RevocationReason, SignRequest, Statement
from qms.signing.own import against_all, against_chain, require_own_pdf
from qms.signing.requests import forget_requests, last_statement, open_request, request
from qms.signing.revoke import revoke, revoke_all
from qms.signing.statements import (
    Content,
    DocumentRef,
    FileRef,
    Glance,
    ListedDocument,
    LogHead,
    SignerRef,
    StatementSpec,
    glance,
    parse,
)
from qms.signing.status import KnownCertificate, Revoked, SignatureResult
from qms.signing.stored import (
    Evidence,
    evidence,
    signed_heads,
    subjects,
    verify,
    verify_all,
)
from qms.signing.verification import verify_statement

__all__ = [
    "AppendedPdf",
    "Authority",
    "Certificate",
    "Content",
    "DocumentRef",
    "Enrolment",
    "Evidence",
    "FileRef",
    "Glance",
    "KdfCost",
    "KnownCertificate",
    "ListedDocument",
    "LogHead",
    "OpenKey",
    "PdfMoved",
    "RevocationReason",
    "Revoked",
    "SignRequest",
    "SignatureResult",
    "Signed",
    "SignerRef",
    "Statement",
    "StatementSpec",
    "WrongPassphrase",
    "after_revocation",
    "against_all",
    "against_chain",
    "append_pdf",
    "certificates_of",
    "chain_states",
    "check_passphrase",
    "create_authority",
    "current_crls",
    "evidence",
    "forget_requests",
    "glance",
    "head_of_chain",
    "heads",
    "import_crl",
    "issue_crl",
    "known_signers",
    "last_statement",
    "live_certificate",
    "open_authority",
    "open_key",
    "open_request",
    "parse",
    "pdf",
    "prepare_enrolment",
    "private_files",
    "public_files",
    "record",
    "refresh_crls",
    "renew_issuing",
    "request",
    "require_own_pdf",
    "revoke",
    "revoke_all",
    "sign",
    "sign_many",
    "sign_opened",
    "signed_heads",
    "store_enrolment",
    "subjects",
    "validation_data",
    "verify",
    "verify_all",
    "verify_statement",
]
