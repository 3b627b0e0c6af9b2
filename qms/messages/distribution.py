"""What the distribution room says, and what to do next."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    # Lists
    "DISTRIBUTION-NOT-ALLOWED": _l(
        "Chỉ phụ trách chất lượng và người soạn thảo của đơn vị chủ trì được lập danh sách phân "
        "phối và cấp bản giấy. Hãy đề nghị họ thực hiện."
    ),
    "DISTRIBUTION-NOT-SEEN": _l(
        "Tình hình phân phối chỉ dành cho người quản lý tài liệu, trưởng đơn vị và chuyên gia đánh "
        "giá."
    ),
    "DISTRIBUTION-CHANGED-MEANWHILE": _l(
        "Thời hạn đọc vừa được người khác sửa. Hãy tải lại trang, đối chiếu rồi lưu lại."
    ),
    "RECIPIENT-INCOMPLETE": _l(
        "Mỗi dòng của danh sách phân phối là một đơn vị, một vai trò hoặc một cá nhân. Hãy chọn "
        "đúng một nơi nhận."
    ),
    "RECIPIENT-TWICE": _l("Nơi nhận này đã có trong danh sách phân phối."),
    "RECIPIENT-NOT-FOUND": _l("Không có dòng này trong danh sách phân phối. Hãy tải lại trang."),
    "RECIPIENT-REMOVED-ALREADY": _l("Nơi nhận này đã được bỏ khỏi danh sách trước đó."),
    # Reading
    "ACKNOWLEDGE-OUTDATED": _l(
        "Lần %(number)s của %(code)s đã hết hiệu lực nên không xác nhận đọc được nữa. Hãy đọc và "
        "xác nhận lần %(current)s đang có hiệu lực."
    ),
    "ACKNOWLEDGE-WITHDRAWN": _l(
        "Lần %(number)s của %(code)s đã hết hiệu lực và không có lần nào thay thế; không cần xác "
        "nhận đọc nữa."
    ),
    "ACKNOWLEDGE-NOT-ASKED": _l(
        "Ông/Bà không có trong danh sách phân phối của %(code)s nên không cần xác nhận đọc."
    ),
    "READING-NOT-ASKED": _l("Ông/Bà không được yêu cầu đọc và xác nhận tài liệu này."),
    "ACKNOWLEDGED-ALREADY": _l(
        "Ông/Bà đã xác nhận đọc lần này lúc %(at)s; không cần xác nhận lại."
    ),
    "ACKNOWLEDGED-OTHER-FILE": _l(
        "Tệp Ông/Bà đã đọc không phải tệp của lần đang có hiệu lực. Hãy mở lại tài liệu, đọc rồi "
        "xác nhận."
    ),
    # Paper copies
    "COPY-UNKNOWN": _l(
        "Mã trên bản giấy này không có trong hệ thống. Hãy kiểm tra lại mã QR hoặc địa chỉ đã gõ; "
        "nếu vẫn không đúng, không dùng bản giấy và báo phụ trách chất lượng của cơ quan."
    ),
    "COPY-NOT-FOUND": _l(
        "Không tìm thấy bản giấy này, hoặc bản giấy không thuộc phạm vi của Ông/Bà."
    ),
    "COPY-NOTHING-IN-FORCE": _l(
        "%(code)s không có lần nào đang có hiệu lực nên chưa cấp bản giấy được. Hãy chờ đến ngày "
        "hiệu lực."
    ),
    "COPY-OUTDATED": _l(
        "Bản số %(number)s thuộc lần đã hết hiệu lực của %(code)s: không in, không giao nữa. Hãy "
        "cấp bản mới của lần đang có hiệu lực và hủy bản này."
    ),
    "COPY-RETURNED-ALREADY": _l(
        "Bản số %(number)s đã được ghi thu hồi trước đó; không ghi lần thứ hai. Hãy tải lại trang "
        "để xem ai đã ghi và ngày nào."
    ),
    "COPY-NOT-HANDED-OVER": _l(
        "Bản số %(number)s chưa được giao cho ai nên không có gì để thu hồi. Nếu không dùng nữa, "
        "hãy ghi hủy."
    ),
    "COPY-HANDED-OVER-ALREADY": _l(
        "Bản số %(number)s đã được giao trước đó. Nếu đổi người giữ, hãy ghi thu hồi rồi cấp bản "
        "mới."
    ),
    "COPY-PRINT-TOO-LATE": _l(
        "Bản số %(number)s đã giao nên không in lại: hai bản giấy không được mang cùng một số. Nếu "
        "bản cũ hỏng, hãy ghi hủy rồi cấp bản mới."
    ),
    "COPY-WRONG-STATE": _l(
        "Bản số %(number)s không còn ở trạng thái cho phép việc này. Hãy tải lại trang để xem tình "
        "trạng mới nhất."
    ),
    "COPY-DAY": _l("Ngày ghi phải từ ngày cấp số của bản giấy đến hôm nay. Hãy chọn lại."),
    "COPY-NUMBERS-USED-UP": _l(
        "%(code)s đã cấp quá nhiều bản giấy. Hãy chuyển sang phân phối điện tử."
    ),
    "COPY-PERSON-WITHOUT-UNIT": _l(
        "Người này chưa giữ chức vụ ở đơn vị nào. Hãy cấp bản cho đơn vị."
    ),
    # What is said to people
    "NOTICE-READ_ASKED": _l("Đề nghị Ông/Bà đọc và xác nhận %(code)s – %(title)s"),
    "NOTICE-READ_DUE": _l("Sắp đến hoặc đã quá hạn đọc %(code)s – %(title)s"),
    "NOTICE-READ_OVERDUE": _l(
        "Đơn vị của Ông/Bà có người quá hạn đọc %(code)s – %(title)s; đề nghị đôn đốc"
    ),
    "NOTICE-COPY_RECALL": _l(
        "Lần cũ của %(code)s – %(title)s đã hết hiệu lực; đề nghị nộp lại bản giấy"
    ),
}
