"""What a damaged Whoosh index throws, told apart from our own mistakes, as one error.

Found by truncating, zeroing and removing files and by flipping bytes (see the tests): the
reader trusts what it reads, so any of the everyday exceptions below may surface.
"""

import pickle
import struct
import zlib
from types import TracebackType

from whoosh.fields import UnknownFieldError
from whoosh.filedb.filetables import FileFormatError
from whoosh.index import IndexError as WhooshIndexError
from whoosh.query.qcore import QueryError

from qms.search.interface import IndexBroken

DAMAGE: tuple[type[BaseException], ...] = (
    EOFError,
    OSError,
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    MemoryError,
    ImportError,
    NameError,
    struct.error,
    pickle.UnpicklingError,
    zlib.error,
    WhooshIndexError,
    FileFormatError,
    UnknownFieldError,
    QueryError,
)


class Damage:
    """A block that touches index files: what damage throws leaves it as IndexBroken."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # Whoosh raises the bare class Exception itself ("Block tag error"); nothing else does.
        if kind is not None and (kind is Exception or issubclass(kind, DAMAGE)):
            raise IndexBroken(reason=f"{kind.__name__}: {error}"[:200]) from error
