"""An office that fills in forms: the model form of corrective actions, and the plan of files."""

import uuid
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import docx

from qms.documents import acts as documents
from qms.documents.schemas import NewDocument
from qms.people.rules import today
from qms.records import acts
from qms.records.model import FilePlanLine, Record
from qms.records.queries.plan import PlanPage, plan_page
from qms.records.queries.record import RecordPage, record_page
from qms.records.rules import LineKind
from qms.records.schemas import NewPlan, PlanLine, StartRecord
from qms.service import Service
from tests.support.cast import Cast, a_draft, approve, assemble, base_of, plan, put_file, review
from tests.support.cast import submit as send
from tests.support.ready import once as ready_once

FORMS = Path(__file__).parents[2] / "controlled_docs" / "documents"
CODE = "BM-01-QT-04"
VALUES: dict[str, Any] = {
    "so_phieu": "07/2026",
    "don_vi": "Phòng Quản lý đất đai",
    "nguon": ["danh_gia_noi_bo"],
    "phan_1_noi_dung_khong_phu_hop_bang_chung": "Ba hồ sơ không có phiếu kiểm soát.\nĐiều 8.5.1.",
}


@dataclass
class FormOffice:
    """Who is there, the form, and the plan."""

    cast: Cast
    document_id: uuid.UUID
    plan_id: uuid.UUID
    files: dict[str, uuid.UUID] = field(default_factory=dict)

    @property
    def service(self) -> Service:
        return self.cast.service

    @property
    def year(self) -> int:
        return today(self.service.now()).year

    def start(self, login: str = "dung", unit: str = "QLDD", title: str = "") -> uuid.UUID:
        """Somebody begins a record of the form in force."""
        wish = StartRecord(unit_id=self.cast.units[unit], title=title)
        return acts.start_record(self.service, self.cast[login], self.document_id, wish)

    def page(self, record_id: uuid.UUID, login: str = "dung") -> RecordPage:
        """The record as this person sees it."""
        with self.service.db.read() as session:
            return record_page(session, self.cast.actor(login), record_id, self.service.now())

    def save(self, record_id: uuid.UUID, login: str = "dung", **values: Any) -> None:
        """What was typed, over the present version."""
        version = self.page(record_id, login).row_version
        acts.save_values(self.service, self.cast[login], record_id, values, version)

    def completed(self, login: str = "dung", **values: Any) -> uuid.UUID:
        """A record with its file."""
        record_id = self.start(login)
        self.save(record_id, login, **(values or VALUES))
        acts.complete(self.service, self.cast[login], record_id)
        return record_id

    def closed(self, login: str = "dung") -> uuid.UUID:
        """A record that is filed and locked."""
        record_id = self.completed(login)
        acts.file_into(self.service, self.cast[login], record_id, self.files["fixed"])
        version = self.page(record_id, login).row_version
        acts.close(self.service, self.cast[login], record_id, version)
        return record_id

    def new_version(self, data: bytes | None = None) -> None:
        """The form gets its next version, in force at once."""
        self.service.clock.advance(hours=1)  # type: ignore[attr-defined]
        issue(self.cast, self.document_id, data or changed_form())
        self.service.clock.advance(hours=1)  # type: ignore[attr-defined]

    def plan(self) -> PlanPage:
        """The file plan of this year."""
        with self.service.db.read() as session:
            return plan_page(session, self.year, self.service.now())


def set_up(service: Service) -> FormOffice:
    """The form is issued, the plan is opened with a heading and two files; made once a run."""
    cast = Cast(service)
    made = ready_once(service, "form-office", lambda: _set_up(assemble(service)))
    cast.ids, cast.units, document_id, plan_id, files = made
    return FormOffice(cast, document_id, plan_id, files)


def _set_up(cast: Cast) -> tuple[Any, ...]:
    service = cast.service
    new = NewDocument(
        code=CODE,
        title="Phiếu yêu cầu hành động khắc phục",
        type_code="BM",
        field_code="chung",
        owner_unit_id=cast.units["VP"],
    )
    document_id = documents.register_document(service, cast["vanan"], new)
    issue(cast, document_id, model_form())
    year = today(service.now()).year
    wish = NewPlan(year=year, copy_forward=False)
    plan_id = acts.open_plan(service, cast["giang"], wish)
    office = FormOffice(cast, document_id, plan_id)
    add_line(office, kind=LineKind.HEADING, title="Hệ thống quản lý chất lượng")
    office.files["fixed"] = add_line(
        office, title="Hành động khắc phục", symbol="ISO", retention_years=5
    )
    office.files["permanent"] = add_line(
        office, title="Hồ sơ ứng dụng ISO", symbol="ISO", permanent=True
    )
    return cast.ids, cast.units, document_id, plan_id, office.files


def add_line(office: FormOffice, **values: Any) -> uuid.UUID:
    """Giang adds a line to the plan."""
    wish = PlanLine(**{"kind": LineKind.FILE, **values})
    return acts.add_line(office.service, office.cast["giang"], office.plan_id, wish)


def issue(cast: Cast, document_id: uuid.UUID, data: bytes) -> uuid.UUID:
    """A version of the form from upload to approval."""
    revision_id = a_draft(cast, document_id)
    put_file(cast, revision_id, data, base_of(cast, revision_id))
    plan(cast, revision_id)
    send(cast, revision_id)
    review(cast, revision_id)
    approve(cast, revision_id)
    return revision_id


def model_form(code: str = CODE) -> bytes:
    """A form of the model set."""
    return (FORMS / f"{code}.docx").read_bytes()


def changed_form() -> bytes:
    """The same form with one label renamed: its value has no place there any more."""
    document = docx.Document(BytesIO(model_form()))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("Xử lý tức thời đã làm", "Khắc phục ngay")
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def row(office: FormOffice, record_id: uuid.UUID) -> Record:
    """The record's row."""
    with office.service.db.read() as session:
        return session.get_one(Record, record_id)


def line_row(office: FormOffice, line_id: uuid.UUID) -> FilePlanLine:
    """The row of a line of the plan."""
    with office.service.db.read() as session:
        return session.get_one(FilePlanLine, line_id)
