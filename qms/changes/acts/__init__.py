"""What people do with change requests: one function, one transaction, one act."""

from qms.changes.acts.decide import accept_request, decline_request
from qms.changes.acts.merge import merge_requests, unlink_request
from qms.changes.acts.propose import propose, withdraw_request

__all__ = [
    "accept_request",
    "decline_request",
    "merge_requests",
    "propose",
    "unlink_request",
    "withdraw_request",
]
