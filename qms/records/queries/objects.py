"""Which stored files the records name: what a backup must hold and a verification must find."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.records.model import Record


def named_objects(session: Session) -> Iterator[str]:
    """The hash of every file of a record that was not disposed of, each once."""
    query = select(Record.docx_sha256).where(
        Record.docx_sha256.is_not(None), Record.disposed_at.is_(None)
    )
    for sha256 in session.scalars(query.distinct().execution_options(yield_per=1000)):
        yield str(sha256)
