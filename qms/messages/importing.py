"""What the import of a prepared set says, and what to do next."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "MANIFEST-NOT-FOUND": _l("Không đọc được bảng kê %(file)s. Hãy kiểm tra đường dẫn và quyền."),
    "MANIFEST-NOT-UTF8": _l("Bảng kê %(file)s không ở bảng mã UTF-8. Hãy lưu lại dưới dạng UTF-8."),
    "MANIFEST-NOT-JSON": _l(
        "Bảng kê không đúng cú pháp JSON tại dòng %(line)s, cột %(column)s. Hãy sửa rồi chạy lại."
    ),
    "MANIFEST-NOT-A-LIST": _l(
        "Bảng kê phải là một danh sách JSON, mỗi tệp một mục. Hãy xem controlled_docs/README.md."
    ),
    "MANIFEST-TOO-LONG": _l("Bảng kê có quá %(most)s dòng. Hãy chia thành nhiều bảng kê."),
    "MANIFEST-ROWS-WRONG": _l(
        "Bảng kê có %(count)s lỗi; chưa có tài liệu nào được đưa vào. Hãy sửa theo bảng trên rồi "
        "chạy lại."
    ),
    "MANIFEST-ROW-NOT-AN-OBJECT": _l("Dòng này không phải là một mục JSON { … }."),
    "MANIFEST-CODE-TWICE": _l("Mã hiệu này đã có ở dòng %(other)s của bảng kê."),
    "MANIFEST-FILE-TWICE": _l("Tệp này đã được dùng ở dòng %(other)s của bảng kê."),
    "MANIFEST-FILE-OUTSIDE": _l("Tệp nằm ngoài thư mục được nhập. Hãy chép tệp vào thư mục đó."),
    "MANIFEST-FILE-MISSING": _l("Không có tệp này trong thư mục. Hãy kiểm tra tên tệp."),
    "MANIFEST-FILE-TOO-LARGE": _l("Tệp lớn hơn %(megabytes)s MB. Hãy giảm dung lượng hình ảnh."),
    "MANIFEST-FORM-UNKNOWN": _l(
        "Biểu mẫu %(form)s không có trong bảng kê và chưa có trong danh mục."
    ),
    "MANIFEST-PARENT-ITSELF": _l("Tài liệu không thể là cấp trên của chính nó."),
    "IMPORT-OLDER": _l(
        "Hệ thống đã có lần %(last)s mới hơn. Hãy bỏ dòng này khỏi bảng kê hoặc sửa số lần."
    ),
    "IMPORT-ADOPTS-OVER-APPROVED": _l(
        "%(code)s đã có lần ban hành được phê duyệt trong hệ thống; hãy sửa đổi tài liệu theo quy "
        "trình thay vì tiếp nhận."
    ),
    "IMPORT-NOBODY": _l(
        "Không rõ nhập thay ai. Hãy nêu tên đăng nhập của phụ trách chất lượng: --as TÊN."
    ),
}
