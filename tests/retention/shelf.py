"""An agency with records that ended years ago, and what people do about them."""

import os
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from qms.documents.schemas import Proof
from qms.people.rules import Role
from qms.records import acts as records
from qms.records.model import Record
from qms.retention import acts
from qms.retention.queries.disposals import DisposalPage, disposal_page
from qms.retention.queries.due import DueFilter, DueRow, Show, due_page
from qms.retention.rules import Scope
from qms.retention.schemas import NewHold, Proposal
from qms.service import Service
from tests.records.office import FormOffice, add_line, set_up
from tests.support.cast import PASSPHRASE, Cast
from tests.support.ready import once as ready_once

REASON = "Hết thời hạn lưu trữ, không còn giá trị sử dụng."
COUNCIL = ["Lê Minh Châu, Giám đốc", "Hoàng Giang, phụ trách chất lượng"]
LATER = datetime(2029, 1, 5, 2, 0, tzinfo=UTC)  # two years after the end of 2026 have run out


@dataclass
class Shelf:
    """The office of forms, with files that are kept for different times."""

    office: FormOffice
    files: dict[str, uuid.UUID] = field(default_factory=dict)

    @property
    def cast(self) -> Cast:
        return self.office.cast

    @property
    def service(self) -> Service:
        return self.office.service

    def later(self, at: datetime = LATER) -> None:
        """Years pass; what was stored is as old as it should be."""
        for file in self.service.store.root.glob("??/??/*"):  # type: ignore[attr-defined]
            os.utime(file, (self.service.now().timestamp(),) * 2)
        self.service.clock.set(at)  # type: ignore[attr-defined]

    def kept(self, file: str = "two", login: str = "dung", **values: Any) -> uuid.UUID:
        """A closed record in this file."""
        record_id = self.office.completed(login, **values)
        records.file_into(self.service, self.cast[login], record_id, self.files[file])
        version = self.office.page(record_id, login).row_version
        records.close(self.service, self.cast[login], record_id, version)
        return record_id

    def line(self, name: str, **values: Any) -> uuid.UUID:
        """A file of the plan."""
        self.files[name] = add_line(self.office, title=f"Tập hồ sơ {name}", **values)
        return self.files[name]

    def due(self, show: Show = Show.DUE, login: str = "giang", **wanted: Any) -> list[DueRow]:
        """What this person's list shows."""
        with self.service.db.read() as session:
            asked = DueFilter(show=show, **wanted)
            return due_page(session, self.cast.actor(login), asked, self.service.now()).rows

    def row(self, record_id: uuid.UUID) -> DueRow:
        """One record in the whole list."""
        return next(one for one in self.due(Show.ALL) if one.record_id == record_id)

    def hold(self, scope: Scope, scope_id: uuid.UUID, login: str = "giang") -> uuid.UUID:
        """Giang holds it for a complaint."""
        wish = NewHold(scope=scope, scope_id=scope_id, reason="Đang giải quyết khiếu nại.")
        return acts.place_hold(self.service, self.cast[login], wish)

    def propose(self, *records_: uuid.UUID, login: str = "giang") -> uuid.UUID:
        """Giang proposes."""
        wish = Proposal(record_ids=list(records_), reason=REASON, council=COUNCIL)
        return acts.propose_disposal(self.service, self.cast[login], wish)

    def proof(self, disposal_id: uuid.UUID, login: str = "chau") -> Proof:
        """What the signing page asks for."""
        asked = acts.ask_to_sign_disposal(self.service, self.cast[login], disposal_id)
        return Proof(challenge=asked.challenge, passphrase=PASSPHRASE)

    def sign(self, disposal_id: uuid.UUID, login: str = "chau") -> None:
        """Châu approves."""
        acts.sign_disposal(
            self.service, self.cast[login], disposal_id, self.proof(disposal_id, login)
        )

    def page(self, disposal_id: uuid.UUID, login: str = "chau") -> DisposalPage:
        """The proposal as this person sees it."""
        with self.service.db.read() as session:
            return disposal_page(session, self.cast.actor(login), disposal_id, self.service.now())

    def record(self, record_id: uuid.UUID) -> Record:
        """The row."""
        with self.service.db.read() as session:
            return session.scalars(select(Record).where(Record.id == record_id)).one()


def stock(service: Service) -> Shelf:
    """A plan with files for two years, five years by law, and for good; Yên manages too."""
    cast = Cast(service)
    made = ready_once(service, "shelf", lambda: _stock(service))
    cast.ids, cast.units, document_id, plan_id, in_plan, files = made
    return Shelf(FormOffice(cast, document_id, plan_id, in_plan), files)


def _stock(service: Service) -> tuple[Any, ...]:
    shelf = Shelf(set_up(service))
    shelf.cast.add("yen", "Phan Thị Yên", (Role.QUALITY_MANAGER, "QLDD"), (Role.APPROVER, None))
    shelf.cast.enrol("yen")
    shelf.line("two", retention_years=2)
    shelf.line("law", retention_years=2, retention_code="BC-DV-QUY")
    shelf.line("open", retention_years=1, retention_code="HS-NT")
    shelf.files["good"] = shelf.office.files["permanent"]
    acts.bring_seed(service, shelf.cast["giang"])
    office = shelf.office
    known = (office.document_id, office.plan_id, office.files, shelf.files)
    return shelf.cast.ids, shelf.cast.units, *known
