"""What comparing two versions, and reading text in old fonts, says; and what to do next."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "REDLINE-UNRELATED": _l(
        "Hai tệp gần như không có nội dung chung nên không lập được bản so sánh Word. Hãy kiểm tra "
        "xem có chọn nhầm tệp không; trang so sánh vẫn cho xem từng đoạn của hai tệp."
    ),
    "REDLINE-ABSENT": _l(
        "Máy chủ chưa có chương trình lập bản so sánh Word. Hãy xem so sánh trên trang này và đề "
        "nghị quản trị hệ thống cài gói python-redlines[docxodus]."
    ),
    "REDLINE-FAILED": _l(
        "Không lập được bản so sánh Word từ hai tệp này. Hãy xem so sánh trên trang này; nếu cần "
        "bản Word, mở hai tệp trong Word rồi dùng “Xem lại”, “So sánh”."
    ),
    "REDLINE-TIMEOUT": _l(
        "Lập bản so sánh Word quá %(seconds)s giây nên đã dừng. Hãy xem so sánh trên trang này."
    ),
    "REDLINE-WAITING": _l(
        "Bản so sánh Word đang được lập, thường mất vài giây. Hãy tải lại trang sau giây lát."
    ),
    "REDLINE-NOT-ASKED": _l("Chưa ai yêu cầu lập bản so sánh Word này. Hãy yêu cầu lập trước."),
    "COMPARISON-WITHOUT-BASE": _l(
        "Chưa có lần nào trước đó để so sánh. Hãy xem chính văn bản của lần này."
    ),
    "COMPARISON-SIDE-UNKNOWN": _l(
        "Không có lần hoặc tệp được chọn để so sánh. Hãy chọn lại trong danh sách."
    ),
    "COMPARISON-SAME-SIDE": _l("Hai bên so sánh là cùng một lần. Hãy chọn hai lần khác nhau."),
    "DOC-HELD": _l(
        "Tệp là Word cũ (.doc). Tệp đã được giữ lại, chưa vào dự thảo: Ông/Bà chọn “Chuyển thành "
        ".docx làm dự thảo mới” bên dưới, hoặc tự lưu thành .docx trong Word rồi tải lên."
    ),
    "HELD-UPLOAD-OTHER-KIND": _l(
        "Tệp đang giữ không phải loại cần quyết định này. Hãy tải lại trang rồi chọn lại."
    ),
}
