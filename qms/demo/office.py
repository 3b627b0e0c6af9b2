"""Setting the agency up: units, people with roles and positions, keys, by the acts of people."""

import json
import uuid
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import select

from qms import audit
from qms.demo.agency import (
    ADMINISTRATOR,
    ALL,
    DEPARTMENT,
    PASSPHRASE,
    PASSWORD,
    PEOPLE,
    UNITS,
    DemoPerson,
)
from qms.demo.clock import StoryClock
from qms.documents.model import DocumentType
from qms.installation import Installation
from qms.people import acts, queries
from qms.people.rules import Actor, By, DelegationKind, Operator, UnitKind
from qms.people.schemas import NewDelegation, NewHolding, NewPerson, NewRole, NewUnit
from qms.service import Service
from qms.settings import ROOT
from qms.signing import KdfCost

OPERATOR = Operator("demo")
SET = ROOT / "controlled_docs"


@dataclass
class Office:
    """Who is there, by login, and the units, by code."""

    service: Service
    clock: StoryClock
    cost: KdfCost | None = None  # of signing keys; None is the product's own
    people: dict[str, uuid.UUID] = field(default_factory=dict)
    units: dict[str, uuid.UUID] = field(default_factory=dict)

    def actor(self, login: str) -> Actor:
        """The person as acting now."""
        with self.service.db.read() as session:
            return queries.load_actor(session, self.people[login], self.service.now())

    @property
    def admin(self) -> uuid.UUID:
        return self.people[ADMINISTRATOR.login]


def agency_names(folder: Path = SET) -> dict[str, str]:
    """The names printed in the model set; `full` is what certificates and statements say."""
    names: dict[str, str] = json.loads((folder / "agency.json").read_text(encoding="utf-8"))
    return names | {"full": f"{names['agency']} {names['province']}"}


def name_installation(service: Service, names: dict[str, str]) -> None:
    """Name the fictional agency and mark the installation, so that every statement says demo."""
    with service.db.write() as session:
        row = session.scalars(select(Installation)).one()
        row.agency = names["full"]
        row.agency_en = f"{DEPARTMENT.name_en} of {names['place']} Province (fictional)"
        row.parent_agency = names["superior"]
        row.symbol, row.place, row.demo = names["symbol"], names["place"], True
        row.created_at = service.now()
        audit.record(
            session,
            act_id=audit.new_act(),
            at=service.now(),
            actor_id=None,
            action="installation.demo.begun",
            object_kind="installation",
            object_id=row.system_id,
            data={"os_user": OPERATOR.os_user},
        )


def set_up(office: Office) -> None:
    """The operator makes the administrator, who makes everything else."""
    _no_pdf_without_converter(office.service)
    top = NewUnit(
        code=DEPARTMENT.code,
        name=DEPARTMENT.name,
        name_en=DEPARTMENT.name_en,
        kind=UnitKind.BOARD,
        basis="Quyết định số 01/QĐ-UBND (giả định)",
    )
    office.units[DEPARTMENT.code] = acts.create_unit(office.service, OPERATOR, top)
    for unit in UNITS:
        new = NewUnit(
            code=unit.code,
            name=unit.name,
            name_en=unit.name_en,
            kind=unit.kind,
            parent_id=office.units[DEPARTMENT.code],
            basis="Quyết định số 02/QĐ-STNMT (giả định)",
        )
        office.units[unit.code] = acts.create_unit(office.service, OPERATOR, new)
    take_in(office, ADMINISTRATOR, OPERATOR)
    for person in PEOPLE:
        if not person.comes_later:
            office.clock.later(minutes=9)
            take_in(office, person, office.admin)


def _no_pdf_without_converter(service: Service) -> None:
    """On a machine without LibreOffice the story is told with Word files alone."""
    if service.converter is not None:
        return
    with service.db.write() as session:
        for kind in session.scalars(select(DocumentType)):
            kind.requires_pdf = False


def take_in(office: Office, person: DemoPerson, by: By) -> None:
    """Somebody comes: account, position, roles; then chooses a password and enrols for signing."""
    service = office.service
    new = NewPerson(login=person.login, full_name=person.name, staff_kind=person.staff)
    handed = acts.create_person(service, by, new)
    office.people[person.login] = handed.person_id
    holding = NewHolding(position_code=person.position, unit_id=office.units[person.unit])
    acts.hold_position(service, by, handed.person_id, holding)
    for role, unit in person.roles:
        grant = NewRole(role=role, unit_id=None if unit == ALL else office.units[unit])
        acts.grant_role(service, by, handed.person_id, grant)
    acts.redeem_one_time_code(service, handed.code, PASSWORD, address="10.0.0.10")
    if person.signs:
        acts.enrol_signing_key(
            service, handed.person_id, PASSPHRASE, PASSWORD, address="10.0.0.10", cost=office.cost
        )


def by_login(login: str) -> DemoPerson:
    """The person of the table with this login."""
    return next(one for one in PEOPLE if one.login == login)


def sign_for_director(office: Office, until: date) -> None:
    """The director lets the deputy sign for him (KT.) until a day."""
    director = office.people["minh.le"]
    with office.service.db.read() as session:
        held = queries.holdings(session, director, now=office.service.now())[0]
    new = NewDelegation(
        kind=DelegationKind.KT,
        holding_id=held.id,
        delegate_id=office.people["ha.tran"],
        valid_to=until,
        scope="Phê duyệt tài liệu của hệ thống quản lý chất lượng",
        basis="Quyết định phân công công tác số 77/QĐ-STNMT (giả định)",
    )
    acts.delegate(office.service, director, new)
