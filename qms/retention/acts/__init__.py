"""What people do in the retention room: one function, one transaction, one act."""

from qms.retention.acts.approving import ask_to_sign_disposal, sign_disposal
from qms.retention.acts.holding import place_hold, release_hold, say_happened
from qms.retention.acts.proposing import propose_disposal, reject_disposal
from qms.retention.acts.ruling import add_rule, bring_seed, change_rule, choose_policy

__all__ = [
    "add_rule",
    "ask_to_sign_disposal",
    "bring_seed",
    "change_rule",
    "choose_policy",
    "place_hold",
    "propose_disposal",
    "reject_disposal",
    "release_hold",
    "say_happened",
    "sign_disposal",
]
