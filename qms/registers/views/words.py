"""How registers, columns and states are called on a page."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from qms.registers.queries.asked import Order
from qms.registers.rules.columns import Target
from qms.registers.rules.states import JobState, RowState, Way

NAMES: dict[str, tuple[LazyString, LazyString]] = {
    "internal": (
        _l("Danh mục tài liệu nội bộ"),
        _l("Mọi tài liệu của cơ quan với lần ban hành, ngày hiệu lực, đơn vị phụ trách."),
    ),
    "amendments": (
        _l("Sổ theo dõi sửa đổi"),
        _l("Các lần ban hành, sửa đổi đã được phê duyệt của mọi tài liệu."),
    ),
    "amendment-log": (
        _l("Trang theo dõi sửa đổi của một tài liệu"),
        _l("Như trang in trong tài liệu: yêu cầu, nội dung sửa đổi, người phê duyệt."),
    ),
    "external": (
        _l("Danh mục tài liệu bên ngoài"),
        _l("Luật, nghị định, tiêu chuẩn đang áp dụng; còn hay hết hiệu lực, thay bởi."),
    ),
    "records": (
        _l("Danh mục hồ sơ"),
        _l("Hồ sơ của hệ thống chất lượng: nơi lưu, thời gian lưu, cách hủy."),
    ),
    "file-plan": (
        _l("Danh mục hồ sơ của năm"),
        _l("Bảng kê hồ sơ lập trong năm theo Nghị định 30/2020/NĐ-CP."),
    ),
    "disposals": (
        _l("Sổ theo dõi tiêu hủy hồ sơ"),
        _l("Hồ sơ đã hủy: theo đề nghị nào, ai đề nghị, ai phê duyệt."),
    ),
    "copies": (
        _l("Sổ theo dõi bản kiểm soát"),
        _l("Từng bản giấy đánh số: ai giữ, ngày giao, thu hồi, mất, hủy."),
    ),
    "distribution": (
        _l("Danh sách phân phối"),
        _l("Ai nhận tài liệu nào, bản kiểm soát số mấy, ngày nhận, ngày thu hồi bản cũ."),
    ),
}
ORDERS: dict[Order, LazyString] = {
    Order.CODE: _l("Mã hiệu"),
    Order.TITLE: _l("Tên (a, ă, â, b …)"),
    Order.UNIT: _l("Đơn vị"),
    Order.DAY: _l("Ngày"),
}
TARGETS: dict[Target, LazyString] = {
    Target.CODE: _l("Mã hiệu"),
    Target.TITLE: _l("Tên tài liệu"),
    Target.TITLE_EN: _l("Tên tiếng Anh"),
    Target.TYPE: _l("Loại tài liệu"),
    Target.OWNER: _l("Đơn vị phụ trách"),
    Target.FIELD: _l("Lĩnh vực"),
    Target.NUMBER: _l("Lần ban hành/sửa đổi (02/01)"),
    Target.EDITION: _l("Lần ban hành"),
    Target.REVISION: _l("Lần sửa đổi"),
    Target.ISSUED_ON: _l("Ngày ban hành"),
    Target.EFFECTIVE_ON: _l("Ngày hiệu lực"),
    Target.PARENT: _l("Thuộc tài liệu (mã hiệu)"),
    Target.CLAUSES: _l("Điều khoản ISO 9001"),
    Target.REVIEW_MONTHS: _l("Chu kỳ rà soát (tháng)"),
    Target.VISIBILITY: _l("Phạm vi đọc"),
    Target.FILE: _l("Tên tệp Word"),
    Target.SUMMARY: _l("Tóm tắt sửa đổi"),
}
FIELDS: dict[str, LazyString] = {one.value: words for one, words in TARGETS.items()}
STATES: dict[JobState, LazyString] = {
    JobState.READ: _l("Đang chuẩn bị"),
    JobState.CHECKING: _l("Đang chạy thử"),
    JobState.CHECKED: _l("Đã chạy thử"),
    JobState.RUNNING: _l("Đang nhập"),
    JobState.FINISHED: _l("Đã nhập xong"),
    JobState.CANCELLED: _l("Đã dừng"),
}
ROW_STATES: dict[RowState, LazyString] = {
    RowState.WAITING: _l("Đang chờ"),
    RowState.SKIPPED: _l("Bỏ qua (không phải tài liệu)"),
    RowState.FAULTY: _l("Có lỗi"),
    RowState.FORESEEN: _l("Nhập được"),
    RowState.DONE: _l("Đã vào hệ thống"),
    RowState.FAILED: _l("Bị từ chối"),
}
RESULTS: dict[str, LazyString] = {
    "new_document": _l("sẽ đăng ký tài liệu mới"),
    "new_revision": _l("sẽ thêm dự thảo cho tài liệu đã có"),
    "present": _l("đã có sẵn, giống hệt"),
    "created": _l("đã đưa vào"),
    "listed": _l("đã có, đưa thêm vào danh sách tiếp nhận"),
}
WAYS: dict[Way, LazyString] = {
    Way.DRAFTS: _l("Dự thảo: từng tài liệu đi qua xem xét và phê duyệt trong hệ thống"),
    Way.ADOPTED: _l("Danh sách tiếp nhận: đang có hiệu lực trên giấy, được ký một lần"),
}
