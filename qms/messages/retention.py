"""What the retention room says, and what to do next."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "RETENTION-RULE-NOT-ALLOWED": _l(
        "Chỉ phụ trách chất lượng của toàn cơ quan được thêm, sửa quy tắc thời hạn lưu trữ."
    ),
    "RETENTION-RULE-NOT-FOUND": _l(
        "Không có quy tắc thời hạn lưu trữ với mã này. Hãy mở lại danh sách quy tắc."
    ),
    "RETENTION-CODE-TAKEN": _l(
        "Đã có quy tắc mang mã %(code)s. Hãy mở quy tắc đó và ghi bản mới, hoặc chọn mã khác."
    ),
    "RETENTION-VERSION-TOO-EARLY": _l(
        "Bản mới phải áp dụng sau ngày bắt đầu của bản hiện hành (%(valid_from)s). Hãy chọn ngày "
        "muộn hơn."
    ),
    "RETENTION-POLICY-SAME": _l("Cách chọn thời hạn này đang được áp dụng, không có gì thay đổi."),
    "RETENTION-HOLD-NOT-FOUND": _l("Không tìm thấy lệnh tạm dừng hủy này. Hãy mở lại danh sách."),
    "RETENTION-HOLD-NOT-ALLOWED": _l(
        "Chỉ phụ trách chất lượng của đơn vị (đối với cả hồ sơ trong danh mục hoặc cả biểu mẫu: "
        "của toàn cơ quan) được tạm dừng hủy, bỏ tạm dừng hoặc ghi sự kiện kết thúc."
    ),
    "RETENTION-HOLD-RELEASED": _l("Lệnh tạm dừng hủy số %(hold)s đã được bỏ trước đó."),
    "RETENTION-EVENT-LATER": _l("Sự kiện phải đã xảy ra. Hãy chọn ngày không muộn hơn hôm nay."),
    "RETENTION-ALREADY-DISPOSED": _l(
        "Hồ sơ đã bị tiêu hủy lúc %(at)s nên không thể tạm dừng hủy nữa."
    ),
    "DISPOSAL-NOT-FOUND": _l(
        "Không tìm thấy đề nghị tiêu hủy này, hoặc không thuộc phạm vi của Ông/Bà."
    ),
    "DISPOSAL-RECORD-NOT-FOUND": _l(
        "Có hồ sơ trong lựa chọn không còn, chưa đóng hoặc đã tiêu hủy. Hãy tải lại danh sách và "
        "chọn lại."
    ),
    "DISPOSAL-PROPOSE-NOT-ALLOWED": _l(
        "Chỉ phụ trách chất lượng của đơn vị có hồ sơ được đề nghị tiêu hủy."
    ),
    "DISPOSAL-ALREADY-PROPOSED": _l(
        "Hồ sơ %(record)s đã nằm trong một đề nghị tiêu hủy đang chờ. Hãy bỏ hồ sơ này khỏi lựa "
        "chọn."
    ),
    "DISPOSAL-NOT-DUE": _l(
        "Hồ sơ %(record)s chưa hết thời hạn lưu trữ (hạn: %(due)s). Hãy bỏ hồ sơ này khỏi lựa "
        "chọn, hoặc từ chối đề nghị và lập lại."
    ),
    "DISPOSAL-UNDER-HOLD": _l(
        "Hồ sơ %(record)s đang bị tạm dừng hủy theo lệnh số %(hold)s (%(subject)s). Chưa có gì bị "
        "hủy. Hãy bỏ hồ sơ này khỏi đề nghị, hoặc bỏ lệnh tạm dừng trước."
    ),
    "DISPOSAL-NOT-WAITING": _l(
        "Đề nghị tiêu hủy này đã được phê duyệt hoặc từ chối. Hãy tải lại trang."
    ),
    "DISPOSAL-SIGN-NOT-ALLOWED": _l(
        "Chỉ người có thẩm quyền phê duyệt của mọi đơn vị có hồ sơ được ký hoặc từ chối đề nghị "
        "tiêu hủy."
    ),
    "DISPOSAL-SIGNER-PROPOSED": _l(
        "Người đề nghị tiêu hủy (kể cả người được ký thay) không được tự phê duyệt. Hãy để người "
        "phê duyệt khác ký."
    ),
    "DISPOSAL-NOT-DONE": _l(
        "Biên bản chỉ có sau khi đề nghị tiêu hủy được phê duyệt và thực hiện."
    ),
    "NOTICE-DISPOSAL_PROPOSED": _l("Đề nghị tiêu hủy hồ sơ số %(code)s chờ Ông/Bà phê duyệt"),
    "NOTICE-DISPOSAL_SIGNED": _l(
        "Đề nghị tiêu hủy hồ sơ số %(code)s đã được phê duyệt và thực hiện"
    ),
    "NOTICE-DISPOSAL_REJECTED": _l("Đề nghị tiêu hủy hồ sơ số %(code)s bị từ chối"),
    "NOTICE-RETENTION_DUE": _l(
        "Xem xét hủy: %(code)s hồ sơ đã hết thời hạn lưu trữ, %(title)s hồ sơ hết hạn trong 30 ngày"
    ),
    "VERIFY-DISPOSAL": _l(
        "Quyết định tiêu hủy số %(disposal)s không khớp với bản tuyên bố đã ký. Hãy đối chiếu với "
        "biên bản và bản sao lưu."
    ),
    "VERIFY-DISPOSAL-APART": _l(
        "Quyết định tiêu hủy số %(disposal)s do chính người đề nghị ký: %(who)s."
    ),
    "VERIFY-RECORD-GONE": _l(
        "Hồ sơ %(record)s đã mất nội dung mà không có quyết định tiêu hủy đã ký nào nêu tên. Hãy "
        "khôi phục từ bản sao lưu."
    ),
}
