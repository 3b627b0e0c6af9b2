"""Which stored files the register names: what a backup must hold and a verification must find."""

from collections.abc import Iterator

from sqlalchemy import CompoundSelect, select, union
from sqlalchemy.orm import Session

from qms.documents.model import DraftFile, HeldUpload, Revision, Round


def named_objects(session: Session) -> Iterator[str]:
    """The hash of every stored file a row names, each once; files of statements are among them."""
    approved = select(Revision.docx_sha256).where(Revision.docx_sha256.is_not(None))
    named: CompoundSelect[str | None] = union(
        select(DraftFile.sha256), select(HeldUpload.sha256), select(Round.docx_sha256), approved
    )
    for sha256 in session.execute(named.execution_options(yield_per=1000)).scalars():
        yield str(sha256)
