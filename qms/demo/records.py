"""Filled forms of two fictional years: the file plan, records in every state, one corrected."""

import uuid
from dataclasses import dataclass
from typing import Any

from qms.demo.desk import Desk
from qms.demo.office import by_login
from qms.records import acts
from qms.records.queries.plan import plan_page, plan_years
from qms.records.queries.record import record_page
from qms.records.rules import LineKind
from qms.records.schemas import NewPlan, PlanLine, StartRecord

MANAGER = "mai.nguyen"
CLAUSE = "phan_1_noi_dung_khong_phu_hop_bang_chung"
PLAN: tuple[dict[str, Any], ...] = (
    {"kind": LineKind.HEADING, "title": "Hệ thống quản lý chất lượng"},
    {"kind": LineKind.SUBHEADING, "title": "Kiểm soát tài liệu, hồ sơ"},
    {"title": "Đề nghị ban hành, sửa đổi tài liệu", "symbol": "ISO", "retention_years": 10},
    {"kind": LineKind.SUBHEADING, "title": "Đánh giá và cải tiến"},
    {"title": "Hồ sơ ứng dụng ISO của cơ quan", "symbol": "ISO", "permanent": True},
    {"title": "Phiếu yêu cầu hành động khắc phục", "symbol": "ISO", "retention_years": 5},
    {"kind": LineKind.HEADING, "title": "Tổ chức, cán bộ"},
    {"title": "Hồ sơ tổ chức lớp bồi dưỡng cán bộ", "symbol": "TCCB", "retention_years": 10},
    {"kind": LineKind.HEADING, "title": "Cải cách hành chính"},
    {"title": "Hồ sơ thực hiện cải cách hành chính", "symbol": "VP", "retention_years": 20},
)
REQUESTS, SYSTEM, ACTIONS, TRAINING = "01.ISO", "02.ISO", "03.ISO", "04.TCCB"


@dataclass(frozen=True, slots=True)
class Told:
    """One record: who fills in which form for the own unit, how far it comes."""

    login: str
    form: str
    title: str
    values: dict[str, Any]
    file: str = ""
    close: bool = False
    note: str = ""


def tell(desk: Desk) -> None:
    """The plan of last year and of this year, and what was filled in."""
    year = desk.today().year
    for each in (year - 1, year):
        issue_plan(desk, each)
    for one in RECORDS:
        desk.clock.later(minutes=7)
        _record(desk, one, year)


def issue_plan(desk: Desk, year: int) -> None:
    """The file plan of a year, issued; one that is there stays as it is."""
    service, manager = desk.service, desk.id(MANAGER)
    with service.db.read() as session:
        if year in plan_years(session):
            return
    first = NewPlan(year=year, copy_forward=True)
    plan_id = acts.open_plan(service, manager, first)
    with service.db.read() as session:
        empty = not plan_page(session, year, service.now()).lines
    for line in PLAN if empty else ():
        wish = PlanLine(**{"kind": LineKind.FILE, "person_id": desk.id(MANAGER), **line})
        acts.add_line(service, manager, plan_id, wish)
    desk.clock.later(minutes=5)
    acts.approve_plan(service, manager, plan_id, f"Quyết định số 03/QĐ-STNMT năm {year}")


def _record(desk: Desk, one: Told, year: int) -> uuid.UUID:
    service, me = desk.service, desk.id(one.login)
    wish = StartRecord(unit_id=desk.office.units[by_login(one.login).unit], title=one.title)
    record_id = acts.start_record(service, me, desk.document(one.form), wish)
    if one.values:
        page = _page(desk, one.login, record_id)
        values = {**page.values, **one.values}
        acts.save_values(service, me, record_id, values, page.row_version)
    if one.file:
        desk.clock.later(minutes=3)
        acts.complete(service, me, record_id)
        acts.file_into(service, me, record_id, _file(desk, year, one.file))
    if one.close:
        acts.close(service, me, record_id, _page(desk, one.login, record_id).row_version)
    if one.note:
        desk.clock.later(minutes=20)
        acts.add_note(service, me, record_id, one.note)
    return record_id


def _page(desk: Desk, login: str, record_id: uuid.UUID) -> Any:
    with desk.service.db.read() as session:
        actor = desk.office.actor(login)
        return record_page(session, actor, record_id, desk.service.now())


def _file(desk: Desk, year: int, mark: str) -> uuid.UUID:
    with desk.service.db.read() as session:
        lines = plan_page(session, year, desk.service.now()).lines
    return next(one.id for one in lines if one.mark == mark)


def _request(document: str, why: str, *, kind: str = "sua_doi_mot_phan") -> dict[str, Any]:
    return {"ten_tai_lieu": document, "can_cu_ly_do": why, "loai_de_nghi": [kind]}


def _action(found: str, cause: str, what: str) -> dict[str, Any]:
    return {
        "nguon": ["danh_gia_noi_bo"],
        "loai": ["nhe"],
        CLAUSE: found,
        "xu_ly_tuc_thoi_da_lam": "Đã nhắc nhở và bổ sung ngay trong ngày.",
        "phan_2_nguyen_nhan_goc_truong_hop_tuong": cause,
        "phan_2_nguyen_nhan_goc_truong_hop_tuong_2": [
            {"hanh_dong": what, "nguoi_thuc_hien": "Trưởng đơn vị", "thoi_han": "30 ngày"}
        ],
    }


_FORMS = ("BM-01-QT-01", "BM-01-QT-04", "BM-02-QT-06", "BM-01-QT-02")
_LESSON = {
    "noi_dung": "Tập huấn nhận diện rủi ro trong giải quyết thủ tục hành chính",
    "dia_diem": "Phòng họp tầng 2",
}
_RISK = {"rui_ro": [{"su_kien_rui_ro": "Hồ sơ trễ hạn do chờ ý kiến", "k": "3", "a": "4"}]}
RECORDS: tuple[Told, ...] = (
    Told(
        "nam.trinh",
        _FORMS[0],
        "Đề nghị sửa thời hạn bước thẩm tra",
        _request("Quy trình cấp Giấy chứng nhận", "Thời hạn bước 3 không còn phù hợp."),
        REQUESTS,
        close=True,
    ),
    Told(
        "phuc.mai",
        _FORMS[0],
        "Đề nghị bổ sung biểu mẫu kiểm tra",
        _request("Hướng dẫn kiểm tra cải cách hành chính", "Thiếu cột ghi bằng chứng."),
        REQUESTS,
    ),
    Told("lan.vu", _FORMS[0], "Đề nghị ban hành lại sổ tay", {}),
    Told(
        "nam.trinh",
        _FORMS[1],
        "Ba hồ sơ thiếu phiếu kiểm soát",
        _action(
            "Ba trong mười hồ sơ chọn mẫu không có phiếu kiểm soát quá trình.",
            "Người mới chưa được hướng dẫn.",
            "Tập huấn lại cho toàn bộ người tiếp nhận",
        ),
        ACTIONS,
        close=True,
        note="Đính chính: số hồ sơ thiếu phiếu là bốn, theo biên bản đối chiếu cùng ngày.",
    ),
    Told(
        "dung.pham",
        _FORMS[1],
        "Bản cũ của quy trình còn ở bàn làm việc",
        _action("Một bản in lần 01 còn tại bàn.", "Chưa thu hồi đủ.", "Rà soát bản in toàn phòng"),
        ACTIONS,
        close=True,
    ),
    Told(
        "yen.phan",
        _FORMS[1],
        "Chưa đo mức hài lòng quý",
        _action("Không có phiếu khảo sát quý trước.", "Chưa phân công.", "Phân công người đo"),
        ACTIONS,
    ),
    Told("thang.bui", _FORMS[1], "Biển chỉ dẫn niêm yết bản hết hiệu lực", {"loai": ["luu_y"]}),
    Told("bich.ngo", _FORMS[2], "Tập huấn nhận diện rủi ro", _LESSON, TRAINING, close=True),
    Told(
        "lan.vu",
        _FORMS[2],
        "Phổ biến quy trình mới",
        {"noi_dung": "Phổ biến quy trình tiếp nhận hồ sơ"},
        TRAINING,
    ),
    Told("nam.trinh", _FORMS[3], "Rủi ro của phòng", _RISK, SYSTEM, close=True),
    Told("phuc.mai", _FORMS[3], "Rủi ro trong thanh tra", _RISK, SYSTEM),
    Told("bich.ngo", _FORMS[3], "Rủi ro công nghệ thông tin", {}),
)
