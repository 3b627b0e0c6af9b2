"""Sentences of the proofs room."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "APPROVAL-NONE": _l(
        "Lần ban hành này chưa được phê duyệt nên chưa có giấy xác nhận. Hãy mở lại sau khi có chữ "
        "ký phê duyệt."
    ),
    "BUNDLE-CHANGED": _l(
        "Tệp %(entry)s trong gói đã bị thay đổi so với lúc xuất. Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-CHECKPOINT": _l(
        "Điểm kiểm chứng của nhật ký (%(entry)s) không đúng chữ ký hoặc của hệ thống khác. Hãy xin "
        "lại gói từ cơ quan."
    ),
    "BUNDLE-DEMO": _l(
        "Gói của hệ thống trình diễn, không có giá trị pháp lý. Đừng dùng làm bằng chứng."
    ),
    "BUNDLE-DESCRIPTION": _l(
        "Bản mô tả gói (%(entry)s) không đúng dạng. Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-DUPLICATE": _l(
        "Gói có hai tệp cùng tên %(entry)s nên đọc được theo hai cách. Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-ENTRY-MISSING": _l("Gói thiếu tệp %(entry)s. Hãy xin lại gói từ cơ quan."),
    "BUNDLE-FILE-NOT-HERE": _l(
        "Tệp được ký trong %(entry)s không có trong gói, hoặc không phải tệp đã ký. Hãy xin lại "
        "gói từ cơ quan."
    ),
    "BUNDLE-FILES-ABSENT": _l(
        "Có tệp đã ký không nằm trong gói vì đã tiêu hủy; chỉ còn mã băm trong bản tuyên bố. Hãy "
        "đối chiếu với biên bản tiêu hủy."
    ),
    "BUNDLE-HIDDEN-DATA": _l(
        "Gói có dữ liệu giấu hoặc được nén theo cách lạ (%(entry)s). Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-MANIFEST": _l(
        "Danh sách tệp của gói (%(entry)s) không đúng dạng. Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-MIMETYPE": _l(
        "Tệp ZIP này không phải hồ sơ bằng chứng (ASiC-E). Hãy chọn đúng tệp được xuất từ hệ thống."
    ),
    "BUNDLE-MISSING": _l(
        "Tệp %(entry)s có trong danh sách nhưng đã bị bỏ khỏi gói. Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-NAME": _l(
        "Gói có tên tệp không được phép: %(entry)s. Đừng giải nén; hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-NO-MANIFEST": _l(
        "Gói không có danh sách tệp đã ký (%(entry)s). Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-NOT-A-ZIP": _l(
        "Tệp không đọc được như một gói ZIP. Hãy tải lại, hoặc xin lại gói từ cơ quan."
    ),
    "BUNDLE-NOT-PROVEN-IN-LOG": _l(
        "Gói không có bằng chứng nhật ký cho mọi chữ ký. Nếu cần, hãy xin gói xuất lại."
    ),
    "BUNDLE-OTHER-DOCUMENT": _l(
        "%(entry)s là của tài liệu khác với tài liệu của gói. Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-OTHER-INSTALLATION": _l(
        "Gói do hệ thống khác xuất ra. Hãy kiểm tra bằng chứng thư gốc của hệ thống đó."
    ),
    "BUNDLE-OTHER-PERIOD": _l("%(entry)s được ký ngoài kỳ của gói. Hãy xin lại gói từ cơ quan."),
    "BUNDLE-PDF": _l("Tệp PDF đã ký %(entry)s không đạt. Đừng dùng tệp này làm bằng chứng."),
    "BUNDLE-PDF-NO-STATEMENT": _l(
        "Tệp PDF có chữ ký không kèm bản tuyên bố nào trong gói. Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-PDF-OTHER": _l(
        "Tệp PDF %(entry)s không bắt đầu bằng các byte đã trình ký, hoặc không phải tệp được nêu. "
        "Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-PERIOD-NOT-ALLOWED": _l(
        "Chỉ phụ trách chất lượng hoặc đánh giá viên của toàn cơ quan xuất được bằng chứng theo "
        "kỳ. Hãy xuất theo từng tài liệu, hoặc nhờ người đó."
    ),
    "BUNDLE-PREVIOUS-MISSING": _l(
        "Gói thiếu một bản tuyên bố mà %(entry)s dựa vào. Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-PROOF": _l(
        "Bằng chứng nhật ký %(entry)s không đúng: chữ ký này không nằm trong nhật ký đã cam kết. "
        "Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-SEAL": _l(
        "Chữ ký của hệ thống trên gói (%(entry)s) không đạt: gói không do hệ thống này xuất ra, "
        "hoặc đã bị sửa. Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-SEAL-OTHER-KEY": _l(
        "Gói không được ký bằng khóa dành cho gói bằng chứng. Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-SEAL-WRONG": _l(
        "Chữ ký trên gói không đúng với danh sách tệp. Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-STATEMENT": _l("Chữ ký %(entry)s không đạt. Đừng dùng chữ ký này làm bằng chứng."),
    "BUNDLE-STATEMENT-LIST": _l(
        "Bản tuyên bố %(entry)s bị thêm vào hoặc bị bỏ khỏi gói. Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-STATEMENT-OTHER": _l(
        "Bản tuyên bố %(entry)s không phải bản mà gói nêu. Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-STATEMENT-OTHER-SYSTEM": _l(
        "Bản tuyên bố %(entry)s là của hệ thống khác. Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-BOMB": _l(
        "Gói giải nén ra quá lớn (%(entry)s). Hãy kiểm tra bằng lệnh qms verify trên máy chủ, "
        "hoặc xin gói của kỳ ngắn hơn."
    ),
    "BUNDLE-OUTGROWN": _l("Gói bằng chứng lớn quá giới hạn của một tệp ZIP. Hãy xuất kỳ ngắn hơn."),
    "BUNDLE-UNLISTED": _l(
        "Tệp %(entry)s bị thêm vào gói sau khi xuất. Hãy xin lại gói từ cơ quan."
    ),
    "BUNDLE-UNREADABLE": _l(
        "Không giải nén được tệp %(entry)s trong gói. Hãy tải lại, hoặc xin lại gói từ cơ quan."
    ),
    "CRL-NONE": _l(
        "Chưa có danh sách thu hồi nào được lập. Hãy thử lại sau, hoặc báo quản trị viên."
    ),
    "FILE-NOT-KNOWN": _l(
        "Tệp này không phải tệp đã ký nào mà bạn được xem: không khớp mã băm và không mang chữ ký "
        "đọc được. Hãy kiểm tra lại đúng tệp, đúng bản."
    ),
    "FILE-WITHOUT-SIGNATURE": _l(
        "Tệp không mang chữ ký bên trong; mã băm của nó được nêu trong bản tuyên bố đã ký. Hãy xem "
        "chữ ký ở trang tài liệu."
    ),
    "PDF-NOT-ARCHIVED": _l(
        "PDF chưa có dấu thời gian lưu trữ, nên khó kiểm tra khi chứng thư hết hạn. Hãy dùng bản "
        "tải từ trang tài liệu."
    ),
    "PDF-SIGNATURE": _l("Chữ ký ở ô %(entry)s không đạt. Đừng dùng tệp này làm bằng chứng."),
    "PERIOD-BACKWARDS": _l("Ngày cuối đứng trước ngày đầu. Hãy chọn lại."),
    "PERIOD-EMPTY": _l("Không có chữ ký nào từ %(first)s đến %(last)s. Hãy chọn kỳ khác."),
    "PERIOD-TO-COME": _l("Kỳ này chưa đến. Hãy chọn ngày đầu không sau hôm nay."),
    "PERIOD-TOO-LONG": _l("Kỳ dài nhất là một năm. Hãy xuất thành nhiều gói."),
    "SIGNATURE-IN-PDF": _l(
        "Chữ ký của bản tuyên bố này nằm trong tệp PDF, nhưng không tìm thấy ở đó. Hãy xin lại gói "
        "từ cơ quan."
    ),
}
