"""What people do at a periodic review: one function, one transaction, one act."""

from qms.periodic.acts.propose import propose_verdict, return_verdict
from qms.periodic.acts.sign import ask_to_sign_verdict, sign_verdict

__all__ = ["ask_to_sign_verdict", "propose_verdict", "return_verdict", "sign_verdict"]
