"""Sentences of the schema: what an administrator does when program and database do not fit."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "SCHEMA-UNKNOWN": _l(
        "Cơ sở dữ liệu ở phiên bản %(version)s, mới hơn hoặc khác với chương trình này. "
        "Hãy cài đúng bản chương trình đã dùng với cơ sở dữ liệu rồi khởi động lại."
    ),
    "SCHEMA-UNVERSIONED": _l(
        "Cơ sở dữ liệu đã có bảng (%(tables)s) nhưng không ghi phiên bản. "
        "Hãy trỏ QMS_DATABASE_URL tới một cơ sở dữ liệu trống hoặc khôi phục từ bản sao lưu."
    ),
    "SCHEMA-FOREIGN-KEYS": _l(
        "Việc nâng cấp đã được hủy: bảng %(table)s có dòng trỏ tới dòng không tồn tại của bảng "
        "%(parent)s. Dữ liệu vẫn nguyên như trước. Hãy gửi thông báo này cho người quản trị."
    ),
}
