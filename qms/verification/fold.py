"""What the log says a revision must look like: its events folded, one after the other. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from qms.documents.rules.states import State

PREFIX = "documents.revision."
UNKNOWN = "unknown"  # the log does not say: the predecessor's own successor, after a cancellation
STATES = {
    "opened": State.DRAFT,
    "imported": State.DRAFT,
    "submitted": State.IN_REVIEW,
    "sent_for_approval": State.IN_APPROVAL,
    "changes_requested": State.DRAFT,
    "returned": State.DRAFT,
    "approved": State.APPROVED,
    "adopted": State.APPROVED,
    "withdrawn": State.WITHDRAWN,
    "abandoned": State.ABANDONED,
}


@dataclass(frozen=True, slots=True)
class Told:
    """The revision as the log tells it; None where the log says nothing."""

    state: State | None = None
    edition: int | None = None
    revision: int | None = None
    docx_sha256: str | None = None
    effective_at: datetime | None = None
    superseded_at: datetime | str | None = None


def fold(events: Iterable[tuple[str, Mapping[str, object]]]) -> Told:
    """The events of one revision (action, data), oldest first."""
    told = Told()
    for action, data in events:
        told = _after(told, action.removeprefix(PREFIX), data)
    return told


def _after(told: Told, what: str, data: Mapping[str, object]) -> Told:
    if what == "cancelled":  # a review, back to draft, or an approval before its day
        cancelled = told.state is State.APPROVED
        return replace(told, state=State.CANCELLED if cancelled else State.DRAFT)
    told = replace(told, state=STATES.get(what, told.state))
    match what:
        case "opened":
            return replace(
                told, edition=_number(data, "edition"), revision=_number(data, "revision")
            )
        case "approved" | "adopted":
            sha256 = data.get("docx_sha256")
            return replace(
                told,
                docx_sha256=sha256 if isinstance(sha256, str) else None,
                effective_at=_instant(data, "effective_at"),
            )
        case "superseded":
            return replace(told, superseded_at=_instant(data, "superseded_at"))
        case "lives_on":
            return replace(told, superseded_at=UNKNOWN)
    return told


def _number(data: Mapping[str, object], name: str) -> int | None:
    value = data.get(name)
    return value if isinstance(value, int) else None


def _instant(data: Mapping[str, object], name: str) -> datetime | None:
    try:
        return datetime.fromisoformat(str(data.get(name)))
    except ValueError:
        return None
