"""Which stored files the register names: what a backup must hold and a verification must find."""

from collections.abc import Iterator

from sqlalchemy import CompoundSelect, select, union
from sqlalchemy.orm import Session

from qms.documents.model import (
    DraftFile,
    DraftPdf,
    HeldUpload,
    HouseLayout,
    PreparedFile,
    Redline,
    Rendition,
    Revision,
    Round,
    SignablePdf,
)
from qms.signing.model import Picture, SignedPdf

_ALWAYS = (
    DraftFile.sha256,
    DraftPdf.sha256,
    HeldUpload.sha256,
    HouseLayout.sha256,
    PreparedFile.docx_sha256,
    Picture.sha256,
    Rendition.pdf_sha256,
    SignablePdf.sha256,
    SignedPdf.sha256,
    Round.docx_sha256,
)
_WHERE_THERE_IS_ONE = (
    PreparedFile.pdf_sha256,
    Redline.sha256,
    Revision.docx_sha256,
    Revision.pdf_sha256,
    Round.pdf_sha256,
)


def named_objects(session: Session) -> Iterator[str]:
    """The hash of every stored file a row names, each once; files of statements are among them."""
    named: CompoundSelect[str | None] = union(
        *(select(column) for column in _ALWAYS),
        *(select(column).where(column.is_not(None)) for column in _WHERE_THERE_IS_ONE),
    )
    for sha256 in session.execute(named.execution_options(yield_per=1000)).scalars():
        yield str(sha256)
