"""Kinds of units and of staff, and the tree the units form."""

import uuid
from collections.abc import Mapping
from enum import StrEnum

from qms.errors import Invalid


class UnitKind(StrEnum):
    """What a unit is: rooms have no seal of their own, subordinate units do."""

    BOARD = "board"
    OFFICE = "office"
    ROOM = "room"
    BRANCH_DEPARTMENT = "branch_department"
    SERVICE_UNIT = "service_unit"
    DISTRICT_BRANCH = "district_branch"
    ONE_STOP_DESK = "one_stop_desk"


class StaffKind(StrEnum):
    """Công chức, viên chức, người lao động hợp đồng."""

    CIVIL_SERVANT = "civil_servant"
    PUBLIC_EMPLOYEE = "public_employee"
    CONTRACT_WORKER = "contract_worker"


def subtrees(
    parents: Mapping[uuid.UUID, uuid.UUID | None],
) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """Unit -> itself and all below it, from unit -> parent."""
    below: dict[uuid.UUID, set[uuid.UUID]] = {unit: {unit} for unit in parents}
    for unit in parents:
        seen = {unit}
        above = parents[unit]
        while above is not None and above not in seen:
            seen.add(above)
            below.setdefault(above, {above}).add(unit)
            above = parents.get(above)
    return {unit: frozenset(members) for unit, members in below.items()}


def check_parent(
    parents: Mapping[uuid.UUID, uuid.UUID | None], unit: uuid.UUID, parent: uuid.UUID | None
) -> None:
    """A parent exists at that time and is not the unit itself or below it (raises Invalid)."""
    if parent is None:
        return
    if parent not in parents:
        raise Invalid("UNIT-PARENT-MISSING", fields={"parent_id": "UNIT-PARENT-MISSING"})
    if parent in subtrees(parents).get(unit, frozenset({unit})):
        raise Invalid("UNIT-CYCLE", fields={"parent_id": "UNIT-CYCLE"})
