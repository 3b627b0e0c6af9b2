"""What becomes of records: guidance that ceased is held, proposed and destroyed by two people.

`begin` belongs near the story's first day: only what ended in an earlier year can be due today.
"""

import uuid

from sqlalchemy import select

from qms.demo.agency import PASSPHRASE
from qms.demo.desk import Desk
from qms.demo.office import by_login
from qms.demo.records import issue_plan
from qms.documents.schemas import Proof
from qms.records import acts as records
from qms.records.model import FilePlanLine, Record
from qms.records.queries.plan import plan_page
from qms.records.queries.record import record_page
from qms.records.rules import LineKind
from qms.records.schemas import PlanLine, StartRecord
from qms.retention import acts
from qms.retention.rules import Policy, Scope
from qms.retention.schemas import Happened, NewHold, PolicyChoice, Proposal

MANAGER, CLERK, APPROVER = "mai.nguyen", "nam.trinh", "minh.le"
FORM, RULE = "BM-01-QT-01", "HS-NT"
FILE = "Phiếu đề nghị theo văn bản của cấp trên (hồ sơ nguyên tắc)"
TITLES = (
    "Đề nghị áp dụng hướng dẫn tạm thời về lưu hồ sơ giấy",
    "Đề nghị bổ sung mẫu báo cáo theo công văn của cấp trên",
    "Đề nghị đổi mẫu dấu đến theo công văn của cấp trên",
    "Đề nghị điều chỉnh lịch họp giao ban theo hướng dẫn cũ",
)
COUNCIL = [
    "Nguyễn Thị Mai, thư ký ISO",
    "Phạm Quốc Dũng, Chánh Văn phòng",
    "Trịnh Văn Nam, người lập hồ sơ",
]
REASON = "Hết thời hạn bảo quản: văn bản của cấp trên đã hết hiệu lực, nội dung không còn giá trị."


def begin(desk: Desk) -> None:
    """In the first weeks: a file kept until its guidance ceases, and four records closed in it."""
    line_id = _file(desk)
    for title in TITLES:
        desk.clock.later(minutes=11)
        _closed(desk, title, line_id)


def tell(desk: Desk) -> None:
    """These days: rules and policy, one hold, one disposal carried out, one waiting."""
    service, manager = desk.service, desk.id(MANAGER)
    acts.bring_seed(service, manager)
    reason = "Danh mục đang được rà soát: áp dụng quy tắc pháp lý trước."
    acts.choose_policy(service, manager, PolicyChoice(policy=Policy.LAW, reason=reason))
    with service.db.read() as session:
        query = select(Record.id, Record.file_id).join(
            FilePlanLine, FilePlanLine.id == Record.file_id
        )
        query = query.where(FilePlanLine.title == FILE).order_by(Record.number)
        found = session.execute(query).all()
    held, first, second, waiting = (row.id for row in found)
    line_id = found[0].file_id
    desk.clock.later(minutes=6)
    ended = Happened(
        scope=Scope.FILE,
        scope_id=line_id,
        happened_on=desk.today(),
        what="Các công văn hướng dẫn của cấp trên đã hết hiệu lực.",
    )
    acts.say_happened(service, manager, ended)
    why = "Đang trả lời kiến nghị liên quan đến việc lưu hồ sơ giấy."
    acts.place_hold(service, manager, NewHold(scope=Scope.RECORD, scope_id=held, reason=why))
    disposal_id = _proposed(desk, first, second)
    desk.clock.later(minutes=40)
    asked = acts.ask_to_sign_disposal(service, desk.id(APPROVER), disposal_id)
    proof = Proof(challenge=asked.challenge, passphrase=PASSPHRASE)
    acts.sign_disposal(service, desk.id(APPROVER), disposal_id, proof)
    desk.clock.later(minutes=9)
    _proposed(desk, waiting)


def _file(desk: Desk) -> uuid.UUID:
    """A line at the end of the issued plan of the year."""
    service, manager, year = desk.service, desk.id(MANAGER), desk.today().year
    issue_plan(desk, year)
    line = PlanLine(
        kind=LineKind.FILE,
        title=FILE,
        symbol="VP",
        retention_years=1,
        retention_code=RULE,
        person_id=desk.id(CLERK),
    )
    with service.db.read() as session:
        plan_id = plan_page(session, year, service.now()).id
    return records.add_line(service, manager, plan_id, line)


def _closed(desk: Desk, title: str, line_id: uuid.UUID) -> None:
    service, me = desk.service, desk.id(CLERK)
    wish = StartRecord(unit_id=desk.office.units[by_login(CLERK).unit], title=title)
    record_id = records.start_record(service, me, desk.document(FORM), wish)
    values = {"ten_tai_lieu": "Quy trình kiểm soát tài liệu", "can_cu_ly_do": title}
    records.save_values(service, me, record_id, values, _version(desk, record_id))
    records.complete(service, me, record_id)
    records.file_into(service, me, record_id, line_id)
    records.close(service, me, record_id, _version(desk, record_id))


def _version(desk: Desk, record_id: uuid.UUID) -> int:
    with desk.service.db.read() as session:
        actor = desk.office.actor(CLERK)
        return record_page(session, actor, record_id, desk.service.now()).row_version


def _proposed(desk: Desk, *record_ids: uuid.UUID) -> uuid.UUID:
    wish = Proposal(record_ids=list(record_ids), reason=REASON, council=COUNCIL)
    return acts.propose_disposal(desk.service, desk.id(MANAGER), wish)
