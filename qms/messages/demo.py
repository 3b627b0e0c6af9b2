"""What the demonstration says while it is made, and what to do when it cannot be."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "DEMO-NOT-EMPTY": _l(
        "Hệ thống đã có người dùng hoặc tài liệu; dữ liệu minh họa chỉ được nạp vào hệ thống "
        "trống. Hãy chọn QMS_INSTANCE khác."
    ),
    "DEMO-UNFINISHED": _l(
        "Lần nạp dữ liệu minh họa trước bị ngắt giữa chừng. Hãy xóa thư mục %(instance)s (và cơ sở "
        "dữ liệu PostgreSQL, nếu dùng) rồi chạy lại."
    ),
    "DEMO-STEP-PEOPLE": _l("Đơn vị, người dùng, khóa ký số"),
    "DEMO-STEP-SET": _l("Tiếp nhận bộ tài liệu mẫu, một chữ ký của Giám đốc"),
    "DEMO-STEP-FIRST": _l("Những tháng đầu: sửa đổi, yêu cầu chỉnh sửa, trả lại"),
    "DEMO-STEP-CHANGE": _l("Bàn giao khi có người chuyển công tác"),
    "DEMO-STEP-LAST": _l("Ban hành lại, thu hồi, ký thay"),
    "DEMO-STEP-NOW": _l("Những việc đang dở dang hôm nay"),
    "DEMO-STEP-READERS": _l("Nhật ký truy cập"),
    "DEMO-STEP-INDEX": _l("Chỉ mục tìm kiếm"),
}
