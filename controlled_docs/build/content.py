"""What a document of the set consists of: plain frozen data, drawn later by `layout`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

HOURS_PER_DAY = 8  # one working day, as one-stop rules count it
ISSUED = date(2025, 9, 15)
EFFECTIVE = date(2025, 10, 1)
EVERY_UNIT = ("BGD", "VP", "TTra", "KHTC", "QLDD", "KS", "TNN", "CCMT", "VPDK", "TTCNTT")


@dataclass(frozen=True)
class Agency:
    """The words that change from agency to agency; prose names them as {agency}, {province} ..."""

    superior: str
    name: str
    agency: str
    province: str
    place: str
    symbol: str
    centre: str

    @classmethod
    def load(cls, path: Path) -> "Agency":
        """Reads the JSON file an agency edits to make the set its own."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    def fill(self, text: str) -> str:
        """Puts the agency's own words into a sentence."""
        words: Mapping[str, str] = {field.name: getattr(self, field.name) for field in fields(self)}
        return text.format_map(words)


@dataclass(frozen=True)
class Table:
    """A ruled table; widths are shares of the line, `blank` empty rows follow for handwriting."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()
    blank: int = 0


@dataclass(frozen=True)
class Step:
    """One step: `when` is working hours where a published time limit binds, else words."""

    name: str
    detail: str
    who: str
    when: int | str
    output: str = ""

    @property
    def time(self) -> str:
        """The time as printed: 4 -> "04 giờ làm việc", 24 -> "03 ngày làm việc"."""
        if isinstance(self.when, str):
            return self.when
        days, hours = divmod(self.when, HOURS_PER_DAY)
        if not hours:
            return f"{days:02d} ngày làm việc"
        if not days:
            return f"{hours:02d} giờ làm việc"
        return f"{days:02d} ngày {hours:02d} giờ làm việc"


@dataclass(frozen=True)
class Steps:
    """The step table; with `flow` the flow chart (lưu đồ) of the same steps is drawn before it."""

    steps: tuple[Step, ...]
    flow: bool = True


@dataclass(frozen=True)
class Line:
    """Labels followed by dotted lines to write on, side by side."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Ruled:
    """Empty dotted lines for free text."""

    count: int


@dataclass(frozen=True)
class Sign:
    """Signature places side by side, left empty."""

    roles: tuple[str, ...]


@dataclass(frozen=True)
class Letterhead:
    """The national heading over a paper that leaves the agency."""

    number: str = "Số: ……/……"


@dataclass(frozen=True)
class Refs:
    """Cited laws (keys of `law.LAWS`) and documents of the set (codes)."""

    laws: tuple[str, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Forms:
    """The procedure's own forms, then forms it borrows from other procedures."""

    borrowed: tuple[str, ...] = ()


Block = str | Table | Steps | Line | Ruled | Sign | Letterhead | Refs | Forms
Section = tuple[str, tuple[Block, ...]]


@dataclass(frozen=True)
class Amendment:
    """One row of the amendment log (Theo dõi sửa đổi)."""

    request: str
    place: str
    what: str
    edition: int
    revision: int
    on: date


@dataclass(frozen=True)
class Document:
    """A document with a cover: policy, manual, procedure or instruction."""

    code: str
    title: str
    title_en: str
    kind: str
    owner: str
    summary: str
    sections: tuple[Section, ...]
    field: str = "chung"
    clauses: tuple[str, ...] = ()
    edition: int = 1
    revision: int = 0
    issued_on: date = ISSUED
    effective_on: date = EFFECTIVE
    review_months: int = 12
    log: tuple[Amendment, ...] = ()
    recipients: tuple[str, ...] = EVERY_UNIT
    limit_days: int | None = None  # published time limit of an administrative service, working days
    parent: str | None = None


@dataclass(frozen=True)
class Form:
    """A form (biểu mẫu): no cover, a header and places to fill."""

    parent: str
    number: int
    title: str
    title_en: str
    summary: str
    body: tuple[Block, ...]
    landscape: bool = False

    @property
    def code(self) -> str:
        """BM-<number>-<code of the procedure it belongs to>."""
        return f"BM-{self.number:02d}-{self.parent}"
