"""What the intake and the comparison with the register say, and what to do next."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    # What kind of file it is
    "INTAKE-EMPTY": _l("Tệp rỗng. Hãy kiểm tra lại tệp trên máy rồi tải lên lại."),
    "INTAKE-LEGACY-DOC": _l(
        "Đây là tệp Word cũ (.doc). Hãy mở bằng Word, chọn “Lưu thành” loại “Word Document "
        "(*.docx)” rồi tải lên lại."
    ),
    "INTAKE-ENCRYPTED": _l(
        "Tệp được đặt mật khẩu. Hãy mở bằng Word, bỏ mật khẩu mở tệp, lưu rồi tải lên lại."
    ),
    "INTAKE-SPREADSHEET": _l("Đây là tệp bảng tính. Hãy chọn tệp văn bản Word (.docx)."),
    "INTAKE-PRESENTATION": _l("Đây là tệp trình chiếu. Hãy chọn tệp văn bản Word (.docx)."),
    "INTAKE-PDF": _l("Đây là tệp PDF. Hãy tải lên tệp Word (.docx) gốc của tài liệu."),
    "INTAKE-RTF": _l("Đây là tệp RTF. Hãy mở bằng Word, lưu thành .docx rồi tải lên lại."),
    "INTAKE-HTML": _l(
        "Đây là trang web (HTML). Hãy mở bằng Word, lưu thành .docx rồi tải lên lại."
    ),
    "INTAKE-FLAT-XML": _l("Đây là tệp XML. Hãy mở bằng Word, lưu thành .docx rồi tải lên lại."),
    "INTAKE-IMAGE": _l("Đây là tệp ảnh. Hãy chọn tệp văn bản Word (.docx)."),
    "INTAKE-PLAIN-TEXT": _l(
        "Đây là tệp văn bản thuần. Hãy mở bằng Word, lưu thành .docx rồi tải lên lại."
    ),
    "INTAKE-OPENDOCUMENT": _l(
        "Đây là tệp OpenDocument (.odt). Hãy mở và lưu thành .docx rồi tải lên lại."
    ),
    "INTAKE-OTHER-ZIP": _l("Đây là tệp nén, không phải văn bản Word. Hãy chọn tệp .docx."),
    "INTAKE-NOT-DOCX": _l("Tệp không phải văn bản Word. Hãy chọn tệp .docx."),
    "INTAKE-DOCM": _l(
        "Đây là văn bản có macro (.docm, .dotm). Hãy lưu thành “Word Document (*.docx)” rồi tải "
        "lên lại."
    ),
    "INTAKE-DOTX": _l(
        "Đây là tệp mẫu (.dotx). Hãy tạo văn bản từ mẫu, lưu thành .docx rồi tải lên lại."
    ),
    "INTAKE-STRICT": _l(
        "Tệp được lưu ở dạng “Strict Open XML”. Hãy lưu thành “Word Document (*.docx)” thông "
        "thường rồi tải lên lại."
    ),
    "INTAKE-MAIN-PART": _l(
        "Không xác định được phần nội dung chính của văn bản. Hãy mở bằng Word, lưu lại rồi tải "
        "lên lại."
    ),
    # Sizes
    "INTAKE-FILE-TOO-LARGE": _l(
        "Tệp lớn hơn %(limit)s MB. Hãy giảm dung lượng ảnh trong Word (Nén ảnh) rồi tải lên lại."
    ),
    "INTAKE-TOTAL-TOO-LARGE": _l(
        "Nội dung tệp sau khi giải nén lớn hơn %(limit)s MB. Hãy giảm dung lượng ảnh rồi tải lên "
        "lại."
    ),
    "INTAKE-PART-TOO-LARGE": _l(
        "Phần %(part)s lớn hơn %(limit)s MB. Hãy giảm dung lượng hoặc chia nhỏ văn bản rồi tải "
        "lên lại."
    ),
    "INTAKE-RATIO": _l(
        "Phần %(part)s được nén bất thường (hơn %(limit)s lần). Hãy mở bằng Word, lưu lại rồi tải"
        " lên lại."
    ),
    "INTAKE-TOO-MANY-PARTS": _l(
        "Tệp có %(count)s phần, nhiều hơn mức %(limit)s. Hãy chia nhỏ văn bản rồi tải lên lại."
    ),
    "INTAKE-MARKUP": _l(
        "Phần %(part)s quá phức tạp (hơn %(limit)s thẻ). Hãy chia nhỏ văn bản rồi tải lên lại."
    ),
    "INTAKE-DEPTH": _l(
        "Phần %(part)s có các lớp lồng nhau quá sâu. Hãy đơn giản hóa bố cục rồi tải lên lại."
    ),
    "INTAKE-TABLE-DEPTH": _l(
        "Phần %(part)s có bảng lồng trong bảng quá %(limit)s lớp. Hãy tách các bảng rồi tải lên "
        "lại."
    ),
    # The container
    "INTAKE-TRUNCATED": _l("Tệp không đầy đủ, có thể do tải dở dang. Hãy tải lên lại."),
    "INTAKE-DAMAGED": _l(
        "Phần %(part)s bị hỏng. Hãy mở bằng Word để sửa, lưu lại rồi tải lên lại."
    ),
    "INTAKE-ARCHIVE": _l(
        "Cấu trúc tệp không đúng. Hãy mở bằng Word, lưu thành tệp .docx mới rồi tải lên lại."
    ),
    "INTAKE-LEADING-BYTES": _l(
        "Có dữ liệu lạ đứng trước văn bản trong tệp. Hãy mở bằng Word, lưu thành tệp mới rồi tải "
        "lên lại."
    ),
    "INTAKE-TRAILING-BYTES": _l(
        "Có dữ liệu lạ đứng sau văn bản trong tệp. Hãy mở bằng Word, lưu thành tệp mới rồi tải "
        "lên lại."
    ),
    "INTAKE-HIDDEN-BYTES": _l(
        "Có dữ liệu ẩn giữa các phần của tệp. Hãy mở bằng Word, lưu thành tệp mới rồi tải lên lại."
    ),
    "INTAKE-OVERLAP": _l(
        "Các phần của tệp chồng lên nhau tại %(part)s. Tệp này không an toàn; hãy lấy lại bản gốc."
    ),
    "INTAKE-DIRECTORIES-DIFFER": _l(
        "Hai bản mục lục của tệp nói khác nhau về phần %(part)s. Hãy mở bằng Word, lưu thành tệp "
        "mới rồi tải lên lại."
    ),
    "INTAKE-ZIP64": _l(
        "Tệp dùng dạng nén ZIP64 không cần thiết cho văn bản. Hãy mở bằng Word, lưu lại rồi tải "
        "lên lại."
    ),
    "INTAKE-METHOD": _l(
        "Phần %(part)s dùng cách nén không được hỗ trợ. Hãy mở bằng Word, lưu lại rồi tải lên lại."
    ),
    "INTAKE-ENCRYPTED-PART": _l(
        "Phần %(part)s bị mã hóa. Hãy bỏ mật khẩu, lưu lại rồi tải lên lại."
    ),
    "INTAKE-PART-NAME": _l(
        "Tên phần “%(part)s” trong tệp không được phép. Hãy mở bằng Word, lưu thành tệp mới rồi "
        "tải lên lại."
    ),
    "INTAKE-TWIN-PARTS": _l(
        "Tệp có phần trùng tên (%(part)s), mỗi chương trình có thể đọc một kiểu. Hãy mở bằng "
        "Word, lưu thành tệp mới rồi tải lên lại."
    ),
    "INTAKE-TWIN-LINKS": _l(
        "Tệp có liên kết trùng mã trong %(part)s. Hãy mở bằng Word, lưu thành tệp mới rồi tải lên"
        " lại."
    ),
    "INTAKE-CONTENT-TYPE": _l(
        "Tệp không khai báo loại của phần %(part)s. Hãy mở bằng Word, lưu lại rồi tải lên lại."
    ),
    "INTAKE-MISSING-PART": _l(
        "Liên kết trong %(part)s trỏ tới “%(target)s” không có trong tệp. Hãy xóa ảnh hoặc liên "
        "kết hỏng, lưu lại rồi tải lên lại."
    ),
    "INTAKE-UNREADABLE": _l(
        "Không đọc được bảng trong văn bản. Hãy mở bằng Word, lưu lại rồi tải lên lại."
    ),
    # XML
    "INTAKE-DTD": _l(
        "Tệp chứa khai báo DTD trong phần %(part)s. Hãy mở bằng Word, lưu thành tệp mới rồi tải "
        "lên lại."
    ),
    "INTAKE-ENCODING": _l(
        "Phần %(part)s dùng bảng mã không được phép. Hãy mở bằng Word, lưu lại rồi tải lên lại."
    ),
    "INTAKE-XML": _l(
        "Phần %(part)s bị lỗi cấu trúc XML. Hãy mở bằng Word để sửa, lưu lại rồi tải lên lại."
    ),
    # What runs, fetches or hides
    "INTAKE-MACRO": _l(
        "Tệp chứa macro (%(part)s). Hãy lưu thành “Word Document (*.docx)” không có macro rồi tải"
        " lên lại."
    ),
    "INTAKE-ACTIVE-CONTROL": _l(
        "Tệp chứa điều khiển ActiveX (%(part)s). Hãy xóa điều khiển trong Word rồi tải lên lại."
    ),
    "INTAKE-HIDDEN-OBJECT": _l(
        "Phần %(part)s chứa một tệp khác được giấu bên trong. Hãy mở bằng Word, lưu thành tệp mới"
        " rồi tải lên lại."
    ),
    "INTAKE-ALT-CHUNK": _l(
        "Phần %(part)s nhúng nội dung từ tệp khác (altChunk). Hãy mở bằng Word, lưu lại để nội "
        "dung thành một văn bản rồi tải lên lại."
    ),
    "INTAKE-SUB-DOCUMENT": _l(
        "Phần %(part)s dùng tài liệu con. Hãy gộp tài liệu con vào văn bản chính rồi tải lên lại."
    ),
    "INTAKE-EXTERNAL-LINK": _l(
        "Văn bản lấy nội dung từ bên ngoài: “%(target)s” (%(part)s). Chỉ được dùng liên kết web "
        "và thư điện tử. Hãy bỏ liên kết hoặc chèn thẳng nội dung rồi tải lên lại."
    ),
    "INTAKE-FIELD": _l(
        "Văn bản có trường %(field)s lấy nội dung từ bên ngoài (%(part)s). Hãy chọn trường, nhấn "
        "Ctrl+Shift+F9 để đổi thành nội dung thường rồi tải lên lại."
    ),
    # What can be dropped
    "INTAKE-EMBEDDED-OBJECT": _l(
        "Văn bản có đối tượng nhúng (%(part)s). Có thể giữ hình và bỏ đối tượng."
    ),
    "INTAKE-LINKED-OBJECT": _l(
        "Văn bản có đối tượng liên kết tới “%(target)s” (%(part)s). Có thể giữ hình và bỏ liên kết."
    ),
    "INTAKE-TEMPLATE-LINK": _l(
        "Văn bản gắn với tệp mẫu “%(target)s” (%(part)s). Có thể bỏ liên kết này, nội dung không "
        "đổi."
    ),
    # Against the register
    "WORD-CODE-MISSING": _l("Không tìm thấy mã hiệu trên văn bản; trong sổ là %(expected)s."),
    "WORD-CODE-DIFFERS": _l(
        "Mã hiệu trên văn bản là %(found)s, trong sổ là %(expected)s. Hãy kiểm tra có đúng tệp "
        "không."
    ),
    "WORD-EDITION-MISSING": _l(
        "Không tìm thấy lần ban hành trên văn bản; trong sổ là %(expected)s."
    ),
    "WORD-EDITION-DIFFERS": _l(
        "Lần ban hành trên văn bản là %(found)s, trong sổ là %(expected)s. Hãy sửa cho khớp."
    ),
    "WORD-REVISION-MISSING": _l(
        "Không tìm thấy lần sửa đổi trên văn bản; trong sổ là %(expected)s."
    ),
    "WORD-REVISION-DIFFERS": _l(
        "Lần sửa đổi trên văn bản là %(found)s, trong sổ là %(expected)s. Hãy sửa cho khớp."
    ),
    "WORD-TITLE-MISSING": _l(
        "Không tìm thấy tên tài liệu trên văn bản; trong sổ là “%(expected)s”."
    ),
    "WORD-TITLE-DIFFERS": _l(
        "Tên trên văn bản là “%(found)s”, trong sổ là “%(expected)s”. Hãy sửa cho khớp."
    ),
    "WORD-HEADER-DISAGREES": _l(
        "Trang bìa ghi %(cover)s nhưng đầu trang ghi %(header)s. Hãy sửa cho khớp."
    ),
    "WORD-OLD-FONTS": _l(
        "Văn bản dùng phông chữ cũ (%(fonts)s): chữ để tìm kiếm và so sánh là bản tự động chuyển "
        "mã, cần kiểm tra. Tệp gốc được giữ nguyên; nên chuyển cả văn bản sang Unicode trong Word."
    ),
    "WORD-TRACKED-CHANGES": _l(
        "Văn bản còn %(count)s thay đổi đang theo dõi (của %(authors)s; tại %(where)s). Hãy chấp "
        "nhận hoặc từ chối hết trong Word rồi tải lên lại."
    ),
    "WORD-COMMENTS": _l(
        "Văn bản còn %(count)s nhận xét (của %(authors)s: %(where)s). Hãy xử lý và xóa nhận xét "
        "trong Word rồi tải lên lại."
    ),
    "WORD-PASSAGE-MISSING": _l(
        "Không tìm thấy đoạn “%(words)s” trong văn bản. Hãy kiểm tra lại tệp đang sửa."
    ),
    "WORD-NO-TEXT": _l("Văn bản không có chữ nào. Hãy kiểm tra lại tệp rồi tải lên lại."),
    # House layouts
    "LAYOUT-DAMAGED": _l(
        "Tệp bố cục bị hỏng hoặc có trường viết sai (%(place)s %(what)s). Hãy mở bằng Word, sửa "
        "lại trường, lưu rồi tải lên lại."
    ),
    "LAYOUT-FIELD-UNKNOWN": _l(
        "Tệp bố cục có trường “%(field)s” không có trong danh sách (%(place)s). Hãy sửa theo bảng "
        "các trường rồi tải lên lại."
    ),
    "LAYOUT-UNSAFE": _l(
        "Tệp bố cục dùng lệnh không được phép: %(what)s (%(place)s). Chỉ được dùng các trường trong"
        " danh sách, điều kiện và một vòng lặp theo các dòng sửa đổi. Hãy bỏ lệnh đó rồi tải lên "
        "lại."
    ),
    "LAYOUT-WITHOUT-HEADER": _l(
        "Đầu trang của tệp bố cục chưa ghi đủ mã hiệu, lần ban hành, lần sửa đổi, ngày ban hành và "
        "số trang (còn thiếu: %(missing)s). Hãy bổ sung vào đầu trang rồi tải lên lại."
    ),
    # PDF renditions and stamped copies
    "PDF-CONVERTER-ABSENT": _l(
        "Máy chủ chưa có LibreOffice nên không tạo được PDF. Hãy tải lên bản PDF do tác giả tạo, "
        "hoặc báo quản trị viên cài LibreOffice."
    ),
    "PDF-BUSY": _l("Máy chủ đang tạo PDF cho các tài liệu khác. Hãy thử lại sau ít phút."),
    "PDF-ROOM": _l(
        "Thư mục tạm %(path)s để tạo PDF không thuộc riêng dịch vụ này. Hãy báo quản trị viên xóa "
        "hoặc sửa quyền thư mục đó."
    ),
    "PDF-TIMEOUT": _l(
        "Không tạo được PDF trong %(seconds)s giây. Hãy đơn giản hóa bố cục, giảm ảnh rồi thử lại,"
        " hoặc tải lên bản PDF do tác giả tạo."
    ),
    "PDF-EMPTY": _l(
        "LibreOffice không tạo được PDF từ tệp này. Hãy mở bằng Word, lưu lại rồi thử lại, hoặc "
        "tải lên bản PDF do tác giả tạo."
    ),
    "PDF-TEXT-MISSING": _l(
        "Bản PDF thiếu nội dung của tệp Word: “%(passage)s”. Hãy kiểm tra phần này (ô bảng bị "
        "che, chữ ngoài trang, bản PDF cũ) rồi tạo lại PDF."
    ),
    "PDF-DAMAGED": _l("Tệp PDF bị hỏng hoặc không đọc được. Hãy xuất lại PDF từ Word."),
    "PDF-POLYGLOT": _l(
        "Tệp PDF có dữ liệu lạ ở trước hoặc sau nội dung. Hãy xuất lại PDF từ Word."
    ),
    "PDF-ENCRYPTED": _l(
        "Tệp PDF được đặt mật khẩu hoặc hạn chế quyền. Hãy xuất lại PDF không đặt mật khẩu."
    ),
    "PDF-JAVASCRIPT": _l("Tệp PDF chứa mã lệnh JavaScript. Hãy xuất lại PDF từ Word."),
    "PDF-ACTION": _l(
        "Tệp PDF chứa hành động không được phép (%(seen)s). Chỉ được dùng liên kết web và thư "
        "điện tử. Hãy xuất lại PDF từ Word."
    ),
    "PDF-FORM": _l("Tệp PDF chứa biểu mẫu điền trực tiếp. Hãy xuất lại PDF từ Word."),
    "PDF-LAYERS": _l("Tệp PDF có các lớp ẩn hiện. Hãy xuất lại PDF không có lớp."),
    "PDF-ATTACHMENT": _l(
        "Tệp PDF có tệp đính kèm hoặc nội dung nhúng (%(seen)s). Hãy xuất lại PDF từ Word."
    ),
    "FONT-MISSING": _l(
        "Máy chủ không có phông chữ đủ chữ tiếng Việt để đóng dấu. Hãy báo quản trị viên cài gói "
        "%(package)s."
    ),
    # Old Word files and the quick reading view
    "DOC-NOT-LEGACY": _l(
        "Đây không phải tệp Word cũ (.doc). Hãy tải lên thẳng tệp .docx, hoặc chọn đúng tệp .doc."
    ),
    "DOC-TIMEOUT": _l(
        "Không chuyển được tệp .doc trong %(seconds)s giây. Hãy mở bằng Word, lưu thành .docx rồi "
        "tải lên."
    ),
    "DOC-NOT-CONVERTED": _l(
        "Không chuyển được tệp .doc này. Hãy mở bằng Word, lưu thành .docx rồi tải lên."
    ),
    "DOC-VIEW": _l("Không tạo được bản đọc nhanh của văn bản này. Hãy tải tệp về và mở bằng Word."),
    # What a signature looks like
    "LOOK-PICTURE": _l(
        "Ảnh chữ ký hoặc ảnh con dấu không đọc được. Hãy tải lên lại tệp ảnh PNG rồi ký lại."
    ),
}
