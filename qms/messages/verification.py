"""What verification found, said to whoever must act on it. Nothing is to be repaired by hand."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "VERIFY-SCHEMA": _l(
        "Cơ sở dữ liệu ở phiên bản %(version)s, chưa đúng phiên bản của chương trình nên các hàng "
        "rào của nó chưa được kiểm tra. Hãy nâng cấp bằng cách khởi động lại dịch vụ rồi kiểm tra "
        "lại."
    ),
    "VERIFY-GUARD": _l(
        "Hàng rào %(name)s của cơ sở dữ liệu đã bị gỡ bỏ, nên dữ liệu có thể đã bị sửa trực tiếp. "
        "Hãy giữ nguyên hiện trạng, báo người phụ trách an toàn thông tin; khởi động lại dịch vụ "
        "sẽ dựng lại hàng rào."
    ),
    "VERIFY-FOREIGN-KEY": _l(
        "Bảng %(table)s có %(rows)s dòng trỏ tới dòng không còn trong bảng %(parent)s. Hãy giữ "
        "nguyên hiện trạng và đối chiếu với bản sao lưu."
    ),
    "VERIFY-UNREADABLE": _l(
        "Bảng %(table)s có ô dữ liệu không đọc được (%(reason)s), do bị sửa trực tiếp hoặc hỏng ổ "
        "đĩa. Hãy giữ nguyên hiện trạng và đối chiếu với bản sao lưu."
    ),
    "VERIFY-STATEMENT": _l(
        "Chữ ký cho %(document)s (%(action)s, %(at)s) không còn đáng tin. Không dùng chữ ký này "
        "làm bằng chứng; hãy giữ nguyên hiện trạng và báo người phụ trách an toàn thông tin."
    ),
    "VERIFY-STATEMENT-FILE": _l(
        "Tệp %(file)s được ký trong %(document)s (%(action)s, %(at)s) đã mất hoặc bị đổi trong "
        "kho. Hãy lấy lại tệp từ bản sao lưu."
    ),
    "VERIFY-PAPER": _l(
        "PDF đã ký của %(document)s, lần %(number)s, không đạt khi kiểm tra lại. Hãy đối chiếu với "
        "bản sao lưu và báo người phụ trách hệ thống."
    ),
    "VERIFY-PAPER-CHAIN": _l(
        "Các lần ký trên PDF của %(document)s, lần %(number)s, không nối tiếp nhau tại lần thứ "
        "%(state)s: một dòng đã bị sửa, thêm hoặc xóa."
    ),
    "VERIFY-PAPER-OTHER": _l(
        "PDF đã ký của %(document)s, lần %(number)s, mang chữ ký khác với những gì sổ ghi."
    ),
    "VERIFY-PAPER-OTHER-KEY": _l(
        "Ô ký %(field)s trên PDF của %(document)s, lần %(number)s, và bản tuyên bố kèm theo được "
        "ký bằng hai chứng thư khác nhau."
    ),
    "VERIFY-PAPER-UNSIGNED": _l(
        "PDF của %(document)s, lần %(number)s, thiếu chữ ký của người viết hoặc người phê duyệt."
    ),
    "VERIFY-PAPER-GONE": _l(
        "Nhật ký (sự kiện số %(event_id)s) ghi một lần ký trên PDF mà sổ các lần ký không còn. Hãy "
        "giữ nguyên hiện trạng và đối chiếu với bản sao lưu."
    ),
    "VERIFY-KEPT-EDITED": _l(
        "Dòng %(name)s của bảng %(table)s không đúng với những gì đã được ký trong chính dòng đó. "
        "Hãy giữ nguyên hiện trạng và đối chiếu với bản sao lưu."
    ),
    "VERIFY-STAMP-GONE": _l(
        "Chữ ký cho %(document)s (%(action)s, %(at)s) có dấu thời gian khi ký nhưng nay không còn. "
        "Hãy lấy lại từ bản sao lưu hoặc hồ sơ bằng chứng đã xuất."
    ),
    "VERIFY-STAMP-EDITED": _l(
        "Dòng ghi dấu thời gian của chữ ký cho %(document)s (%(action)s, %(at)s) khác với chính "
        "dấu thời gian đó. Hãy giữ nguyên hiện trạng và đối chiếu với bản sao lưu."
    ),
    "VERIFY-REVOCATION": _l(
        "Chứng thư %(name)s được ghi bị thu hồi khác với danh sách thu hồi đã ký và công bố. Hãy "
        "giữ nguyên hiện trạng và báo người phụ trách an toàn thông tin."
    ),
    "VERIFY-UNSIGNED": _l(
        "Bản nội dung đã ký %(statement)s không còn chữ ký hoặc chứng thư đi kèm. Hãy lấy lại từ "
        "bản sao lưu hoặc hồ sơ bằng chứng đã xuất."
    ),
    "VERIFY-STATEMENT-GONE": _l(
        "Nhật ký (sự kiện số %(event_id)s) ghi một lần ký mà nội dung đã ký %(statement)s không "
        "còn trong cơ sở dữ liệu. Hãy lấy lại từ bản sao lưu hoặc hồ sơ bằng chứng đã xuất."
    ),
    "VERIFY-NOT-APPROVED": _l(
        "%(document)s %(number)s được ghi là đã ban hành nhưng không có chữ ký phê duyệt. Không "
        "dùng tài liệu này cho đến khi người phê duyệt xác nhận."
    ),
    "VERIFY-OTHER-DOCUMENT": _l(
        "Chữ ký phê duyệt của %(document)s %(number)s là cho tài liệu hoặc lần sửa đổi khác. Không "
        "dùng tài liệu này cho đến khi người phê duyệt xác nhận."
    ),
    "VERIFY-OTHER-BYTES": _l(
        "Tệp có hiệu lực của %(document)s %(number)s không phải tệp đã được ký (%(signed)s). Không "
        "dùng tài liệu này; hãy lấy lại đúng tệp từ bản sao lưu."
    ),
    "VERIFY-OTHER-APPROVER": _l(
        "%(document)s %(number)s ghi một người phê duyệt, nhưng người ký là %(signer)s. Hãy giữ "
        "nguyên hiện trạng và báo người phụ trách an toàn thông tin."
    ),
    "VERIFY-BASIS-MISSING": _l(
        "Phê duyệt của %(document)s %(number)s thiếu chữ ký trình hoặc chữ ký xem xét mà nó dựa "
        "vào. Hãy lấy lại từ bản sao lưu hoặc hồ sơ bằng chứng đã xuất."
    ),
    "VERIFY-BASIS-OTHER": _l(
        "Phê duyệt của %(document)s %(number)s dựa vào chữ ký trình hoặc xem xét cho tệp khác. "
        "Hãy giữ nguyên hiện trạng và báo người phụ trách an toàn thông tin."
    ),
    "VERIFY-APPROVED-BY-AUTHOR": _l(
        "%(who)s vừa soạn vừa phê duyệt %(document)s %(number)s. Hãy để người khác phê duyệt lại "
        "tài liệu này."
    ),
    "VERIFY-REVIEWED-BY-AUTHOR": _l(
        "%(who)s vừa soạn vừa xem xét %(document)s %(number)s. Hãy để người khác xem xét lại tài "
        "liệu này."
    ),
    "VERIFY-NOT-WITHDRAWN": _l(
        "%(document)s %(number)s được ghi là đã thu hồi nhưng không có chữ ký thu hồi. Hãy hỏi "
        "người phê duyệt và đối chiếu với bản sao lưu."
    ),
    "VERIFY-NOT-IN-LOG": _l(
        "%(document)s %(number)s không có sự kiện nào trong nhật ký, nên không do phần mềm tạo ra. "
        "Hãy giữ nguyên hiện trạng và báo người phụ trách an toàn thông tin."
    ),
    "VERIFY-NOT-AS-LOGGED": _l(
        "%(document)s %(number)s: cột %(field)s là %(stored)s nhưng theo nhật ký phải là "
        "%(logged)s. Dữ liệu đã bị sửa trực tiếp; hãy đối chiếu với bản sao lưu."
    ),
    "VERIFY-REVISION-GONE": _l(
        "Nhật ký ghi một lần sửa đổi (mã nội bộ %(revision)s) không còn trong cơ sở dữ liệu. Hãy "
        "đối chiếu với bản sao lưu."
    ),
    "VERIFY-PERIODIC": _l(
        "%(document)s lần %(number)s: kết quả rà soát định kỳ trong cơ sở dữ liệu không khớp với "
        "tuyên bố đã ký."
    ),
    "VERIFY-PERIODIC-APART": _l(
        "%(document)s lần %(number)s: kết quả rà soát định kỳ do %(who)s ký, là người soạn thảo "
        "hoặc người đề xuất."
    ),
    "VERIFY-ROW-NOT-AS-LOGGED": _l(
        "%(row)s (bảng %(table)s): cột %(field)s là %(stored)s nhưng theo nhật ký phải là "
        "%(logged)s. Dữ liệu đã bị sửa trực tiếp; hãy đối chiếu với bản sao lưu."
    ),
    "VERIFY-ROW-NOT-IN-LOG": _l(
        "%(row)s (bảng %(table)s) không có sự kiện nào trong nhật ký, nên không do phần mềm tạo "
        "ra. Hãy giữ nguyên hiện trạng và báo người phụ trách an toàn thông tin."
    ),
    "VERIFY-ROW-GONE": _l(
        "Nhật ký ghi một dòng của bảng %(table)s (mã nội bộ %(row)s) không còn trong cơ sở dữ "
        "liệu. Hãy đối chiếu với bản sao lưu."
    ),
    "VERIFY-READING-FILE": _l(
        "Xác nhận đã nhận và đọc %(document)s %(number)s (người có mã nội bộ %(person)s) là cho "
        "tệp khác với tệp đã ban hành. Hãy để người đó đọc và xác nhận lại."
    ),
    "VERIFY-COPY-NUMBERS": _l(
        "Bản giấy của %(document)s được đánh số đến %(last)s nhưng sổ chỉ còn %(copies)s bản. Hãy "
        "đối chiếu sổ phân phối với bản sao lưu."
    ),
}
