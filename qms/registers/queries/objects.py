"""Which stored files this room names: what a backup must hold and a verification must find."""

from collections.abc import Iterator

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from qms.registers.model import ImportFile, ImportJob


def named_objects(session: Session) -> Iterator[str]:
    """The hash of every table and file that was brought in, each once."""
    named = union(select(ImportJob.table_sha256), select(ImportFile.sha256))
    for sha256 in session.execute(named.execution_options(yield_per=1000)).scalars():
        yield str(sha256)
