"""A PDF on its way to somebody's own signing tool."""

from qms.signing.pdf.incremental import require_empty, writer_of


def for_outside(pdf: bytes, *, field: str) -> bytes:
    """What somebody downloads to sign `field` with a tool of his own: the very bytes given.

    The field is there already and append-only mode is declared, so that nothing has to be added;
    what would be (a wished reason, a drawn look) would be one more change after signatures that
    allow none. Raises what `sign_pdf` raises where this field cannot be signed.
    """
    require_empty(writer_of(pdf), field)
    return pdf
