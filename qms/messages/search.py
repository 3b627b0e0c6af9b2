"""What a person reads when a search cannot be answered as asked."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "SEARCH-TOO-LONG": _l(
        "Câu tìm kiếm dài quá %(most)s ký tự. Hãy rút gọn còn những từ chính rồi tìm lại."
    ),
    "SEARCH-TOO-MANY-TERMS": _l(
        "Câu tìm kiếm có quá %(most)s từ khác nhau. Hãy giữ lại những từ chính rồi tìm lại."
    ),
    "SEARCH-SLOW": _l(
        "Tìm kiếm mất quá nhiều thời gian. Hãy thêm từ cho cụ thể hơn, hoặc tìm theo mã tài liệu."
    ),
    "SEARCH-BROKEN": _l(
        "Chỉ mục tìm kiếm đang được dựng lại. Trong lúc chờ, hãy tìm theo mã hoặc tên tài liệu."
    ),
    "SEARCH-WRITER-BUSY": _l(
        "Chỉ mục đang được một tiến trình khác ghi. Hãy đợi tiến trình đó xong rồi làm lại."
    ),
}
