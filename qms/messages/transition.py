"""What the transition room says, and what to do next."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "TRANSITION-NOT-FOUND": _l(
        "Không tìm thấy dự án hoặc bước này. Hãy mở lại danh sách dự án chuyển đổi."
    ),
    "TRANSITION-NOT-ALLOWED": _l(
        "Chỉ phụ trách chất lượng của toàn cơ quan được quản lý dự án chuyển đổi, khi dự án chưa "
        "kết thúc."
    ),
    "TRANSITION-CLOSED": _l("Dự án đã kết thúc nên không thay đổi được nữa. Hãy tải lại trang."),
    "TRANSITION-CHANGED-MEANWHILE": _l(
        "Có người vừa thay đổi dự án này. Hãy tải lại trang, xem nội dung mới rồi ghi lại."
    ),
    "TRANSITION-MAP-UNKNOWN": _l(
        "Không có bảng đối chiếu điều khoản “%(name)s”. Hãy chọn bảng có trong danh sách."
    ),
    "TRANSITION-SAME": _l("Phiên bản mới phải khác phiên bản cũ. Hãy ghi lại tên tiêu chuẩn."),
    "TRANSITION-CLAUSE-TWICE": _l(
        "Một điều khoản cũ chỉ có một dòng. Hãy gộp các dòng trùng, ghi nhiều điều khoản mới cách "
        "nhau bằng dấu phẩy."
    ),
    "TRANSITION-STEP-STANDS": _l("Bước này đã ở tình trạng đó rồi. Hãy tải lại trang."),
    "TRANSITION-STEP-CLOSED": _l(
        "Bước này đã kết thúc, hoặc chỉ phụ trách chất lượng được bỏ qua, mở lại. Hãy tải lại "
        "trang."
    ),
    "TRANSITION-STEP-NOT-YOURS": _l(
        "Chỉ người chịu trách nhiệm về bước này, hoặc phụ trách chất lượng, được báo cáo."
    ),
    "TRANSITION-NOTE-NEEDED": _l(
        "Hãy ghi kết quả: số văn bản, hồ sơ kèm theo; hoặc lý do không cần bước này."
    ),
    "TRANSITION-PERSON": _l("Người này không còn làm việc trong hệ thống. Hãy chọn người khác."),
    "TRANSITION-REASON": _l(
        "%(document)s: thu hồi hoặc giữ nguyên cần nêu lý do. Hãy ghi lý do ở dòng của tài liệu."
    ),
    "TRANSITION-NOT-A-WRITER": _l(
        "%(document)s: người được chọn không soạn thảo được cho đơn vị chủ trì. Hãy chọn người "
        "khác."
    ),
    "TRANSITION-NOT-IN-FORCE": _l(
        "%(document)s không có bản nào đang có hiệu lực nên không thuộc diện chuyển đổi."
    ),
    "TRANSITION-NOTHING-TO-OPEN": _l(
        "Không còn tài liệu nào chờ mở dự thảo. Hãy chọn thêm tài liệu trước."
    ),
    "TRANSITION-DRAFT-REFUSED": _l(
        "Chưa mở dự thảo nào: %(document)s đang có một lần ban hành dở dang (%(number)s). Hãy kết "
        "thúc lần đó, hoặc đưa tài liệu ra khỏi danh sách, rồi mở lại."
    ),
    "TRANSITION-STEPS-OPEN": _l(
        "Còn %(count)s bước chưa kết thúc. Hãy hoàn thành hoặc ghi rõ không cần, rồi kết thúc dự "
        "án."
    ),
    "TRANSITION-DOCUMENTS-OPEN": _l(
        "Còn %(count)s tài liệu chưa xong. Hãy ban hành, thu hồi hoặc đưa ra khỏi danh sách, rồi "
        "kết thúc dự án."
    ),
    "BULK-EMPTY": _l("Chưa chọn tài liệu nào. Hãy chọn ít nhất một tài liệu rồi đọc và ký."),
    "BULK-TOO-MANY": _l("Mỗi lần ký tối đa %(most)s tài liệu. Hãy chia thành nhiều lần."),
    "BULK-TWICE": _l("Một tài liệu có hai lần trong danh sách ký. Hãy chọn lại từ đầu."),
    "BULK-NO-DECISION": _l("Tài liệu chưa ghi số quyết định ban hành. Hãy trả lại để bổ sung."),
    "BULK-DECISIONS-DIFFER": _l(
        "Các tài liệu không cùng một quyết định và một ngày hiệu lực. Hãy chọn lại theo từng quyết "
        "định."
    ),
    "BULK-REFUSED": _l(
        "Chưa có tài liệu nào được ký. Tài liệu %(document)s không ký được (%(because)s). Hãy bỏ "
        "chọn tài liệu này hoặc xử lý lý do, rồi đọc và ký lại."
    ),
    "NOTICE-TRANSITION_STEP": _l("Chuyển đổi %(code)s: Ông/Bà phụ trách bước “%(title)s”"),
}
