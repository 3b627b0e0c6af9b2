"""What went wrong with the files, said to the person who waits for one."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "STORAGE-FAILED": _l(
        "Tệp chưa được lưu vì ổ đĩa báo lỗi. Chưa có gì bị thay đổi. Hãy thử lại sau; nếu vẫn lỗi, "
        "hãy báo quản trị hệ thống kiểm tra ổ đĩa."
    ),
    "STORE-MISSING": _l(
        "Kho không còn tệp này (dấu vân %(sha256)s). Hãy báo quản trị hệ thống lấy lại tệp từ bản "
        "sao lưu."
    ),
    "STORE-MISMATCH": _l(
        "Nội dung tệp không còn khớp với dấu vân %(sha256)s nên không được đưa ra. Hãy báo quản "
        "trị hệ thống lấy lại tệp từ bản sao lưu."
    ),
    "STORE-NAME": _l(
        "Tên tệp trong kho phải gồm đúng 64 ký tự thập lục phân viết thường. Hãy mở lại tệp từ "
        "trang tài liệu."
    ),
    "STORE-OUTSIDE": _l(
        "Vị trí của tệp %(sha256)s nằm ngoài kho nên không được mở. Hãy báo quản trị hệ thống kiểm "
        "tra thư mục kho."
    ),
}
