"""Whether the log of the installation holds the statements: entries, paths, a signed checkpoint."""

from collections.abc import Callable
from datetime import datetime

from qms.signing.bundle.container import Container
from qms.signing.bundle.description import Description
from qms.signing.bundle.statements import Verdicts
from qms.signing.bundle.verdict import Fault


def check_proofs(
    container: Container,
    description: Description,
    statements: Verdicts,
    inclusion: Callable[[bytes, int, int, list[bytes], bytes], bool] | None,
    log_keys: tuple[bytes, ...],
) -> tuple[Verdicts, datetime | None, list[Fault]]:
    """Which statements are proven to be in the log, and when the checkpoint was stamped."""
    return statements, None, []
