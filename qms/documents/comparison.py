"""Two files of the register compared, and the words of the amendment log that follow from it."""

from enum import StrEnum
from functools import lru_cache
from typing import Annotated

from pydantic import Field

from qms.documents.queries.comparison import Side
from qms.schemas import Schema
from qms.service import Service
from qms.store import read_bytes
from qms.word import Limits
from qms.word.redline import Comparison, LogWords, compare, propose_log_line

SideName = Annotated[str, Field(pattern=r"^[rft][0-9]{1,6}$")]


class ComparisonView(StrEnum):
    """Two columns, or one text with what went and came in it."""

    SIDE = "side"
    INLINE = "inline"


class ComparisonWanted(Schema):
    """Which two files: `base` the older, `file` the newer one; empty: what is usual.

    r3 is the revision with sequence 3, f2 the second upload of this revision, t1 its first round.
    """

    base: SideName | None = None
    file: SideName | None = None
    view: ComparisonView = ComparisonView.SIDE
    all: bool = False


KEPT = 16  # comparisons a process remembers: a reviewer looks at the same one again and again

# Words for paper: the language of the document, not of whoever looks at it.
LOG_WORDS = LogWords(
    replaced="sửa “{old}” thành “{new}”",
    inserted="bổ sung “{new}”",
    deleted="bỏ “{old}”",
    added="bổ sung đoạn “{new}”",
    removed="bỏ đoạn “{new}”",
    moved="chuyển vị trí đoạn “{new}”",
    several="sửa {count} đoạn",
    new_heading="bổ sung mục “{new}”",
    no_heading="Phần đầu",
    more="và {count} mục khác",
    picture="(hình)",
)


def compared(service: Service, old: Side, new: Side) -> Comparison:
    """The comparison of two stored files; read at once, remembered by their hashes."""
    limits = Limits(file=service.settings.max_upload_bytes)
    return _compared(_Bytes(service, limits), old.sha256, new.sha256)


def suggested_line(comparison: Comparison) -> tuple[str, str]:
    """(place, summary) for the amendment log, in Vietnamese; both empty where nothing differs."""
    return propose_log_line(comparison, LOG_WORDS)


class _Bytes:
    """Reads from the store; all readers of one installation are the same to the memory."""

    def __init__(self, service: Service, limits: Limits) -> None:
        self.service, self.limits = service, limits
        self.place = str(service.settings.store_path)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Bytes) and other.place == self.place

    def __hash__(self) -> int:
        return hash(self.place)


@lru_cache(KEPT)
def _compared(source: _Bytes, old: str, new: str) -> Comparison:
    store = source.service.store
    return compare(read_bytes(store, old), read_bytes(store, new), source.limits)
