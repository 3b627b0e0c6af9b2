"""What the controlled form of a document states, and how each fact is printed."""

from dataclasses import dataclass
from datetime import date

NO_DATE = "…/…/……"


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of "Theo dõi sửa đổi": the change, its version and day.

    `approver` is for lines of versions already issued; the line being approved leaves it empty,
    because the name comes with the signature.
    """

    request: str
    place: str
    summary: str
    edition: int
    revision: int
    issued_on: date | None
    approver: str = ""

    @property
    def number(self) -> str:
        """`02/01`; nothing for a line of old that names no version."""
        return f"{self.edition:02d}/{self.revision:02d}" if self.edition else ""


@dataclass(frozen=True, slots=True)
class ControlFacts:
    """The identity of one revision. `issued_on` None is printed as a blank to be written in."""

    agency: str
    parent_agency: str
    place: str
    kind: str
    code: str
    title: str
    edition: int
    revision: int
    issued_on: date | None
    decision: str = ""
    log: tuple[LogLine, ...] = ()


def printed_day(day: date | None) -> str:
    """`05/02/2026`, or the blank that is filled by hand."""
    return f"{day:%d/%m/%Y}" if day else NO_DATE


def printed_year(day: date | None) -> str:
    """The year on the cover."""
    return f"{day:%Y}" if day else "……"
