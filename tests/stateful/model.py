"""What a quality manager would keep on paper about one document: no database, no rules of ours."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

OPEN = ("draft", "in_review", "in_approval")


@dataclass
class Sheet:
    """One revision on paper."""

    id: uuid.UUID
    state: str = "draft"
    sha256: str = ""  # the latest file
    words: str = ""  # what its author wrote in it
    frozen: str = ""  # its controlled form, as the last round froze it
    forms: set[object] = field(default_factory=set)  # from what forms were made, one of each
    promise: datetime | None = None  # 00:00 of the promised day
    asked: list[str] = field(default_factory=list)  # reviewers who have not answered yet
    approved: str = ""
    begins: datetime | None = None
    ends: datetime | None = None
    events: int = 1  # what the log must tell of it

    def holds(self, at: datetime) -> bool:
        """In force at this instant."""
        if self.begins is None or self.state == "cancelled" or at < self.begins:
            return False
        return self.ends is None or at < self.ends


@dataclass
class Paper:
    """One document on paper: its revisions, the latest last."""

    sheets: list[Sheet] = field(default_factory=list)

    @property
    def open(self) -> Sheet | None:
        """The revision somebody works on."""
        return next((one for one in self.sheets if one.state in OPEN), None)

    @property
    def last(self) -> Sheet | None:
        """The approved revision whose end nobody knows yet."""
        return next((s for s in self.sheets if s.state == "approved" and s.ends is None), None)

    def scheduled(self, now: datetime) -> list[Sheet]:
        """Approved, not yet in force."""
        return [s for s in self.sheets if s.state == "approved" and s.begins and s.begins > now]

    def in_force(self, at: datetime) -> Sheet | None:
        """What holds at this instant; paper never has two."""
        holding = [one for one in self.sheets if one.holds(at)]
        assert len(holding) <= 1
        return holding[0] if holding else None

    def follows(self, begins: datetime) -> bool:
        """Whether a revision that begins then comes after the last."""
        return self.last is None or self.last.begins is None or begins > self.last.begins

    def approve(self, sheet: Sheet, begins: datetime) -> None:
        """The last one ends where this one begins."""
        if self.last is not None:
            self.last.events += 1
            self.last.ends = begins
        sheet.state, sheet.begins, sheet.approved = "approved", begins, sheet.frozen
        sheet.events += 1

    def prepare(self, sheet: Sheet) -> None:
        """The same file under the same facts has one form; the log tells of each."""
        earlier = self.sheets[: self.sheets.index(sheet)]
        told = tuple(one.id for one in earlier if one.state in {"approved", "withdrawn"})
        form = (sheet.sha256, sheet.promise, told)
        if form not in sheet.forms:
            sheet.forms.add(form)
            sheet.events += 1

    def cancel(self, sheet: Sheet) -> None:
        """The one before lives on, until the one after begins."""
        sheet.state = "cancelled"
        sheet.events += 1
        for one in self.sheets:
            if one.state == "approved" and one.ends == sheet.begins:
                one.ends = sheet.ends
                one.events += 1
