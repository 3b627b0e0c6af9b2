"""The people of the tests: An writes, Bình reviews, Châu approves, Dung only reads.

They are put in place by the same acts an administrator uses.
"""

import uuid
from dataclasses import dataclass, field
from io import BytesIO

import docx
from sqlalchemy import select

from qms.documents import acts
from qms.documents.acts import Intent, Upload
from qms.documents.model import DocumentType
from qms.documents.queries.revision import revision_page
from qms.documents.rules.numbering import Step
from qms.documents.rules.states import Act
from qms.documents.schemas import NewDocument, Proof, ReviewerPlan, RevisionPlan
from qms.documents.seeds import seed_register
from qms.people import acts as people
from qms.people.queries import load_actor
from qms.people.rules import Operator, Role, StaffKind, UnitKind, today
from qms.people.schemas import NewHolding, NewPerson, NewRole, NewUnit
from qms.service import Service
from qms.signing import KdfCost, prepare_enrolment, store_enrolment
from tests.support.ready import once as ready_once

ROOT = Operator("root")
PASSWORD = "trang giấy trắng bên sông"
PASSPHRASE = "câu khóa ký số của tôi"
CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)


@dataclass
class Cast:
    """Who is there, by login, and the units they belong to."""

    service: Service
    ids: dict[str, uuid.UUID] = field(default_factory=dict)
    units: dict[str, uuid.UUID] = field(default_factory=dict)
    known: dict[str, uuid.UUID] = field(default_factory=dict)  # documents, by code

    def __getitem__(self, login: str) -> uuid.UUID:
        return self.ids[login]

    def actor(self, login: str):
        """The person as acting now."""
        with self.service.db.read() as session:
            return load_actor(session, self.ids[login], self.service.now())

    def add(self, login: str, name: str, *roles: tuple[Role, str | None]) -> uuid.UUID:
        """A person with roles; (role, unit code or None for the whole agency)."""
        new = NewPerson(login=login, full_name=name, staff_kind=StaffKind.CIVIL_SERVANT)
        person_id = people.create_person(self.service, ROOT, new).person_id
        self.ids[login] = person_id
        people.set_password(self.service, ROOT, person_id, PASSWORD, must_change=False)
        for role, unit in roles:
            grant = NewRole(role=role, unit_id=self.units[unit] if unit else None)
            people.grant_role(self.service, ROOT, person_id, grant)
        return person_id

    def enrol(self, login: str) -> None:
        """Give a person a signing key, as the profile page does."""
        actor = self.actor(login)
        enrolment = prepare_enrolment(
            self.service.authority,
            holder_id=actor.id,
            login=login,
            full_name=actor.full_name,
            passphrase=PASSPHRASE,
            now=self.service.now(),
            cost=CHEAP,
        )
        with self.service.db.write() as session:
            store_enrolment(session, enrolment)

    def ask(self, login: str, act: Act, revision_id: uuid.UUID, words: str = "") -> Proof:
        """What the signing page does: ask, and have the passphrase ready."""
        request = acts.ask_to_sign(self.service, self[login], Intent(act, revision_id, words))
        return Proof(challenge=request.challenge, passphrase=PASSPHRASE)


def assemble(service: Service, *, pdf: bool = False) -> Cast:
    """Two units, six people with keys, an empty register; `pdf`: types require a PDF as seeded."""
    cast = Cast(service)
    name = "cast-with-pdf" if pdf else "cast"
    cast.ids, cast.units = ready_once(service, name, lambda: _assemble(cast, service, pdf))
    return cast


def assemble_with_qt05(service: Service) -> Cast:
    """The cast with a procedure in force, which took three signatures; made once a run."""
    cast = Cast(service)
    made = ready_once(service, "cast-with-qt05", lambda: _assemble_with_qt05(service))
    cast.ids, cast.units, cast.known = made
    return cast


def _assemble_with_qt05(service: Service) -> tuple[dict[str, uuid.UUID], ...]:
    cast = assemble(service)
    cast.known["QT-05"] = register(cast)
    issued(cast, cast.known["QT-05"])
    return cast.ids, cast.units, cast.known


def _assemble(
    cast: Cast, service: Service, pdf: bool
) -> tuple[dict[str, uuid.UUID], dict[str, uuid.UUID]]:
    people.load_positions(service, ROOT)
    cast.units["SO"] = people.create_unit(
        service, ROOT, NewUnit(code="SO", name="Sở", kind=UnitKind.BOARD)
    )
    for code, name in [("VP", "Văn phòng Sở"), ("QLDD", "Phòng Quản lý đất đai")]:
        new = NewUnit(code=code, name=name, kind=UnitKind.ROOM, parent_id=cast.units["SO"])
        cast.units[code] = people.create_unit(service, ROOT, new)
    cast.add("vanan", "Nguyễn Văn An", (Role.AUTHOR, "VP"), (Role.STAFF, "VP"))
    cast.add("binh", "Trần Thị Bình", (Role.REVIEWER, None))
    cast.add("chau", "Lê Minh Châu", (Role.APPROVER, None))
    cast.add("dung", "Phạm Thị Dung", (Role.STAFF, "QLDD"))
    cast.add("giang", "Hoàng Giang", (Role.QUALITY_MANAGER, None))
    cast.add("hai", "Vũ Văn Hải", (Role.AUDITOR, None))
    people.hold_position(
        service, ROOT, cast["chau"], NewHolding(position_code="director", unit_id=cast.units["SO"])
    )
    with service.db.write() as session:
        seed_register(session)
        for kind in session.scalars(select(DocumentType)):  # a PDF takes LibreOffice two seconds
            kind.requires_pdf = kind.requires_pdf and pdf
    for login in ("vanan", "binh", "chau", "giang"):
        cast.enrol(login)
    return cast.ids, cast.units


def a_docx(text: str = "Nội dung quy trình.", code: str = "QT-05") -> bytes:
    """A small Word file with a heading and a code."""
    document = docx.Document()
    document.add_heading("Quy trình kiểm soát tài liệu", 0)
    document.add_paragraph(f"Mã hiệu: {code}")
    document.add_heading("1. Mục đích", 1)
    document.add_paragraph(text)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def register(cast: Cast, code: str = "QT-05", title: str = "Quy trình thu hồi đất") -> uuid.UUID:
    """An takes a document into the register."""
    new = NewDocument(
        code=code,
        title=title,
        type_code="QT",
        field_code="chung",
        owner_unit_id=cast.units["VP"],
        clauses=["7.5.3"],
    )
    return acts.register_document(cast.service, cast["vanan"], new)


def a_draft(cast: Cast, document_id: uuid.UUID, step: Step = Step.AMENDMENT) -> uuid.UUID:
    """An opens the next revision."""
    return acts.open_revision(cast.service, cast["vanan"], document_id, step)


def put_file(cast: Cast, revision_id: uuid.UUID, data: bytes, base: str = "") -> None:
    """An uploads a Word file."""
    acts.upload(cast.service, cast["vanan"], revision_id, Upload(data, "quy trình.docx", base))


def plan(cast: Cast, revision_id: uuid.UUID, login: str = "vanan", **changes: object) -> None:
    """An says what changes, and who reviews and approves."""
    with cast.service.db.read() as session:
        page = revision_page(session, cast.actor(login), revision_id, cast.service.now())
    due = today(cast.service.now())
    values: dict[str, object] = {
        "title": page.title,
        "change_summary": "Bổ sung mục 5.3",
        "change_reason": "Theo kết luận đánh giá nội bộ",
        "reviewers": [ReviewerPlan(person_id=cast["binh"], due_on=due)],
        "approver_id": cast["chau"],
        "row_version": page.row_version,
    }
    acts.plan_revision(
        cast.service, cast[login], revision_id, RevisionPlan(**{**values, **changes})
    )


def base_of(cast: Cast, revision_id: uuid.UUID) -> str:
    """The hash the next upload must be based on."""
    from qms.documents.model import Revision
    from qms.documents.queries.files import base_sha256

    with cast.service.db.read() as session:
        return base_sha256(session, session.get_one(Revision, revision_id))


def code_of(cast: Cast, document_id: uuid.UUID) -> str:
    """The code under which a document is registered."""
    from qms.documents.model import Document

    with cast.service.db.read() as session:
        return session.get_one(Document, document_id).code


def ready(
    cast: Cast, document_id: uuid.UUID, text: str, code: str = "", **changes: object
) -> uuid.UUID:
    """A draft with file and plan, ready to be submitted."""
    revision_id = a_draft(cast, document_id)
    data = a_docx(text, code or code_of(cast, document_id))
    put_file(cast, revision_id, data, base_of(cast, revision_id))
    plan(cast, revision_id, **changes)
    return revision_id


def submit(cast: Cast, revision_id: uuid.UUID) -> None:
    """An signs the submission."""
    proof = cast.ask("vanan", Act.SUBMIT, revision_id)
    acts.submit_for_review(cast.service, cast["vanan"], revision_id, proof)


def review(cast: Cast, revision_id: uuid.UUID, words: str = "") -> None:
    """Bình agrees."""
    proof = cast.ask("binh", Act.AGREE, revision_id, words)
    acts.agree(cast.service, cast["binh"], revision_id, words, proof)


def approve(cast: Cast, revision_id: uuid.UUID) -> None:
    """Châu signs the approval."""
    proof = cast.ask("chau", Act.APPROVE, revision_id)
    acts.approve(cast.service, cast["chau"], revision_id, proof)


def issued(cast: Cast, document_id: uuid.UUID, text: str = "Lần đầu.", **changes: object):
    """A revision brought all the way to its approval."""
    revision_id = ready(cast, document_id, text, **changes)
    submit(cast, revision_id)
    review(cast, revision_id)
    approve(cast, revision_id)
    return revision_id
