"""What stands in the way of a backup or a restore, and what to do then."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "BACKUP-EXISTS": _l(
        "Tệp %(file)s đã có. Bản sao lưu không ghi đè lên tệp cũ; hãy chọn tên khác."
    ),
    "BACKUP-NO-FOLDER": _l("Thư mục %(folder)s không có. Hãy tạo thư mục hoặc chọn nơi khác."),
    "BACKUP-OLD-SCHEMA": _l(
        "Cơ sở dữ liệu chưa đúng phiên bản của chương trình. Hãy khởi động dịch vụ một lần để nâng "
        "cấp rồi sao lưu lại."
    ),
    "BACKUP-UNREADABLE": _l(
        "Bảng %(table)s có ô dữ liệu không đọc được ở dòng %(row)s nên chưa sao lưu được. Hãy chạy "
        "qms verify và sao chép nguyên thư mục dữ liệu khi dịch vụ đã dừng."
    ),
    "BACKUP-ROW-LONG": _l(
        "Bảng %(table)s có một dòng quá lớn để sao lưu. Hãy báo người quản trị phần mềm."
    ),
    "BACKUP-NOT-FOUND": _l("Không có tệp sao lưu %(file)s. Hãy kiểm tra đường dẫn."),
    "BACKUP-NOT-WHOLE": _l(
        "Tệp không phải bản sao lưu hoặc đã bị cắt cụt khi sao chép. Hãy sao chép lại từ nơi cất "
        "giữ hoặc dùng bản sao lưu khác."
    ),
    "BACKUP-FORMAT": _l(
        "Bản sao lưu có định dạng %(format)s mà chương trình này chưa biết. Hãy dùng bản chương "
        "trình mới hơn."
    ),
    "BACKUP-MANIFEST": _l(
        "Bản kê của bản sao lưu thiếu hoặc hỏng. Hãy dùng bản sao lưu khác, đừng khôi phục bản này."
    ),
    "BACKUP-ENTRY-NAME": _l(
        "Bản sao lưu chứa mục %(entry)s có tên lạ hoặc bị lặp, nên không được đọc. Hãy dùng bản "
        "sao lưu khác."
    ),
    "BACKUP-ENTRY-CHANGED": _l(
        "Mục %(entry)s của bản sao lưu không còn như khi được ghi. Hãy sao chép lại từ nơi cất giữ "
        "hoặc dùng bản sao lưu khác."
    ),
    "BACKUP-ENTRY-BOMB": _l(
        "Mục %(entry)s của bản sao lưu nở ra quá lớn so với dung lượng nén, nên không được đọc. "
        "Hãy dùng bản sao lưu khác."
    ),
    "BACKUP-ENTRY-OVERLAP": _l(
        "Mục %(entry)s của bản sao lưu chồng lên mục khác, nên không được đọc. Hãy dùng bản sao "
        "lưu khác."
    ),
    "BACKUP-ENTRY-EXTRA": _l(
        "Bản sao lưu chứa mục %(entry)s không có trong bản kê, do người khác thêm vào. Hãy dùng "
        "bản sao lưu khác."
    ),
    "BACKUP-ENTRY-MISSING": _l(
        "Bản sao lưu thiếu mục %(entry)s có trong bản kê. Hãy sao chép lại từ nơi cất giữ hoặc "
        "dùng bản sao lưu khác."
    ),
    "BACKUP-TABLE": _l(
        "Bảng %(table)s trong bản sao lưu không khớp với cơ sở dữ liệu hoặc bản kê. Chưa có dòng "
        "nào được ghi; hãy dùng bản sao lưu khác."
    ),
    "BACKUP-ROW": _l(
        "Bảng %(table)s trong bản sao lưu có dòng hỏng. Chưa có dòng nào được ghi; hãy dùng bản "
        "sao lưu khác."
    ),
    "BACKUP-KEYS": _l(
        "Phần khóa của bản sao lưu bị hỏng. Hãy khôi phục không kèm khóa (--without-keys) rồi để "
        "mọi người đăng ký khóa ký lại."
    ),
    "BACKUP-PASSPHRASE-DIFFERS": _l("Hai lần nhập mật khẩu không giống nhau. Hãy nhập lại."),
    "BACKUP-OTHER-FINGERPRINT": _l(
        "Dấu vân của bản sao lưu là %(found)s, khác với dấu vân đã nhập. Đây không phải bản sao "
        "lưu cần tìm hoặc nó đã bị thay; hãy dùng bản khác."
    ),
    "BACKUP-SCHEMA-UNKNOWN": _l(
        "Bản sao lưu được làm ở phiên bản cơ sở dữ liệu %(version)s mà chương trình này không "
        "biết. Hãy cài bản chương trình mới hơn rồi khôi phục lại."
    ),
    "BACKUP-OTHER-HEAD": _l(
        "Nhật ký trong bản sao lưu không kết thúc ở vị trí %(size)s như bản kê nói. Hãy dùng bản "
        "sao lưu khác."
    ),
    "RESTORE-NOT-EMPTY": _l(
        "Nơi khôi phục đã có dữ liệu: %(what)s. Hãy đặt QMS_INSTANCE và QMS_DATABASE_URL tới thư "
        "mục và cơ sở dữ liệu trống; dữ liệu cũ không bị đụng tới."
    ),
    "RESTORE-RUNNING": _l(
        "Một lần khôi phục khác đang chạy trong thư mục này. Hãy đợi nó xong rồi thử lại."
    ),
    "RESTORE-UNFINISHED": _l(
        "Lần khôi phục vào thư mục này chưa xong nên hệ thống chưa dùng được. Hãy chạy lại qms "
        "restore với tệp sao lưu; phần dở dang sẽ được làm lại từ đầu."
    ),
}
