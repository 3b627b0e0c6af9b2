"""What people do to controlled documents: one function, one transaction, one act."""

from qms.documents.acts.adopt import adopt, ask_to_adopt, prepare_adoption
from qms.documents.acts.approval import approve, cancel_approved, withdraw
from qms.documents.acts.bulk import Asked, approve_many, ask_to_approve_many
from qms.documents.acts.ceremony import Intent, ask_to_sign
from qms.documents.acts.draft import abandon, open_revision, plan_revision
from qms.documents.acts.hand_over import hand_over
from qms.documents.acts.importing import Imported, import_document
from qms.documents.acts.prepare import prepare, take_author_pdf
from qms.documents.acts.register import change_document, register_document
from qms.documents.acts.review import (
    agree,
    cancel_review,
    change_approver,
    comment_on,
    reassign,
    request_changes,
    return_to_draft,
    submit_for_review,
)
from qms.documents.acts.types import change_type
from qms.documents.acts.upload import Upload, accept_held, convert_held, upload

__all__ = [
    "Asked",
    "Imported",
    "Intent",
    "Upload",
    "abandon",
    "accept_held",
    "adopt",
    "agree",
    "approve",
    "approve_many",
    "ask_to_adopt",
    "ask_to_approve_many",
    "ask_to_sign",
    "cancel_approved",
    "cancel_review",
    "change_approver",
    "change_document",
    "change_type",
    "comment_on",
    "convert_held",
    "hand_over",
    "import_document",
    "open_revision",
    "plan_revision",
    "prepare",
    "prepare_adoption",
    "reassign",
    "register_document",
    "request_changes",
    "return_to_draft",
    "submit_for_review",
    "take_author_pdf",
    "upload",
    "withdraw",
]
