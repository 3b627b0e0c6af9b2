"""The fields a house layout may use, and what each is filled with."""

import re
from collections.abc import Mapping

from qms.word.control.facts import ControlFacts, LogLine, printed_day, printed_year

# Field -> what it means; the page for administrators translates it.
LAYOUT_FIELDS: Mapping[str, str] = {
    "agency": "Tên cơ quan, tổ chức",
    "parent_agency": "Tên cơ quan chủ quản",
    "place": "Địa danh",
    "kind": "Tên loại tài liệu",
    "code": "Mã hiệu",
    "title": "Tên tài liệu",
    "edition": "Lần ban hành (hai chữ số)",
    "revision": "Lần sửa đổi (hai chữ số)",
    "issued_on": "Ngày ban hành (ngày/tháng/năm); để trống khi chưa định ngày",
    "year": "Năm ban hành",
    "decision": "Quyết định ban hành",
    "log": "Các dòng theo dõi sửa đổi: {%tr for line in log %} … {%tr endfor %}",
    "line.request": "Số phiếu yêu cầu sửa đổi của dòng",
    "line.place": "Trang, phần liên quan của dòng",
    "line.summary": "Mô tả nội dung sửa đổi của dòng",
    "line.number": "Lần ban hành / lần sửa đổi của dòng",
    "line.edition": "Lần ban hành của dòng",
    "line.revision": "Lần sửa đổi của dòng",
    "line.issued_on": "Ngày sửa đổi (ban hành) của dòng",
    "line.approver": "Người phê duyệt của dòng; để trống ở lần đang duyệt",
}
LINE = "line."
LINE_FIELDS = tuple(one.removeprefix(LINE) for one in LAYOUT_FIELDS if one.startswith(LINE))
TOP_FIELDS = tuple(one for one in LAYOUT_FIELDS if not one.startswith(LINE))
IN_HEADER = ("code", "edition", "revision", "issued_on")  # what every page must state
Context = dict[str, str | list[dict[str, str]]]
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]+")


def context(facts: ControlFacts) -> Context:
    """The values of all fields, as printed."""
    plain = {
        "agency": facts.agency,
        "parent_agency": facts.parent_agency,
        "place": facts.place,
        "kind": facts.kind,
        "code": facts.code,
        "title": facts.title,
        "edition": f"{facts.edition:02d}",
        "revision": f"{facts.revision:02d}",
        "issued_on": printed_day(facts.issued_on),
        "year": printed_year(facts.issued_on),
        "decision": facts.decision,
    }
    present = (facts.edition, facts.revision)
    found: Context = {key: _plain(text) for key, text in plain.items()}
    found["log"] = [_line(line, present) for line in facts.log]
    return found


def _line(line: LogLine, present: tuple[int, int]) -> dict[str, str]:
    is_present = (line.edition, line.revision) == present
    values = {
        "request": line.request,
        "place": line.place,
        "summary": line.summary,
        "number": line.number,
        "edition": f"{line.edition:02d}",
        "revision": f"{line.revision:02d}",
        "issued_on": printed_day(line.issued_on),
        "approver": "" if is_present else line.approver,
    }
    return {key: _plain(text) for key, text in values.items()}


def _plain(text: str) -> str:
    """One line without control characters, which XML cannot hold."""
    return UNPRINTABLE.sub(" ", text)
