"""What the documents room says, and what to do next."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "DOCUMENT-TYPE-NOT-ALLOWED": _l(
        "Chỉ phụ trách chất lượng của toàn cơ quan được sửa loại tài liệu."
    ),
    "SUBMIT-NOT-PREPARED": _l(
        "Bản có kiểm soát của dự thảo chưa được chuẩn bị hoặc nội dung vừa thay đổi. Hãy mở lại "
        "trang trình ký để hệ thống chuẩn bị lại."
    ),
    "SUBMIT-WITHOUT-PDF": _l(
        "Loại tài liệu này phải có bản PDF mới được trình và ban hành. Hãy bấm Chuẩn bị, hoặc lưu "
        "tệp Word đã chuẩn bị thành PDF rồi tải lên."
    ),
    "PREPARED-MEANWHILE-CHANGED": _l(
        "Dự thảo vừa được thay đổi trong khi hệ thống chuẩn bị. Hãy thử lại."
    ),
    "ORIGINAL-NOT-ALLOWED": _l(
        "Bản gốc dành cho người soạn thảo, xem xét, phê duyệt, phụ trách chất lượng và chuyên gia "
        "đánh giá. Hãy dùng bản đọc."
    ),
    # Register
    "DOCUMENT-NOT-FOUND": _l(
        "Không tìm thấy tài liệu, hoặc tài liệu không thuộc phạm vi của Ông/Bà. Hãy tra cứu lại "
        "theo mã hiệu."
    ),
    "DOCUMENT-CODE": _l(
        "Mã hiệu chỉ gồm chữ, số và dấu - . / :, có ít nhất một chữ số, tối đa 40 ký tự. "
        "Ví dụ: QT-05, BM-01-QT-05."
    ),
    "DOCUMENT-CODE-TAKEN": _l(
        "Mã hiệu này trùng với %(taken)s đã có trong danh mục. Mã hiệu không bao giờ được dùng "
        "lại; hãy chọn mã khác."
    ),
    "DOCUMENT-TYPE-UNKNOWN": _l("Loại tài liệu không có trong danh mục. Hãy chọn loại khác."),
    "TYPE-SEAL-NEEDS-PDF": _l(
        "Loại tài liệu cần dấu cơ quan phải cần PDF: dấu nằm trên bản PDF. Hãy đánh dấu cả hai."
    ),
    "DOCUMENT-FIELD-UNKNOWN": _l("Lĩnh vực không có trong danh mục. Hãy chọn lĩnh vực khác."),
    "DOCUMENT-PARENT-UNKNOWN": _l("Tài liệu cấp trên không có trong danh mục. Hãy chọn lại."),
    "DOCUMENT-REGISTER-NOT-ALLOWED": _l(
        "Ông/Bà không có quyền đăng ký tài liệu cho đơn vị này. Hãy liên hệ phụ trách chất lượng."
    ),
    "DOCUMENT-CHANGE-NOT-ALLOWED": _l(
        "Chỉ phụ trách chất lượng được sửa thông tin trong danh mục tài liệu."
    ),
    "DOCUMENT-CHANGED-MEANWHILE": _l(
        "Thông tin tài liệu vừa được người khác sửa. Hãy tải lại trang, đối chiếu rồi lưu lại."
    ),
    "DOCUMENT-ACT-NOT-ALLOWED": _l(
        "Ông/Bà không có quyền thực hiện việc này với tài liệu. Hãy liên hệ phụ trách chất lượng."
    ),
    "HISTORY-NOT-ALLOWED": _l(
        "Lịch sử tài liệu chỉ dành cho người quản lý tài liệu và chuyên gia đánh giá."
    ),
    "FILE-NOT-FOUND": _l("Không có tệp này. Hãy tải lại trang."),
    "CURSOR": _l("Đường dẫn trang không hợp lệ. Hãy quay lại trang đầu của danh sách."),
    # Revisions
    "REVISION-ALREADY-OPEN": _l(
        "Tài liệu đang có lần %(number)s được soạn thảo hoặc xem xét. Hãy hoàn tất hoặc hủy lần đó "
        "trước."
    ),
    "REVISION-WRONG-STATE": _l(
        "Tài liệu không còn ở trạng thái cho phép việc này. Hãy tải lại trang để xem tình trạng "
        "mới nhất."
    ),
    "REVISION-CHANGED-MEANWHILE": _l(
        "Dự thảo vừa được người khác cập nhật. Hãy tải lại trang, đối chiếu rồi lưu lại."
    ),
    "REVISION-ON-ADOPTION-LIST": _l(
        "Tài liệu này nằm trong danh sách tiếp nhận đang chờ ký; không sửa được ở đây."
    ),
    "REVISION-WITHOUT-FILE": _l("Lần ban hành này không có tệp. Hãy báo quản trị hệ thống."),
    "EFFECTIVE-DAY-PAST": _l("Ngày hiệu lực không được trước ngày hôm nay. Hãy chọn ngày khác."),
    "EFFECTIVE-DAY-FAR": _l("Ngày hiệu lực không được sau hôm nay quá một năm."),
    "EFFECTIVE-BEFORE-PREDECESSOR": _l(
        "Ngày hiệu lực phải sau ngày hiệu lực của lần ban hành trước (%(predecessor)s)."
    ),
    "DECISION-NUMBER-AND-DAY": _l(
        "Hãy nhập đủ cả số và ngày của quyết định ban hành, hoặc để trống cả hai."
    ),
    "REVIEWER-TWICE": _l("Mỗi người xem xét chỉ được nêu tên một lần."),
    # Upload
    "UPLOAD-HAS-EMBEDDED": _l(
        "Tệp có %(found)s đối tượng nhúng hoặc liên kết mẫu. Tệp đã được giữ lại: hãy chọn “Giữ "
        "hình, bỏ đối tượng và liên kết” để nhận làm dự thảo mới, hoặc sửa trong Word rồi tải lên "
        "lại."
    ),
    "UPLOAD-OTHER-DOCUMENT": _l(
        "Tệp này được tải về từ tài liệu khác (%(code)s). Hãy chọn đúng tệp của tài liệu này."
    ),
    "UPLOAD-STALE-BASE": _l(
        "Tệp được sửa từ một bản cũ: %(by)s đã tải lên bản số %(number)s lúc %(at)s. Hãy tải bản "
        "mới nhất về, chuyển nội dung sửa sang bản đó rồi tải lên lại."
    ),
    "UPLOAD-STALE-EDITION": _l(
        "Tệp được sửa từ một lần ban hành không còn là lần mới nhất. Hãy tải bản mới nhất về, "
        "chuyển nội dung sửa sang bản đó rồi tải lên lại."
    ),
    "HELD-UPLOAD-NOT-FOUND": _l("Tệp chờ quyết định không còn. Hãy tải tệp lên lại."),
    "NOTHING-TO-EDIT-YET": _l("Chưa có tệp nào để tải về sửa. Hãy tải tệp Word đầu tiên lên."),
    # Submission
    "SUBMIT-NOT-READY": _l(
        "Dự thảo chưa đủ điều kiện trình. Hãy bổ sung những mục được liệt kê rồi trình lại."
    ),
    "SUBMIT-WITHOUT-FILE": _l("Chưa có tệp Word. Hãy tải tệp lên."),
    "SUBMIT-WITHOUT-SUMMARY": _l("Chưa có tóm tắt nội dung sửa đổi. Hãy nhập tóm tắt."),
    "SUBMIT-WITHOUT-REASON": _l("Chưa có lý do sửa đổi. Hãy nhập lý do."),
    "SUBMIT-WITHOUT-REVIEWER": _l("Chưa nêu tên người xem xét. Hãy chọn ít nhất một người."),
    "SUBMIT-WITHOUT-APPROVER": _l("Chưa chọn người phê duyệt. Hãy chọn người phê duyệt."),
    "REVIEW-DUE-PAST": _l("Hạn xem xét không được trước ngày hôm nay. Hãy chọn ngày khác."),
    "NOT-A-REVIEWER": _l(
        "Người được chọn không có vai trò xem xét cho đơn vị này hoặc đã nghỉ. Hãy chọn người khác."
    ),
    "NOT-AN-APPROVER": _l(
        "Người được chọn không có thẩm quyền phê duyệt cho đơn vị này hoặc đã nghỉ. Hãy chọn "
        "người khác."
    ),
    # Review and approval
    "REVIEWER-IS-AUTHOR": _l(
        "Người soạn thảo không được xem xét tài liệu của chính mình. Hãy chọn người xem xét khác."
    ),
    "APPROVER-IS-AUTHOR": _l(
        "Người soạn thảo (kể cả người được ký thay) không được phê duyệt tài liệu của chính mình. "
        "Hãy chọn người phê duyệt khác."
    ),
    "REVIEW-TASK-NOT-FOUND": _l("Không có việc xem xét nào đang chờ người này. Hãy tải lại trang."),
    "VERDICT-ALREADY-GIVEN": _l("Ý kiến xem xét đã được ký trước đó, không thay đổi được."),
    "ROUND-NOT-FOUND": _l("Tài liệu không có lượt trình nào đang chạy. Hãy tải lại trang."),
    "REASON-NEEDED": _l("Hãy nhập lý do; lý do được lưu cùng chữ ký."),
    "ACT-IS-NOT-SIGNED": _l("Việc này không cần ký số."),
    "SIGNED-STATE-CHANGED": _l(
        "Nội dung đã thay đổi sau khi trang ký được mở nên chưa ký gì cả. Hãy xem lại nội dung mới "
        "rồi ký lại."
    ),
    "CANCEL-TOO-LATE": _l(
        "Tài liệu đã có hiệu lực nên không hủy được nữa; hãy dùng “Thu hồi” nếu cần."
    ),
    "WITHDRAW-HAS-SUCCESSOR": _l(
        "Đã có lần ban hành mới sẽ có hiệu lực lúc %(at)s. Hãy hủy lần đó trước khi thu hồi."
    ),
    # Adoption, import, hand-over
    "ADOPTION-NOT-ALLOWED": _l("Chỉ phụ trách chất lượng được lập danh sách tiếp nhận."),
    "ADOPTION-NOT-FOUND": _l("Không tìm thấy danh sách tiếp nhận."),
    "ADOPTION-ALREADY-SIGNED": _l("Danh sách theo Quyết định %(number)s đã được ký."),
    "ADOPTION-DIFFERS": _l(
        "Danh sách theo Quyết định %(number)s đã được lập với ngày hoặc người ký khác."
    ),
    "ADOPTION-EMPTY": _l("Danh sách tiếp nhận chưa có tài liệu nào."),
    "IMPORT-DIFFERS": _l(
        "Lần %(number)s đã có trong hệ thống với nội dung tệp khác. Hãy kiểm tra lại số lần ban "
        "hành trong bảng kê."
    ),
    "HAND-OVER-SAME": _l("Người nhận phải khác người bàn giao. Hãy chọn người khác."),
    "NOT-AN-AUTHOR": _l(
        "Người nhận không có vai trò soạn thảo cho đơn vị này hoặc đã nghỉ. Hãy chọn người khác."
    ),
    "HAND-OVER-NOT-ALLOWED": _l("Chỉ phụ trách chất lượng được chuyển giao công việc."),
    # Signing with one's own device
    "OUTSIDE-NOT-REGISTERED": _l(
        "Ông/Bà chưa có chứng thư nào của thiết bị riêng được xác nhận. Hãy gửi chứng thư trên"
        " trang Khóa ký số, hoặc ký bằng khóa của hệ thống."
    ),
    "OWN-TOKEN-STALE": _l(
        "Trong lúc Ông/Bà ký, bản PDF đã có thêm chữ ký của người khác nên bản tải lên không còn"
        " nối tiếp được. Hãy tải bản PDF mới nhất ở trang này, ký lại rồi tải lên."
    ),
    "OWN-TOKEN-OTHER-PDF": _l(
        "PDF tải lên không phải bản đã tải về ở trang này. Hãy ký đúng bản đã tải về, không in,"
        " không lưu lại bằng phần mềm khác."
    ),
    "OWN-TOKEN-OTHER-FIELD": _l(
        "Chữ ký nằm ở ô %(field)s, không phải ô dành cho lần ký này (%(wanted)s). Hãy ký lại vào"
        " đúng ô."
    ),
    "OWN-TOKEN-NO-REASON": _l(
        "Chữ ký trong PDF không nêu đúng tuyên bố này. Hãy ghi nguyên văn dòng Lý do ký (Reason)"
        " cho sẵn trên trang rồi ký lại, hoặc ký tệp tuyên bố và tải lên .p7s."
    ),
    "OWN-TOKEN-NO-PDF": _l(
        "Lần ký này không có bản PDF để ký. Hãy ký tệp tuyên bố và tải lên .p7s."
    ),
    # House layouts
    "LAYOUT-KNOWN": _l(
        "Tệp bố cục này đã có (“%(name)s”). Hãy dùng bố cục đã có hoặc chọn tệp khác."
    ),
    "LAYOUT-IN-USE": _l("Bố cục “%(name)s” đang được sử dụng nên không cần đưa vào lần nữa."),
    "LAYOUT-RETIRED": _l(
        "Bố cục “%(name)s” đã ngừng sử dụng. Hãy tải tệp lên lại nếu muốn dùng lại."
    ),
    "LAYOUT-NOT-FOUND": _l("Không tìm thấy bố cục. Hãy mở lại danh sách bố cục."),
    "LAYOUT-SAMPLE-UNKNOWN": _l(
        "Không có tài liệu %(code)s đang có hiệu lực mà Ông/Bà được đọc. Hãy nhập mã hiệu khác."
    ),
}
