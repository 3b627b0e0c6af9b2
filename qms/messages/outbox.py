"""What went wrong with mail, said to the administrator."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "MAIL-SERVER-DOWN": _l(
        "Máy chủ thư không trả lời (%(detail)s). Thư được giữ lại và tự gửi khi máy chủ hoạt động; "
        "hãy kiểm tra QMS_SMTP_HOST, QMS_SMTP_PORT, tài khoản gửi và đường truyền."
    ),
    "MAIL-REFUSED": _l(
        "Máy chủ thư từ chối một thư (%(detail)s). Thư sẽ được gửi lại; hãy kiểm tra địa chỉ thư "
        "của người nhận."
    ),
    "MAIL-ADDRESS": _l(
        "Địa chỉ thư %(address)s không dùng được. Hãy sửa địa chỉ trong hồ sơ người dùng hoặc "
        "QMS_MAIL_FROM."
    ),
    "MAIL-PAYLOAD": _l(
        "Một thư trong hàng đợi thiếu người nhận, tiêu đề hoặc nội dung. Hãy báo quản trị hệ "
        "thống; thông báo trong phần mềm vẫn còn."
    ),
}
