"""Which versions a person may lay beside each other."""

from qms.documents.rules.period import Standing
from qms.documents.rules.permissions import (
    DocumentFacts,
    RevisionFacts,
    is_party,
    may_see_revision,
)
from qms.documents.rules.states import OPEN
from qms.people.rules import Actor


def may_see_beside(
    actor: Actor,
    document: DocumentFacts,
    new: RevisionFacts,
    base: RevisionFacts,
    stands: Standing,
    *,
    is_predecessor: bool,
) -> bool:
    """Whoever may see both; who writes, reviews or approves must also see what it replaces."""
    if may_see_revision(actor, document, base, stands):
        return True
    return is_predecessor and new.state in OPEN and is_party(actor, new)
