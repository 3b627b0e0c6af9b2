"""What people do in the distribution room."""

from qms.distribution.acts.copies import (
    destroy_copy,
    hand_over_copy,
    issue_copies,
    lose_copy,
    return_copy,
)
from qms.distribution.acts.lists import add_recipient, change_terms, remove_recipient
from qms.distribution.acts.printing import print_copy
from qms.distribution.acts.reading import acknowledge

__all__ = [
    "acknowledge",
    "add_recipient",
    "change_terms",
    "destroy_copy",
    "hand_over_copy",
    "issue_copies",
    "lose_copy",
    "print_copy",
    "remove_recipient",
    "return_copy",
]
