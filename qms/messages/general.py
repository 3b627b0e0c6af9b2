"""Sentences for the ground: the database, HTTP, forms, JSON and text in general."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

UNKNOWN: LazyString = _l(
    "Yêu cầu không thực hiện được (mã lỗi %(code)s). Hãy báo mã này cho quản trị hệ thống."
)

TITLES: dict[int, LazyString] = {
    400: _l("Yêu cầu không hợp lệ"),
    401: _l("Cần đăng nhập"),
    403: _l("Không có quyền"),
    404: _l("Không tìm thấy"),
    405: _l("Thao tác không áp dụng ở đây"),
    408: _l("Đường truyền quá chậm"),
    409: _l("Dữ liệu đã thay đổi"),
    412: _l("Dữ liệu đã thay đổi"),
    413: _l("Dung lượng quá lớn"),
    414: _l("Địa chỉ quá dài"),
    415: _l("Loại dữ liệu không được nhận"),
    422: _l("Có nội dung cần sửa"),
    429: _l("Thử lại quá nhiều lần"),
    500: _l("Hệ thống gặp lỗi"),
    503: _l("Hệ thống tạm thời không trả lời"),
}

_FORMS: dict[str, LazyString] = {
    "INVALID": _l("Nội dung gửi lên không hợp lệ. Hãy kiểm tra lại và gửi lại."),
    "FIELDS-INVALID": _l("Có nội dung chưa đúng. Hãy sửa các mục được nêu dưới đây rồi gửi lại."),
    "FIELD-MISSING": _l("Mục này phải được điền."),
    "FIELD-TOO-LONG": _l("Nội dung dài quá giới hạn. Hãy rút ngắn lại."),
    "FIELD-TOO-MANY": _l("Chọn quá nhiều. Hãy bớt lại."),
    "FIELD-UNKNOWN": _l("Hệ thống không biết mục này. Hãy bỏ mục này đi."),
    "FIELD-CHOICE": _l("Hãy chọn một trong các giá trị có sẵn."),
    "FIELD-PATTERN": _l("Nội dung không đúng dạng yêu cầu."),
    "FIELD-NUMBER": _l("Hãy nhập một số trong khoảng cho phép."),
    "FIELD-DATE": _l("Ngày chưa đúng. Hãy nhập theo dạng ngày/tháng/năm."),
    "FIELD-INVALID": _l("Nội dung chưa đúng."),
    "TYPED-DIFFERENTLY": _l("Hai lần nhập không giống nhau. Hãy nhập lại cả hai."),
    "FIELD-UUID": _l("Mã định danh không đúng dạng UUID."),
    "TEXT-NUL": _l("Nội dung chứa ký tự rỗng (NUL). Hãy nhập lại bằng bàn phím."),
    "TEXT-SURROGATE": _l("Nội dung chứa ký tự hỏng. Hãy nhập lại bằng bàn phím."),
    "TEXT-BIDI": _l("Nội dung chứa ký tự đảo chiều chữ ẩn. Hãy xóa đi rồi nhập lại."),
    "TEXT-CONTROL": _l("Nội dung chứa ký tự điều khiển. Hãy xóa đi rồi nhập lại."),
    "CURSOR-INVALID": _l("Trang kế tiếp không còn đúng. Hãy mở lại danh sách từ đầu."),
}

_ACCESS: dict[str, LazyString] = {
    "NOT-SIGNED-IN": _l("Ông/Bà chưa đăng nhập hoặc phiên làm việc đã kết thúc. Hãy đăng nhập."),
    "NOT-ALLOWED": _l(
        "Ông/Bà không có quyền làm việc này. Nếu công việc cần đến, hãy đề nghị quản trị hệ thống "
        "cấp vai trò phù hợp."
    ),
    "ROLE-MISSING": _l(
        "Trang này dành cho vai trò khác. Nếu công việc cần đến, hãy đề nghị quản trị hệ thống cấp "
        "vai trò phù hợp."
    ),
    "NO-ACCESS-DECLARED": _l("Chức năng này chưa được mở cho ai. Hãy báo quản trị hệ thống."),
    "CONFIRM-AGAIN": _l("Việc này cần nhập lại mật khẩu. Hãy xác nhận rồi làm tiếp."),
    "MUST-CHANGE-PASSWORD": _l("Hãy đổi mật khẩu trước khi làm việc khác."),
    "TOKEN-READ-ONLY": _l(
        "Mã truy cập API này chỉ được đọc. Hãy dùng mã được phép thao tác, tạo ở trang cá nhân."
    ),
    "CROSS-SITE": _l("Yêu cầu được gửi từ một trang khác nên bị từ chối. Hãy thao tác tại đây."),
    "CSRF": _l(
        "Biểu mẫu đã hết hạn hoặc không đến từ trang này. Hãy quay lại, tải lại trang và gửi lại."
    ),
    "THROTTLED": _l("Đã thử quá nhiều lần. Hãy đợi %(seconds)s giây rồi thử lại."),
}

_HTTP: dict[str, LazyString] = {
    "BAD-REQUEST": _l("Trình duyệt hoặc chương trình gửi yêu cầu không đúng. Hãy tải lại trang."),
    "HOST-UNKNOWN": _l("Dịch vụ không nhận tên máy chủ này. Hãy dùng đúng địa chỉ đã được cấp."),
    "NOT-FOUND": _l("Nội dung này không tồn tại hoặc Ông/Bà không được xem."),
    "PAGE-NOT-FOUND": _l(
        "Không có trang nào ở địa chỉ này. Hãy kiểm tra lại hoặc tìm theo mã, tên."
    ),
    "ADDRESS-UNKNOWN": _l("API không có địa chỉ này. Xem /api/v1/openapi.json."),
    "METHOD-NOT-ALLOWED": _l("Địa chỉ này không nhận thao tác đó. Hãy quay lại trang trước."),
    "REQUEST-TIMEOUT": _l("Dữ liệu đến quá chậm nên yêu cầu đã dừng. Hãy thử lại."),
    "BODY-TOO-LARGE": _l(
        "Dung lượng gửi lên vượt giới hạn. Hãy chia nhỏ hoặc nén ảnh rồi gửi lại."
    ),
    "ADDRESS-TOO-LONG": _l("Địa chỉ quá dài. Hãy rút gọn nội dung tìm kiếm."),
    "MEDIA-NOT-TAKEN": _l("Loại dữ liệu này không được nhận ở đây."),
    "TOO-LARGE": _l("Tệp vượt giới hạn dung lượng. Hãy giảm dung lượng rồi tải lên lại."),
    "INTAKE-REFUSED": _l("Tệp không được nhận. Hãy lưu lại bằng Word rồi tải lên lại."),
    "WRONG-MEDIA": _l("Loại tệp này không được nhận ở đây."),
    "JSON-EXPECTED": _l("Thân yêu cầu phải là JSON (Content-Type: application/json)."),
    "JSON-NOT-OBJECT": _l("Thân yêu cầu phải là một đối tượng JSON."),
    "JSON-MALFORMED": _l("Thân yêu cầu không phải JSON đúng chuẩn."),
    "JSON-DEEP": _l("JSON lồng quá %(most)s tầng."),
    "JSON-NUMBER": _l("JSON chứa số không biểu diễn được: %(value)s."),
    "JSON-TWIN-KEYS": _l("JSON có khóa lặp lại trong cùng một đối tượng."),
    "IF-MATCH-MISSING": _l("Thiếu If-Match. Hãy gửi ETag của bản đã đọc."),
    "IF-MATCH-FOREIGN": _l("If-Match không phải ETag của dịch vụ này. Hãy đọc lại rồi gửi lại."),
    "IDEMPOTENCY-KEY": _l("Idempotency-Key dài tối đa 100 ký tự ASCII in được."),
}

_STATE: dict[str, LazyString] = {
    "CONFLICT": _l("Có người vừa thay đổi nội dung này. Hãy tải lại trang để xem bản mới nhất."),
    "CONFLICT-AT-WRITE": _l(
        "Có người vừa ghi trước, hoặc dữ liệu trùng với dữ liệu đã có. "
        "Hãy tải lại trang rồi làm lại."
    ),
    "STALE": _l("Nội dung đã thay đổi từ khi Ông/Bà mở. Hãy tải lại trang rồi làm lại."),
    "UNAVAILABLE": _l(
        "Một bộ phận của hệ thống tạm thời không trả lời. Chưa có gì thay đổi; hãy thử lại sau."
    ),
    "DATABASE-BUSY": _l("Cơ sở dữ liệu đang bận. Chưa có gì thay đổi; hãy thử lại sau ít giây."),
    "DATABASE-GONE": _l(
        "Không kết nối được cơ sở dữ liệu. Chưa có gì thay đổi; hãy thử lại sau ít phút."
    ),
    "DISK-FULL": _l("Ổ đĩa của máy chủ đã đầy. Chưa có gì thay đổi; hãy báo quản trị hệ thống."),
    "MIGRATION-NEEDED": _l(
        "Cơ sở dữ liệu chưa được nâng cấp. Quản trị hệ thống cần chạy lại dịch vụ."
    ),
    "STORE-NOT-WRITABLE": _l("Kho tệp không ghi được. Hãy báo quản trị hệ thống."),
    "NOT-INITIALISED": _l("Hệ thống chưa được khởi tạo. Quản trị hệ thống cần chạy lệnh qms init."),
    "BAD-SETTINGS": _l("Cấu hình có lỗi: %(problems)s."),
    "BROKEN": _l(
        "Dữ liệu lưu trữ không khớp dấu vân tay của nó nên không được hiển thị. "
        "Hãy báo quản trị hệ thống."
    ),
    "INTERNAL": _l(
        "Hệ thống gặp lỗi ngoài dự kiến. Hãy thử lại; nếu vẫn lỗi, hãy báo quản trị hệ thống "
        "mã %(number)s."
    ),
    "QMS-ERROR": _l("Yêu cầu không thực hiện được. Hãy báo quản trị hệ thống."),
}

SENTENCES: dict[str, LazyString] = {**_FORMS, **_ACCESS, **_HTTP, **_STATE}
