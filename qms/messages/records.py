"""What the records room says, and what to do next."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "RECORD-NOT-FOUND": _l(
        "Không tìm thấy hồ sơ, hoặc hồ sơ không thuộc phạm vi của Ông/Bà. Hãy tra cứu lại trong "
        "danh sách hồ sơ."
    ),
    "RECORD-NOT-ALLOWED": _l(
        "Hồ sơ này chỉ được đọc. Người lập, thành viên của đơn vị hoặc phụ trách chất lượng mới "
        "được ghi vào hồ sơ."
    ),
    "RECORD-UNIT-NOT-ALLOWED": _l("Ông/Bà chỉ lập hồ sơ cho đơn vị của mình. Hãy chọn lại đơn vị."),
    "RECORD-NOT-A-FORM": _l(
        "Tài liệu %(document)s không phải là biểu mẫu. Hãy chọn một biểu mẫu đang có hiệu lực."
    ),
    "RECORD-FORM-NOT-IN-FORCE": _l(
        "Biểu mẫu %(form)s hiện không có bản nào đang có hiệu lực. Hãy hỏi phụ trách chất lượng "
        "biểu mẫu nào thay thế."
    ),
    "RECORD-FORM-OUTDATED": _l(
        "Bản này của biểu mẫu %(form)s đã hết hiệu lực. Bản đang có hiệu lực là lần %(number)s; "
        "hãy mở trang của biểu mẫu và điền bản đó."
    ),
    "RECORD-FORM-CHANGED": _l(
        "Biểu mẫu %(form)s đã có lần %(number)s từ khi hồ sơ này được lập. Hãy chọn: chuyển nội "
        "dung sang bản mới, hoặc tiếp tục theo bản cũ và ghi rõ lý do. Nội dung đã nhập còn nguyên."
    ),
    "RECORD-FORM-SAME": _l(
        "Hồ sơ đang dùng đúng bản có hiệu lực của biểu mẫu %(form)s. Hãy tiếp tục điền."
    ),
    "RECORD-OLD-FORM-NOT-ALLOWED": _l(
        "Hồ sơ được lập sau khi bản mới của biểu mẫu %(form)s có hiệu lực nên không được theo bản "
        "cũ. Hãy chuyển nội dung sang bản mới."
    ),
    "RECORD-CHANGED-MEANWHILE": _l(
        "Hồ sơ vừa được người khác ghi. Nội dung Ông/Bà đã nhập còn trên trang; hãy mở hồ sơ ở "
        "một thẻ khác, đối chiếu rồi lưu lại."
    ),
    "RECORD-EMPTY": _l("Hồ sơ chưa có nội dung nào. Hãy điền và lưu trước khi hoàn thành."),
    "RECORD-NOT-COMPLETE": _l(
        "Hồ sơ chưa hoàn thành nên chưa đóng được. Hãy hoàn thành để tạo tệp, rồi đóng."
    ),
    "RECORD-NOT-FILED": _l(
        "Hồ sơ chưa được xếp vào danh mục hồ sơ. Hãy chọn hồ sơ trong danh mục rồi đóng; nơi đó "
        "cho biết thời hạn lưu."
    ),
    "RECORD-STATE": _l(
        "Hồ sơ đang ở bước khác nên chưa làm được việc này. Hãy tải lại trang để xem bước "
        "tiếp theo."
    ),
    "RECORD-CLOSED": _l(
        "Hồ sơ đã đóng và không sửa được nữa. Hãy thêm ghi chú đính chính; ghi chú được lưu cùng "
        "hồ sơ."
    ),
    "RECORD-DISPOSED": _l(
        "Hồ sơ đã được tiêu hủy theo quyết định, chỉ còn thông tin gốc. Không thể ghi thêm."
    ),
    "RECORD-NOT-DISPOSABLE": _l(
        "Chỉ tiêu hủy được hồ sơ đã đóng và chưa tiêu hủy. Hãy lập lại danh sách."
    ),
    "RECORD-UPLOAD-UNKNOWN": _l(
        "Tệp không mang nhận dạng của biểu mẫu %(form)s. Hãy tải bản đã điền sẵn từ trang hồ sơ, "
        "điền vào tệp đó rồi tải lên."
    ),
    "RECORD-UPLOAD-OTHER-FORM": _l(
        "Tệp thuộc tài liệu %(found)s, không phải biểu mẫu %(form)s. Hãy tải lên đúng tệp của hồ "
        "sơ này."
    ),
    "RECORD-UPLOAD-OTHER-VERSION": _l(
        "Tệp được điền trên một bản khác của biểu mẫu %(form)s. Hãy tải bản đã điền sẵn từ trang "
        "hồ sơ này và điền vào đó."
    ),
    "RECORD-UPLOAD-EMPTY": _l(
        "Không đọc được nội dung nào trong các chỗ điền của tệp. Hãy điền vào đúng chỗ của biểu "
        "mẫu rồi tải lên lại."
    ),
    "RECORD-NO-FILE": _l("Hồ sơ chưa có tệp. Hãy hoàn thành hồ sơ trước."),
    "PLAN-NOT-ALLOWED": _l(
        "Danh mục hồ sơ do phụ trách chất lượng của cơ quan lập. Hãy gửi đề nghị cho người đó."
    ),
    "PLAN-NOT-FOUND": _l("Chưa có danh mục hồ sơ của năm này. Hãy chọn năm khác hoặc lập mới."),
    "PLAN-LINE-NOT-FOUND": _l("Không có hồ sơ này trong danh mục. Hãy tải lại trang và chọn lại."),
    "PLAN-YEAR-TAKEN": _l("Danh mục hồ sơ năm %(year)s đã có. Hãy mở danh mục đó để bổ sung."),
    "PLAN-APPROVED": _l(
        "Danh mục hồ sơ năm %(year)s đã được ban hành nên không sửa được. Chỉ bổ sung được hồ sơ "
        "phát sinh ở cuối danh mục."
    ),
    "PLAN-EMPTY": _l("Danh mục hồ sơ năm %(year)s chưa có hồ sơ nào. Hãy thêm trước khi ban hành."),
    "PLAN-LINE-IN-USE": _l(
        "Hồ sơ %(mark)s trong danh mục đã có hồ sơ được xếp vào nên không bỏ được. Hãy chuyển các "
        "hồ sơ đó sang chỗ khác trước."
    ),
    "PLAN-HOW-LONG": _l(
        "Hãy chọn một trong hai: bảo quản vĩnh viễn, hoặc số năm bảo quản (từ 1 đến 100)."
    ),
}
