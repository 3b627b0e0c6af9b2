"""What the periodic room says, and what to do next."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "PERIODIC-NOT-FOUND": _l(
        "Không tìm thấy lần rà soát này, hoặc không thuộc phạm vi của Ông/Bà. Hãy mở lại danh sách "
        "rà soát định kỳ."
    ),
    "PERIODIC-NOTHING-IN-FORCE": _l(
        "Tài liệu không có bản nào đang có hiệu lực nên không có gì để rà soát."
    ),
    "PERIODIC-PROPOSE-NOT-ALLOWED": _l(
        "Chỉ phụ trách chất lượng của đơn vị chủ trì, hoặc người soạn thảo chịu trách nhiệm về bản "
        "đang có hiệu lực, được đề xuất kết quả rà soát."
    ),
    "PERIODIC-ALREADY-PROPOSED": _l(
        "Đã có kết quả rà soát chờ ký. Hãy chờ người có thẩm quyền ký, hoặc rút kết quả đó trước."
    ),
    "PERIODIC-HAS-SUCCESSOR": _l(
        "Đã có lần ban hành mới sẽ có hiệu lực lúc %(at)s nên không cần rà soát lần này."
    ),
    "PERIODIC-NOT-WAITING": _l(
        "Kết quả rà soát này đã được ký hoặc trả lại. Hãy tải lại trang để xem tình trạng mới nhất."
    ),
    "PERIODIC-LAPSED": _l(
        "Bản đã rà soát không còn là bản đang có hiệu lực nên chưa ký gì cả. Hãy rà soát bản hiện "
        "hành."
    ),
    "PERIODIC-SIGN-NOT-ALLOWED": _l(
        "Chỉ người có thẩm quyền phê duyệt của đơn vị chủ trì được ký hoặc trả lại kết quả rà soát."
    ),
    "PERIODIC-SIGNER-PROPOSED": _l(
        "Người đề xuất kết quả rà soát (kể cả người được ký thay) không được tự ký. Hãy để người "
        "phê duyệt khác ký."
    ),
    "PERIODIC-SIGNED-ELSEWHERE": _l(
        "Kết quả “thu hồi” được ký bằng chính quyết định thu hồi. Hãy mở trang ký thu hồi."
    ),
    "PERIODIC-NO-WRITER": _l(
        "Người soạn thảo và người đề xuất đều không còn soạn thảo được cho đơn vị này. Hãy trả lại "
        "để người khác đề xuất."
    ),
    "NOTICE-PERIODIC_PROPOSED": _l("Kết quả rà soát %(code)s – %(title)s chờ Ông/Bà ký"),
    "NOTICE-PERIODIC_SIGNED": _l("Kết quả rà soát %(code)s – %(title)s đã được ký"),
    "NOTICE-PERIODIC_RETURNED": _l("Kết quả rà soát %(code)s – %(title)s được trả lại"),
    "NOTICE-PERIODIC_DUE": _l("%(code)s tài liệu đến hạn hoặc quá hạn rà soát định kỳ"),
}
