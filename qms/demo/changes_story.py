"""Who asked for which change in the fictional department, and what the yearly look found."""

import uuid

from qms.changes import acts
from qms.changes.schemas import Merge, NewRequest
from qms.demo import changes
from qms.demo.agency import PASSPHRASE
from qms.demo.desk import Desk, Plan
from qms.documents.queries.document import document_page
from qms.documents.schemas import Proof
from qms.people.rules import today
from qms.periodic import acts as reviews
from qms.periodic.queries.listing import DueFilter, Show, due_page
from qms.periodic.rules import Due, Verdict
from qms.periodic.schemas import Proposal

MANAGER, DIRECTOR, DEPUTY = "mai.nguyen", "minh.le", "ha.tran"
MOST = 200
STILL_OVERDUE, TO_SIGN, TO_REVISE = "QT-03", "QT-04", "QT-08"
KEPT = "Đã đối chiếu với quy định hiện hành và ý kiến các đơn vị; nội dung còn phù hợp."


def two_requests_one_revision(desk: Desk, plan: Plan) -> uuid.UUID:
    """Two people ask for the same thing of QT-09; one revision answers both (from day -262 on)."""
    desk.clock.days_ago(262)
    first = ask(
        desk,
        "nam.trinh",
        "QT-09",
        "5.2",
        "Yêu cầu bổ sung lần thứ hai phải kèm văn bản xin lỗi.",
        "Người dân phản ánh bị yêu cầu bổ sung nhiều lần mà không được giải thích.",
    )
    desk.clock.later(hours=5)
    second = ask(
        desk,
        "phuc.mai",
        "QT-09",
        "",
        "Trưởng đơn vị giải trình trong báo cáo tháng khi hồ sơ phải bổ sung lần hai.",
        "Quý này có 14 hồ sơ bị yêu cầu bổ sung hai lần.",
    )
    desk.clock.next_day()
    for one in (first, second):
        acts.accept_request(desk.service, desk.id(MANAGER), one, "Gộp vào một lần sửa đổi.")
    desk.clock.days_ago(252)
    wish = Merge(requests=[first, second])
    author = desk.id("kien.luong")
    revision_id = acts.merge_requests(desk.service, author, desk.document("QT-09"), wish)
    desk.clock.later(hours=2)
    desk.edit("kien.luong", revision_id, changes.SECOND_REQUEST)
    desk.plan("kien.luong", revision_id, changes.SECOND_REQUEST, plan)
    desk.submit("kien.luong", revision_id)
    for reviewer in plan.reviewers:
        desk.clock.next_day()
        desk.agree(reviewer, revision_id)
    desk.approve(plan.approver, revision_id)
    return revision_id


def yearly_look(desk: Desk) -> None:
    """The yearly review (days -55 to -50): most stays, one waits, one is forgotten."""
    desk.clock.days_ago(55)
    waiting = {STILL_OVERDUE, TO_SIGN}
    due = [one for one in _due(desk) if one[0] not in waiting]
    proposed = []
    for code, document_id in due:
        verdict = Verdict.REVISE if code == TO_REVISE else Verdict.KEEP
        reason = (
            "Phiếu khảo sát chưa có câu hỏi về dịch vụ công trực tuyến."
            if (verdict is Verdict.REVISE)
            else KEPT
        )
        proposed.append(_propose(desk, document_id, verdict, reason))
    for review_id in proposed:
        _sign(desk, review_id)


def _due(desk: Desk) -> list[tuple[str, uuid.UUID]]:
    """What comes due before the story ends, in the order of days."""
    end = today(desk.clock.end)
    with desk.service.db.read() as session:
        actor, now = desk.office.actor(MANAGER), desk.service.now()
        rows = due_page(session, actor, DueFilter(show=Show.ALL), now, limit=MOST).rows
    return [
        (one.code, one.document_id)
        for one in rows
        if one.due_on <= end and one.stands in {Due.LATER, Due.AHEAD, Due.OVERDUE}
    ]


def asked_lately(desk: Desk) -> None:
    """Two weeks ago: one that nobody has decided yet, one refused, one taken back (day -13)."""
    desk.clock.days_ago(13)
    ask(
        desk,
        "nam.trinh",
        "QT-08",
        "",
        "Cho phép trả lời khảo sát bằng mã QR in trên giấy hẹn.",
        "Tỷ lệ trả lời phiếu giấy dưới 20 %.",
    )
    refused = ask(
        desk,
        "lan.vu",
        "QT-01",
        "",
        "Cho phép trưởng phòng tự phê duyệt biểu mẫu của phòng.",
        "Rút ngắn thời gian ban hành biểu mẫu.",
    )
    taken_back = ask(
        desk, "bich.ngo", "QT-02", "", "Thêm cột chi phí xử lý rủi ro.", "Phục vụ lập dự toán."
    )
    desk.clock.later(hours=4)
    acts.withdraw_request(desk.service, desk.id("bich.ngo"), taken_back)
    reason = "Trái nguyên tắc người phê duyệt khác người soạn thảo; giữ như hiện hành."
    acts.decline_request(desk.service, desk.id(MANAGER), refused, reason)


def asked_this_week(desk: Desk) -> None:
    """One accepted, one in the draft of QT-TNN-01 where it is open, one new; a verdict to sign."""
    accepted = ask(
        desk,
        "phuc.mai",
        "QT-06",
        "",
        "Bổ sung đào tạo viên chức Văn phòng Đăng ký về nhận hồ sơ trực tuyến.",
        "Đơn vị trực thuộc chưa có trong kế hoạch đào tạo.",
    )
    in_work = ask(
        desk,
        "long.dang",
        "QT-TNN-01",
        "",
        "Ảnh hiện trường gắn tọa độ VN-2000.",
        "Thống nhất hệ tọa độ giữa các giấy phép.",
    )
    desk.clock.later(minutes=40)
    acts.accept_request(desk.service, desk.id(MANAGER), accepted)
    acts.accept_request(desk.service, desk.id("thang.bui"), in_work, "Đưa vào dự thảo đang soạn.")
    wish = Merge(requests=[in_work])
    author = desk.id("thang.bui")
    acts.merge_requests(desk.service, author, desk.document("QT-TNN-01"), wish)
    words = "Nêu rõ ai giữ bản giấy có kiểm soát khi người giữ nghỉ phép."
    ask(desk, "lan.vu", "QT-01", "", words, "Hai lần kiểm tra không tìm được người giữ bản.")
    _propose(desk, desk.document(TO_SIGN), Verdict.KEEP, KEPT)


def ask(desk: Desk, login: str, code: str, heading: str, proposed: str, reason: str) -> uuid.UUID:
    """Somebody proposes a change, at the first heading that holds these words if there is one."""
    document_id = desk.document(code)
    with desk.service.db.read() as session:
        actor, now = desk.office.actor(login), desk.service.now()
        headings = document_page(session, actor, document_id, now).headings
    found = [text for _, text in headings if heading and heading in text.lower()]
    new = NewRequest(place=found[0] if found else "", proposed=proposed, reason=reason)
    desk.clock.later(minutes=8)
    return acts.propose(desk.service, desk.id(login), document_id, new)


def _propose(desk: Desk, document_id: uuid.UUID, verdict: Verdict, reason: str) -> uuid.UUID:
    desk.clock.later(minutes=3)
    wish = Proposal(verdict=verdict, reason=reason)
    return reviews.propose_verdict(desk.service, desk.id(MANAGER), document_id, wish)


def _sign(desk: Desk, review_id: uuid.UUID) -> None:
    desk.clock.later(minutes=2)
    asked = reviews.ask_to_sign_verdict(desk.service, desk.id(DIRECTOR), review_id)
    proof = Proof(challenge=asked.challenge, passphrase=PASSPHRASE)
    reviews.sign_verdict(desk.service, desk.id(DIRECTOR), review_id, proof)
