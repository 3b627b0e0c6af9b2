"""What people do in the references room."""

from qms.references.acts.bringing import Brought, bring_in, seed_external, usual_laws
from qms.references.acts.clock import remind
from qms.references.acts.deciding import decide_no_change
from qms.references.acts.ending import mark_status
from qms.references.acts.reading import forget_citations, read_citations
from qms.references.acts.register import add_external, change_external, check_external

__all__ = [
    "Brought",
    "add_external",
    "bring_in",
    "change_external",
    "check_external",
    "decide_no_change",
    "forget_citations",
    "mark_status",
    "read_citations",
    "remind",
    "seed_external",
    "usual_laws",
]
