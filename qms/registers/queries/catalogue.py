"""Which registers can be printed: their columns are words on paper, their rows a query."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from qms.documents.queries.in_force import HISTORY_ROLES
from qms.errors import NotFound
from qms.listing import Cell
from qms.people.rules import Actor
from qms.records.rules import may_read_plan
from qms.registers.queries import others
from qms.registers.queries.amendments import amendment_rows, log_rows
from qms.registers.queries.asked import Asked, Moment
from qms.registers.queries.internal import internal_rows
from qms.retention.rules import may_see as may_see_disposals

Rows = Callable[[Session, Actor, Asked, Moment], list[tuple[Cell, ...]]]
DOCUMENT_FILTERS = ("text", "unit_id", "type_code", "field_code")


def anybody(_actor: Actor) -> bool:
    """Everybody who is signed in: the rows themselves hold only what the person may see."""
    return True


def sees_history(actor: Actor) -> bool:
    """Who may see what was before."""
    return actor.has_any(HISTORY_ROLES)


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its name (also that of its words), its rows, who may have it, its filters."""

    name: str
    rows: Rows
    may_have: Callable[[Actor], bool]
    filters: tuple[str, ...] = ()
    numbered: bool = True  # the first column counts the rows
    dated: bool = True  # as of any day
    closing: Callable[[list[tuple[Cell, ...]]], str] | None = None  # instead of a count of rows


REGISTERS: dict[str, Register] = {
    one.name: one
    for one in (
        Register("internal", internal_rows, anybody, (*DOCUMENT_FILTERS, "show", "order")),
        Register("amendments", amendment_rows, sees_history, (*DOCUMENT_FILTERS, "order")),
        Register("amendment-log", log_rows, sees_history, ("document",), numbered=False),
        Register("external", others.external, anybody, ("text", "order")),
        Register("distribution", others.distribution, sees_history, ("document", "unit_id")),
        Register("copies", others.copies, sees_history, ("document", "unit_id")),
        Register("records", others.records, anybody, ("text", "order")),
        Register("disposals", others.disposals, may_see_disposals),
        Register(
            "file-plan",
            others.file_plan,
            may_read_plan,
            ("year",),
            numbered=False,
            dated=False,
            closing=others.file_plan_closing,
        ),
    )
}


def register_named(name: str, actor: Actor) -> Register:
    """The register, for who may have it; raises NotFound("REGISTER-UNKNOWN")."""
    found = REGISTERS.get(name)
    if found is None or not found.may_have(actor):
        raise NotFound("REGISTER-UNKNOWN", name=name[:40], known=", ".join(registers_for(actor)))
    return found


def registers_for(actor: Actor) -> list[str]:
    """The names of what this person may print."""
    return [one.name for one in REGISTERS.values() if one.may_have(actor)]
