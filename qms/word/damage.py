"""A PDF that pypdf cannot follow is refused by one name, whatever the library meets in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from qms.errors import Invalid


@contextmanager
def readable_pdf() -> Iterator[None]:
    """Raises Invalid("PDF-DAMAGED") for what damaged bytes make of pypdf inside.

    A value of another kind is a TypeError, AttributeError or LookupError, a filter it does not know
    a NotImplementedError, nesting without end a RecursionError.
    """
    from pypdf.errors import PyPdfError

    try:
        yield
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise Invalid("PDF-DAMAGED") from error
    except (NotImplementedError, RecursionError) as error:
        raise Invalid("PDF-DAMAGED") from error
