"""A small agency, made by the same acts as anybody uses."""

import uuid
from dataclasses import dataclass
from datetime import date

import pytest

from qms.people import acts
from qms.people.rules import Operator, Role, UnitKind
from qms.people.schemas import NewHolding, NewPerson, NewRole, NewUnit
from qms.service import Service

OPERATOR = Operator("root")
PASSWORD = "bốn con cò trắng bay"


@dataclass(frozen=True)
class Agency:
    """Units and people of an agency."""

    service: Service

    def unit(
        self, code: str, name: str, kind: UnitKind = UnitKind.ROOM, parent: uuid.UUID | None = None
    ) -> uuid.UUID:
        unit = NewUnit(
            code=code, name=name, kind=kind, parent_id=parent, valid_from=date(2026, 1, 1)
        )
        return acts.create_unit(self.service, OPERATOR, unit)

    def person(self, login: str, name: str = "Nguyễn Văn An", password: str = "") -> uuid.UUID:
        made = acts.create_person(self.service, OPERATOR, NewPerson(login=login, full_name=name))
        if password:
            acts.set_password(self.service, OPERATOR, made.person_id, password, must_change=False)
        return made.person_id

    def role(self, person: uuid.UUID, role: Role, unit: uuid.UUID | None = None) -> uuid.UUID:
        return acts.grant_role(self.service, OPERATOR, person, NewRole(role=role, unit_id=unit))

    def post(self, person: uuid.UUID, code: str, unit: uuid.UUID, title: str = "") -> uuid.UUID:
        holding = NewHolding(
            position_code=code, unit_id=unit, title=title, valid_from=date(2026, 1, 1)
        )
        return acts.hold_position(self.service, OPERATOR, person, holding)

    def administrator(self, login: str = "quantri1") -> uuid.UUID:
        person = self.person(login, "Lò Thị Quyên", PASSWORD)
        self.role(person, Role.ADMINISTRATOR)
        return person


@pytest.fixture
def agency(service: Service) -> Agency:
    acts.load_positions(service, OPERATOR)
    return Agency(service)


@pytest.fixture
def admin(agency: Agency) -> uuid.UUID:
    return agency.administrator()
