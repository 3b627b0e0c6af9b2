"""What verification of the audit log found, said to the person who must act on it."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "LOG-PENDING": _l(
        "Sự kiện này chưa có chỗ trong nhật ký. Hãy đợi một phút rồi thử lại; nếu vẫn vậy, hãy "
        "kiểm tra tiến trình nền bằng lệnh qms doctor."
    ),
    "LOG-NO-EVENT": _l("Nhật ký không có sự kiện này. Hãy kiểm tra lại mã sự kiện."),
    "LOG-TREE-AHEAD": _l(
        "Nhật ký chỉ còn %(size)s sự kiện nhưng cây băm đã ghi %(tree)s sự kiện: phần cuối của "
        "nhật ký đã bị xóa. Hãy giữ nguyên hiện trạng, chạy qms verify và báo người phụ trách an "
        "toàn thông tin."
    ),
    "LOG-TREE-DAMAGED": _l(
        "Cây băm của nhật ký thiếu nút hoặc thiếu sự kiện. Hãy giữ nguyên hiện trạng, chạy qms "
        "verify và báo người phụ trách an toàn thông tin."
    ),
    "EVENT-EDITED": _l(
        "Sự kiện ở vị trí %(idx)s của nhật ký đã bị sửa sau khi ghi. Hãy giữ nguyên hiện trạng, "
        "báo người phụ trách an toàn thông tin và đối chiếu với bản sao lưu."
    ),
    "EVENT-REMOVED": _l(
        "Sự kiện ở vị trí %(idx)s của nhật ký đã bị xóa. Hãy giữ nguyên hiện trạng, báo người phụ "
        "trách an toàn thông tin và lấy lại sự kiện từ bản sao lưu để đối chiếu."
    ),
    "PENDING-REMOVED": _l(
        "Một sự kiện đang chờ được nối vào nhật ký đã bị xóa. Hãy giữ nguyên hiện trạng, báo người "
        "phụ trách an toàn thông tin và đối chiếu với bản sao lưu."
    ),
    "EVENT-INSERTED": _l(
        "Cơ sở dữ liệu có sự kiện số %(event_id)s không do phần mềm ghi. Hãy giữ nguyên hiện trạng "
        "và báo người phụ trách an toàn thông tin."
    ),
    "LEAF-EDITED": _l(
        "Dấu vết của sự kiện ở vị trí %(idx)s đã bị sửa, nội dung sự kiện vẫn còn nguyên. Hãy giữ "
        "nguyên hiện trạng và báo người phụ trách an toàn thông tin."
    ),
    "LEAF-REMOVED": _l(
        "Nhật ký bị mất các vị trí từ %(idx)s đến %(upto)s. Hãy giữ nguyên hiện trạng, báo người "
        "phụ trách an toàn thông tin và đối chiếu với bản sao lưu."
    ),
    "LEAF-CUT": _l(
        "Phần cuối của nhật ký bị cắt: có chữ ký xác nhận đến vị trí %(upto)s nhưng nhật ký dừng "
        "trước vị trí %(idx)s. Hãy đối chiếu với bản sao lưu gần nhất."
    ),
    "LEAF-RECHAINED": _l(
        "Nhật ký không khớp với một chữ ký: có thay đổi trong khoảng từ vị trí %(idx)s đến "
        "%(upto)s. Hãy giữ nguyên hiện trạng và báo người phụ trách an toàn thông tin."
    ),
    "HEAD-LOST": _l(
        "Một chữ ký thuộc đoạn nhật ký đã mất khi khôi phục từ bản sao lưu (đến vị trí %(upto)s). "
        "Chữ ký không bị coi là giả; hãy tìm hồ sơ gốc của nó ngoài hệ thống."
    ),
    "EPOCH-EDITED": _l(
        "Thông tin về một lần khôi phục (từ vị trí %(idx)s) đã bị sửa hoặc do người khác thêm vào. "
        "Hãy đối chiếu với biên bản khôi phục."
    ),
    "EPOCH-REMOVED": _l(
        "Thông tin về một lần khôi phục đã bị xóa khỏi nhật ký. Hãy đối chiếu với biên bản khôi "
        "phục và bản sao lưu."
    ),
}
