"""What the agency's documents rest on: the usual laws, two looked up, one replaced."""

import uuid
from datetime import timedelta

from sqlalchemy import select

from qms.demo.desk import Desk
from qms.references import acts
from qms.references.model import ExternalDocument
from qms.references.queries.reviews import open_reviews
from qms.references.rules.naming import naming
from qms.references.rules.standing import Status
from qms.references.schemas import CheckGiven, NoChangeNeeded, Replacement, StatusChange

MANAGER, AUTHOR = "mai.nguyen", "lan.vu"
SOURCE = "Cơ sở dữ liệu quốc gia về văn bản pháp luật."
LOOKED_UP = (("30/2020/NĐ-CP", MANAGER), ("31/2024/QH15", AUTHOR))
REPLACED, REPLACING = "02/2022/TT-BTNMT", "99/2026/TT-BNNMT"
FICTION = "Văn bản giả định, chỉ để trình diễn: quy định chi tiết Luật Bảo vệ môi trường"


def tell(desk: Desk) -> None:
    """The list is brought in and looked up; a replaced circular opens reviews with their clock."""
    service, manager = desk.service, desk.id(MANAGER)
    acts.read_citations(service)
    acts.seed_external(service, manager)
    for number, login in LOOKED_UP:
        desk.clock.later(minutes=7)
        given = CheckGiven(note=SOURCE)
        acts.check_external(service, desk.id(login), line_of(desk, number), given)
    desk.clock.later(hours=1)
    effective_on = desk.today() - timedelta(days=20)
    by = Replacement(
        number=REPLACING,
        title=FICTION,
        issuer="Bộ Nông nghiệp và Môi trường (giả định)",
        issued_on=effective_on - timedelta(days=45),
        effective_on=effective_on,
    )
    change = StatusChange(status=Status.REPLACED, replaced_by=by, note="Văn bản giả định.")
    law = line_of(desk, REPLACED)
    acts.mark_status(service, manager, law, change)
    desk.clock.later(minutes=30)
    reason = "Chỉ viện dẫn mẫu báo cáo; nội dung mẫu không thay đổi trong văn bản mới."
    with service.db.read() as session:
        last = open_reviews(session, service.now(), ExternalDocument.id == law)[-1]
    acts.decide_no_change(service, manager, law, last.document_id, NoChangeNeeded(reason=reason))


def line_of(desk: Desk, number: str) -> uuid.UUID:
    """The line of the list with this number."""
    query = select(ExternalDocument.id).where(ExternalDocument.base == naming(number).base)
    with desk.service.db.read() as session:
        return session.scalars(query).one()
