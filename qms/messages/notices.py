"""What is said to a person outside a page: in a mail and in the list of notices."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "NOTICE-REVIEW_ASKED": _l("Mời Ông/Bà xem xét %(code)s – %(title)s"),
    "NOTICE-REVIEW_DUE": _l("Sắp đến hoặc đã quá hạn xem xét %(code)s – %(title)s"),
    "NOTICE-APPROVAL_ASKED": _l("%(code)s – %(title)s chờ Ông/Bà ký phê duyệt"),
    "NOTICE-ADOPTION_ASKED": _l("Danh sách tiếp nhận theo Quyết định %(code)s chờ Ông/Bà ký"),
    "NOTICE-CHANGES_REQUESTED": _l("%(code)s – %(title)s được yêu cầu chỉnh sửa"),
    "NOTICE-RETURNED": _l("%(code)s – %(title)s được trả lại để hoàn thiện"),
    "NOTICE-CANCELLED": _l("Lượt trình hoặc lần ban hành %(code)s – %(title)s đã được hủy"),
    "NOTICE-APPROVED": _l("%(code)s – %(title)s đã được phê duyệt"),
    "NOTICE-WITHDRAWN": _l("%(code)s – %(title)s đã được thu hồi, hết hiệu lực"),
    "NOTICE-HANDED_OVER": _l("Ông/Bà được chuyển giao công việc về %(code)s – %(title)s"),
    "NOTICE-IN_FORCE": _l("%(code)s – %(title)s đã có hiệu lực"),
    "NOTICE-CERTIFICATE_ENDS": _l(
        "Chứng thư ký của Ông/Bà hết hạn ngày %(code)s; hãy cấp lại trước ngày đó"
    ),
    "NOTICE-SEAL_ENDS": _l("Chứng thư của cơ quan hết hạn ngày %(code)s; hãy cấp lại"),
    "NOTICE-AUTHORITY_ROOT": _l(
        "Chứng thư gốc hết hạn ngày %(code)s; hãy chuẩn bị chứng thư gốc mới (qms ca ceremony)"
    ),
    "NOTICE-AUTHORITY_ROOT_LIST": _l(
        "Danh sách thu hồi của chứng thư gốc hết hạn ngày %(code)s; hãy đưa khóa gốc vào và chạy"
        " qms ca ceremony"
    ),
    "NOTICE-AUTHORITY_ISSUING": _l(
        "Tổ chức cấp chứng thư hết hạn ngày %(code)s; hãy chạy qms ca ceremony --new-issuing"
    ),
    "NOTICE-AUTHORITY_LIST": _l(
        "Danh sách thu hồi hết hạn ngày %(code)s và chưa được làm mới; hãy chạy qms ca status"
    ),
    "NOTICE-AUTHORITY_STAMPING": _l(
        "Khóa đóng dấu thời gian hết hạn ngày %(code)s và chưa được thay; hãy chạy qms ca status"
    ),
    "NOTICE-AUTHORITY_BUNDLE": _l(
        "Khóa xuất hồ sơ chứng cứ hết hạn ngày %(code)s và chưa được thay; hãy chạy qms ca status"
    ),
    "NOTICE-OTHER": _l("Có thay đổi về %(code)s – %(title)s"),
    "MAIL-BODY": _l(
        "Kính gửi Ông/Bà %(name)s,\n\n%(what)s.\n\nXem chi tiết và xử lý tại: %(link)s\n\n"
        "Thư này được gửi tự động từ Hệ thống quản lý chất lượng của %(agency)s."
    ),
}
