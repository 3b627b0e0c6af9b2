"""What the references room says, and what to do next."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "EXTERNAL-NOT-FOUND": _l(
        "Không có văn bản này trong danh mục tài liệu bên ngoài. Hãy tra cứu lại theo số, ký hiệu."
    ),
    "EXTERNAL-NUMBER": _l(
        "Số, ký hiệu phải có chữ hoặc số. Ví dụ: 30/2020/NĐ-CP, TCVN ISO 9001:2015."
    ),
    "EXTERNAL-NUMBER-TAKEN": _l(
        "Danh mục đã có %(number)s. Hãy mở dòng đó để sửa thay vì thêm dòng mới."
    ),
    "EXTERNAL-CHANGED-MEANWHILE": _l(
        "Thông tin văn bản vừa được người khác sửa. Hãy tải lại trang, đối chiếu rồi lưu lại."
    ),
    "EXTERNAL-EFFECTIVE-EARLY": _l(
        "Ngày có hiệu lực không thể trước ngày ban hành. Hãy kiểm tra lại hai ngày."
    ),
    "EXTERNAL-ENDS-EARLY": _l(
        "Ngày hết hiệu lực không thể trước ngày ban hành hoặc ngày có hiệu lực. Hãy kiểm tra lại."
    ),
    "EXTERNAL-END-DAY-MISSING": _l(
        "Hãy ghi ngày hết hiệu lực: thời hạn 03 tháng để sửa tài liệu được tính từ ngày này."
    ),
    "EXTERNAL-REPLACEMENT-MISSING": _l("Hãy ghi số, ký hiệu của văn bản thay thế."),
    "EXTERNAL-REPLACEMENT-UNKNOWN": _l(
        "Văn bản thay thế %(number)s chưa có trong danh mục. Hãy ghi thêm tên văn bản để đưa vào."
    ),
    "EXTERNAL-REPLACES-ITSELF": _l(
        "Một văn bản không thể thay thế chính nó, kể cả qua văn bản khác. Hãy chọn văn bản khác."
    ),
    "EXTERNAL-STATUS-UNCHANGED": _l(
        "Danh mục đã ghi tình trạng này cho %(number)s. Nếu chỉ đối chiếu, hãy chọn “Đã kiểm tra "
        "hôm nay”."
    ),
    "EXTERNAL-KEEP-NOT-ALLOWED": _l(
        "Chỉ phụ trách chất lượng và người soạn thảo được cập nhật danh mục tài liệu bên ngoài."
    ),
    "EXTERNAL-END-NOT-ALLOWED": _l(
        "Chỉ phụ trách chất lượng được ghi văn bản hết hiệu lực hoặc bị thay thế. Hãy báo cho phụ "
        "trách chất lượng."
    ),
    "REFERENCE-DECIDE-NOT-ALLOWED": _l(
        "Chỉ phụ trách chất lượng của đơn vị chủ trì được kết luận tài liệu không cần sửa."
    ),
    "REFERENCE-REVIEW-NOT-OPEN": _l(
        "%(code)s không còn chờ rà soát theo %(number)s: đã có bản mới, đã có kết luận hoặc không "
        "viện dẫn văn bản này. Hãy tải lại trang."
    ),
    "EXTERNAL-LIST": _l(
        "Tệp không phải danh sách JSON hợp lệ. Mỗi văn bản cần có “number” và “title”; hãy sửa tệp "
        "rồi tải lên lại."
    ),
    "NOTICE-LAW_CHANGED": _l(
        "%(code)s – %(title)s: văn bản viện dẫn hết hiệu lực, cần rà soát trong 03 tháng"
    ),
    "NOTICE-LAW_REVIEW_DUE": _l(
        "%(code)s – %(title)s: sắp đến hoặc đã quá hạn rà soát theo văn bản mới"
    ),
}
