"""Sentences about checkpoints of the log: the notes themselves, and a log that does not fit one."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "NOTE-FORM": _l(
        "Tệp không phải là điểm kiểm chứng đúng khuôn dạng, hoặc đã bị sửa. Hãy dùng đúng tệp đã "
        "nhận từ hệ thống, không mở và ghi lại bằng phần mềm soạn thảo."
    ),
    "NOTE-SIGNATURE": _l(
        "Chữ ký của điểm kiểm chứng không đúng: nội dung đã bị sửa sau khi ký. Hãy lấy lại tệp từ "
        "nơi lưu giữ khác để so sánh."
    ),
    "NOTE-UNKNOWN-KEY": _l(
        "Điểm kiểm chứng không do khóa nhật ký của hệ thống này ký (%(names)s). Nếu tệp được giữ "
        "ngoài hệ thống và đáng tin thì khóa của hệ thống đã bị thay; hãy báo người phụ trách an "
        "toàn thông tin."
    ),
    "NOTE-OTHER-ORIGIN": _l(
        "Điểm kiểm chứng là của hệ thống khác (%(origin)s). Hãy chọn tệp của hệ thống này."
    ),
    "CHECKPOINT-OTHER": _l(
        "Nhật ký không khớp với một điểm kiểm chứng: có thay đổi trong khoảng từ vị trí %(idx)s "
        "đến %(upto)s sau khi điểm kiểm chứng được lập. Hãy giữ nguyên hiện trạng và báo người phụ "
        "trách an toàn thông tin."
    ),
    "CHECKPOINT-CUT": _l(
        "Phần cuối của nhật ký bị cắt: điểm kiểm chứng xác nhận đến vị trí %(upto)s nhưng nhật ký "
        "dừng trước vị trí %(idx)s. Hãy đối chiếu với bản sao lưu gần nhất."
    ),
    "CHECKPOINT-LOST": _l(
        "Một điểm kiểm chứng thuộc đoạn nhật ký đã mất khi khôi phục từ bản sao lưu (đến vị trí "
        "%(upto)s). Điểm kiểm chứng không bị coi là giả; hãy đối chiếu với biên bản khôi phục."
    ),
    "CHECKPOINT-EDITED": _l(
        "Điểm kiểm chứng ở kích thước %(size)s trong cơ sở dữ liệu không còn như lúc được ký. Hãy "
        "giữ nguyên hiện trạng và đối chiếu với bản đã gửi ra ngoài."
    ),
    "CHECKPOINT-REMOVED": _l(
        "Nhật ký ghi một điểm kiểm chứng ở kích thước %(size)s không còn trong cơ sở dữ liệu. Hãy "
        "giữ nguyên hiện trạng và đối chiếu với bản đã gửi ra ngoài."
    ),
    "CHECKPOINT-TOKEN": _l(
        "Dấu thời gian của điểm kiểm chứng ở kích thước %(size)s không đúng. Hãy đối chiếu với bản "
        "đã gửi ra ngoài."
    ),
    "CHECKPOINT-FOLDER": _l(
        "Không ghi được điểm kiểm chứng vào thư mục %(folder)s (%(reason)s). Hãy kiểm tra quyền "
        "ghi và dung lượng; hệ thống sẽ tự ghi lại."
    ),
    "CHECKPOINT-UNKNOWN": _l(
        "Không có điểm kiểm chứng này. Hãy chọn một điểm trong danh sách điểm kiểm chứng."
    ),
    "CHECKPOINT-MAIL-SUBJECT": _l("Điểm kiểm chứng nhật ký %(agency)s: %(size)s sự kiện"),
    "CHECKPOINT-MAIL-BODY": _l(
        "Đây là điểm kiểm chứng của nhật ký tại %(agency)s, lập lúc %(at)s.\n\n"
        "%(note)s\n"
        "Hãy giữ thư này ngoài hệ thống. Khi cần, lưu từ dòng đầu (qms/…) đến hết dòng chữ ký "
        "(— qms/…) thành một tệp và chạy: qms verify --since TỆP. Lệnh đó cho biết các sự kiện ghi "
        "trước lúc này có bị sửa, xóa hoặc chèn hay không.\n"
    ),
    "LOG-EVENT-OTHER": _l(
        "Sự kiện ở vị trí %(idx)s không khớp với cây băm của nhật ký: sự kiện đã bị sửa và chuỗi "
        "bị nối lại, hoặc cây băm bị sửa. Hãy giữ nguyên hiện trạng và báo người phụ trách an toàn "
        "thông tin."
    ),
    "LOG-NODE-EDITED": _l(
        "Một nút của cây băm (trên các vị trí từ %(idx)s đến %(upto)s) đã bị sửa. Hãy giữ nguyên "
        "hiện trạng và báo người phụ trách an toàn thông tin."
    ),
    "LOG-NODE-REMOVED": _l(
        "Một nút của cây băm (trên các vị trí từ %(idx)s đến %(upto)s) đã bị xóa. Hãy giữ nguyên "
        "hiện trạng và báo người phụ trách an toàn thông tin."
    ),
    "LOG-NODE-INSERTED": _l(
        "Cây băm của nhật ký có nút không do phần mềm ghi. Hãy giữ nguyên hiện trạng và báo người "
        "phụ trách an toàn thông tin."
    ),
    "LOG-TREE-LONGER": _l(
        "Phần cuối của nhật ký bị cắt: cây băm còn giữ dấu vết đến vị trí %(upto)s nhưng nhật ký "
        "dừng trước vị trí %(idx)s. Hãy đối chiếu với bản sao lưu gần nhất."
    ),
}
