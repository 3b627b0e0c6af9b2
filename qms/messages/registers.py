"""What the registers say: printing them, and bringing an existing one in."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "REGISTER-UNKNOWN": _l(
        "Không có danh mục %(name)s, hoặc Ông/Bà không được in danh mục này. Có thể chọn: "
        "%(known)s."
    ),
    "REGISTER-DAY-NOT-ALLOWED": _l(
        "Danh mục tính đến ngày %(day)s chỉ dành cho người được xem lịch sử tài liệu. Hãy để trống "
        "ngày để in danh mục hiện hành."
    ),
    "REGISTER-SHOW-NOT-ALLOWED": _l(
        "Ông/Bà không được in danh mục theo tình trạng này. Hãy chọn “Đang có hiệu lực”."
    ),
    "REGISTER-TOO-LONG": _l(
        "Danh mục có %(count)s dòng; bản DOCX và PDF nhận tối đa %(most)s dòng. Hãy lọc bớt hoặc "
        "chọn XLSX."
    ),
    "REGISTER-FORM": _l("Chỉ in được ra tệp .xlsx, .docx, .pdf hoặc .csv. Hãy đổi đuôi tên tệp."),
    "IMPORT-NOT-FOUND": _l("Không có lần nhập này, hoặc lần nhập do người khác lập."),
    "IMPORT-NOT-ALLOWED": _l("Chỉ phụ trách chất lượng được nhập danh mục có sẵn."),
    "IMPORT-WRONG-STATE": _l(
        "Lần nhập đã sang bước khác nên không làm được việc này. Hãy tải lại trang."
    ),
    "IMPORT-CHANGED-MEANWHILE": _l("Có người vừa đổi lần nhập này. Hãy tải lại trang."),
    "IMPORT-NO-HEADINGS": _l(
        "Không tìm thấy dòng tiêu đề cột (cần ít nhất hai cột như “Mã hiệu”, “Tên tài liệu”). Hãy "
        "dùng tệp mẫu hoặc thêm dòng tiêu đề."
    ),
    "IMPORT-NO-ROWS": _l("Dưới dòng tiêu đề không có dòng nào. Hãy kiểm tra trang tính."),
    "IMPORT-COLUMN-UNKNOWN": _l("Cột này không có trong bảng. Hãy chọn lại."),
    "IMPORT-FIELD-TWICE": _l("Hai cột cùng chỉ một mục. Hãy để một cột là “không dùng”."),
    "IMPORT-FIELD-NEEDED": _l("Chưa có cột hay giá trị chung cho mục này. Hãy chọn."),
    "IMPORT-FILE-NOT-WORD": _l("Chỉ nhận tệp Word .docx hoặc ZIP chứa chúng."),
    "IMPORT-NOTHING-RIGHT": _l(
        "Không có dòng nào nhập được. Hãy sửa theo bảng lỗi rồi tải bảng lên lại."
    ),
    "IMPORT-SOME-WRONG": _l(
        "Còn %(count)s dòng lỗi. Hãy sửa bảng rồi tải lên lại, hoặc chọn chỉ nhập các dòng đúng."
    ),
    "IMPORT-DECISION-NEEDED": _l(
        "Nhập thành danh sách tiếp nhận cần số, ngày quyết định và người ký."
    ),
    "IMPORT-CELL-FORMULA": _l("Ô này là công thức. Hãy chép và dán dưới dạng giá trị."),
    "IMPORT-CELL-DATE": _l(
        "“%(value)s” không phải ngày theo cách viết đã chọn. Hãy ghi như 05/02/2026."
    ),
    "IMPORT-CELL-NUMBER": _l("“%(value)s” không phải số nguyên. Hãy ghi như 02."),
    "IMPORT-CELL-EDITION": _l("“%(value)s” không phải lần ban hành/sửa đổi. Hãy ghi như 02/01."),
    "IMPORT-CELL-TYPE": _l(
        "Không có loại tài liệu “%(value)s”. Hãy ghi mã hoặc tên loại đúng như trong hệ thống."
    ),
    "IMPORT-CELL-UNIT": _l(
        "Không có đơn vị “%(value)s”. Hãy ghi mã hoặc tên đơn vị đúng như trong hệ thống."
    ),
    "IMPORT-CELL-FIELD": _l(
        "Không có lĩnh vực “%(value)s”. Hãy ghi mã hoặc tên lĩnh vực đúng như trong hệ thống."
    ),
    "IMPORT-CELL-VISIBILITY": _l(
        "“%(value)s” không rõ phạm vi đọc. Hãy ghi “cơ quan” hoặc “đơn vị”."
    ),
    "IMPORT-FILE-NONE": _l(
        "Không có tệp Word nào cho dòng này: tên tệp phải bắt đầu bằng mã hiệu, hoặc thêm cột tên "
        "tệp."
    ),
    "IMPORT-FILE-SEVERAL": _l(
        "Nhiều tệp bắt đầu bằng mã hiệu này (%(files)s). Hãy ghi tên tệp vào một cột."
    ),
    "IMPORT-PARENT-FAILED": _l(
        "Tài liệu cấp trên %(parent)s chưa vào được hệ thống. Hãy sửa dòng đó trước."
    ),
    "NOTICE-IMPORT_FINISHED": _l("Đã nhập xong danh mục %(title)s"),
}
