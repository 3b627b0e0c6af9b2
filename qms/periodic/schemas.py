"""What may come in for periodic reviews: the one validation of page and API."""

from qms.documents.schemas import Reason
from qms.periodic.rules import Verdict
from qms.schemas import Schema


class Proposal(Schema):
    """What is to become of the document, and why."""

    verdict: Verdict
    reason: Reason
