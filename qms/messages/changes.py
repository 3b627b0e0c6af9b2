"""What the changes room says, and what to do next."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "CHANGE-NOT-FOUND": _l(
        "Không tìm thấy đề nghị sửa đổi, hoặc đề nghị không thuộc phạm vi của Ông/Bà. Hãy mở lại "
        "danh sách đề nghị."
    ),
    "CHANGE-NOT-OWNER": _l(
        "Chỉ phụ trách chất lượng hoặc người soạn thảo của đơn vị chủ trì được xử lý đề nghị này."
    ),
    "CHANGE-NOT-PROPOSER": _l("Chỉ người đề nghị được rút đề nghị của mình."),
    "CHANGE-PROPOSE-NOT-ALLOWED": _l(
        "Đề nghị sửa đổi dành cho công chức, viên chức, người lao động của cơ quan. Hãy nhờ đơn vị "
        "chủ trì lập phiếu."
    ),
    "CHANGE-NOTHING-IN-FORCE": _l(
        "Tài liệu không có bản nào đang có hiệu lực để đề nghị sửa đổi. Hãy trao đổi trực tiếp với "
        "đơn vị chủ trì."
    ),
    "CHANGE-PLACE-UNKNOWN": _l(
        "Tiêu đề được chọn không có trong bản đang có hiệu lực. Hãy chọn lại trong danh sách, hoặc "
        "chọn toàn bộ tài liệu."
    ),
    "CHANGE-WRONG-STATE": _l(
        "Đề nghị không còn ở trạng thái cho phép việc này. Hãy tải lại trang để xem tình trạng mới "
        "nhất."
    ),
    "CHANGE-REVISION-NOT-DRAFT": _l(
        "Lần %(number)s đã được trình hoặc nằm trong danh sách tiếp nhận nên không đưa thêm đề "
        "nghị vào được. Hãy chờ lần đó kết thúc, hoặc rút lại bản đã trình."
    ),
    "CHANGE-MERGE-COUNT": _l("Hãy chọn từ một đến %(most)s đề nghị cho một lần sửa đổi."),
    "NOTICE-CHANGE_PROPOSED": _l("Có đề nghị sửa đổi %(code)s về %(title)s chờ Ông/Bà quyết định"),
    "NOTICE-CHANGE_ACCEPTED": _l("Đề nghị %(code)s về %(title)s đã được chấp nhận"),
    "NOTICE-CHANGE_DECLINED": _l("Đề nghị %(code)s về %(title)s không được chấp nhận"),
    "NOTICE-CHANGE_ANSWERED": _l("Đề nghị %(code)s đã được đáp ứng trong bản mới của %(title)s"),
    "NOTICE-CHANGE_OVERDUE": _l("Đề nghị %(code)s về %(title)s đã quá hạn quyết định"),
}
