"""Verification: what the evidence of an installation is worth, checked from the ground up."""

from qms.verification.checkpoints import read_since
from qms.verification.installation import verify_installation, verify_one_document
from qms.verification.progress import Progress, silent
from qms.verification.report import Found, Report, StoreVerdict

__all__ = [
    "Found",
    "Progress",
    "Report",
    "StoreVerdict",
    "read_since",
    "silent",
    "verify_installation",
    "verify_one_document",
]
