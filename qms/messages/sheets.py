"""What the reading of tables and bundles of files says, and what to do next."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "SHEET-EMPTY": _l("Bảng không có dòng nào. Hãy mở lại tệp, kiểm tra trang tính rồi lưu lại."),
    "SHEET-FILE-TOO-LARGE": _l("Bảng lớn hơn %(megabytes)s MB. Hãy bỏ hình ảnh hoặc chia nhỏ."),
    "SHEET-OLD-EXCEL": _l(
        "Đây là tệp Excel đời cũ (.xls) hoặc có mật khẩu. Hãy mở bằng Excel rồi lưu thành .xlsx."
    ),
    "SHEET-NOT-A-TABLE": _l("Tệp này không phải bảng XLSX hay CSV. Hãy chọn đúng tệp danh mục."),
    "SHEET-DAMAGED": _l("Tệp XLSX bị hỏng. Hãy mở bằng Excel, lưu thành tệp mới rồi tải lên lại."),
    "SHEET-ENCRYPTED": _l("Tệp XLSX có mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại."),
    "SHEET-MACRO": _l("Bảng có macro nên không được nhận. Hãy lưu thành .xlsx không có macro."),
    "SHEET-DTD": _l("Bảng chứa khai báo DTD nên không được nhận. Hãy lưu lại bằng Excel."),
    "SHEET-BOMB": _l(
        "Tệp XLSX khi giải nén vượt %(megabytes)s MB hoặc có cấu trúc bất thường nên không được "
        "nhận. Hãy chép dữ liệu sang tệp mới."
    ),
    "SHEET-TOO-LONG": _l("Bảng có quá %(most)s dòng. Hãy chia thành nhiều bảng."),
    "SHEET-TOO-WIDE": _l("Bảng có quá %(most)s cột. Hãy bỏ các cột không dùng."),
    "SHEET-CELL-TOO-LONG": _l(
        "Ô ở dòng %(row)s, cột %(column)s dài quá %(most)s ký tự. Hãy rút ngắn rồi tải lên lại."
    ),
    "SHEET-ENCODING": _l(
        "Không nhận ra bảng mã của tệp CSV. Hãy lưu lại dưới dạng “CSV UTF-8” rồi tải lên lại."
    ),
    "SHEET-CSV-BROKEN": _l(
        "Tệp CSV hỏng cấu trúc ở khoảng dòng %(row)s (thường do thiếu dấu ngoặc kép). Hãy sửa lại."
    ),
    "BUNDLE-NOT-ZIP": _l("Tệp này không phải ZIP hoặc đã hỏng. Hãy nén lại rồi tải lên."),
    "BUNDLE-TOO-MANY-FILES": _l("ZIP có %(count)s tệp, nhiều hơn %(most)s. Hãy chia nhỏ."),
    "BUNDLE-TOO-LARGE": _l("ZIP khi giải nén vượt %(megabytes)s MB. Hãy chia thành nhiều tệp ZIP."),
    "BUNDLE-FILE-TOO-LARGE": _l("Tệp %(file)s trong ZIP lớn hơn %(megabytes)s MB. Hãy giảm bớt."),
    "BUNDLE-RATIO": _l(
        "Tệp %(file)s trong ZIP nén quá %(most)s lần, có dấu hiệu phá hoại. Hãy nén lại từ tệp gốc."
    ),
    "BUNDLE-LEADS-OUT": _l(
        "Tên %(file)s trong ZIP dẫn ra ngoài thư mục. Hãy nén lại cả thư mục chứa các tệp."
    ),
    "BUNDLE-LINK": _l("%(file)s trong ZIP là liên kết, không phải tệp. Hãy nén lại tệp thật."),
    "BUNDLE-ENCRYPTED": _l("%(file)s trong ZIP có mật khẩu. Hãy nén lại không đặt mật khẩu."),
    "BUNDLE-METHOD": _l("%(file)s nén theo kiểu lạ. Hãy nén lại bằng trình nén của Windows."),
    "BUNDLE-NAME-TWICE": _l("Trong ZIP có hai tệp cùng tên %(file)s. Hãy bỏ bớt một tệp."),
    "BUNDLE-DAMAGED": _l("Tệp %(file)s trong ZIP bị hỏng. Hãy nén lại rồi tải lên."),
}
