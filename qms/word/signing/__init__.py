"""Signatures on paper: where they stand in a PDF and what they look like."""

from qms.word.signing.form import SigningForm, signing_form
from qms.word.signing.looks import SignatureFacts, seal_look, signature_look

__all__ = ["SignatureFacts", "SigningForm", "seal_look", "signature_look", "signing_form"]
