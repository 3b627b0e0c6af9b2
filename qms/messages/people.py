"""Sentences of the room of people: units, accounts, roles, positions, delegations, sign-in."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    # signing in
    "SIGN-IN-REFUSED": _l(
        "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra bàn phím và thử lại; nếu quên mật "
        "khẩu, hãy đề nghị quản trị hệ thống cấp mã đặt lại."
    ),
    "SIGN-IN-THROTTLED": _l(
        "Đã có quá nhiều lần đăng nhập không thành công. Hãy chờ %(seconds)s giây rồi thử lại."
    ),
    "SIGN-IN-BUSY": _l("Hệ thống đang xử lý nhiều lượt đăng nhập. Hãy thử lại sau ít giây."),
    "ACCOUNT-DISABLED": _l(
        "Tài khoản đã bị khóa hoặc không còn hoạt động. Hãy liên hệ quản trị hệ thống."
    ),
    "PASSWORD-WRONG": _l("Mật khẩu hiện tại không đúng. Hãy nhập lại."),
    "CODE-NOT-VALID": _l(
        "Mã dùng một lần không đúng, đã được dùng hoặc đã hết hạn. Hãy đề nghị quản trị hệ thống "
        "cấp mã mới."
    ),
    "SESSION-UNKNOWN": _l("Không tìm thấy phiên đăng nhập này; có thể phiên đã kết thúc."),
    # passwords
    "PASSWORD-SHORT": _l(
        "Mật khẩu quá ngắn. Hãy dùng ít nhất %(least)s ký tự, ví dụ một câu dễ nhớ."
    ),
    "PASSWORD-LONG": _l("Mật khẩu quá dài. Hãy dùng tối đa %(most)s ký tự."),
    "PASSWORD-COMMON": _l(
        "Mật khẩu này thuộc loại hay bị đoán. Hãy chọn mật khẩu khác, ví dụ vài từ không liên quan."
    ),
    "PASSWORD-IS-LOGIN": _l("Mật khẩu không được trùng với tên đăng nhập. Hãy chọn mật khẩu khác."),
    "PASSPHRASE-IS-PASSWORD": _l(
        "Mật khẩu ký phải khác mật khẩu đăng nhập. Hãy chọn một cụm khác."
    ),
    # people
    "PERSON-UNKNOWN": _l("Không tìm thấy người dùng này. Hãy kiểm tra lại tên đăng nhập."),
    "PERSON-CHANGED-MEANWHILE": _l(
        "Thông tin người dùng vừa được người khác sửa. Hãy tải lại trang rồi sửa trên bản mới."
    ),
    "LOGIN-TAKEN": _l("Tên đăng nhập %(login)s đã có người dùng. Hãy chọn tên khác."),
    "LOGIN-GRAMMAR": _l(
        "Tên đăng nhập gồm 3 đến 40 ký tự: chữ thường không dấu, chữ số, dấu chấm, gạch "
        "ngang, gạch "
        "dưới; bắt đầu bằng chữ cái. Hãy nhập lại."
    ),
    "ALREADY-DISABLED": _l("Tài khoản này đã bị khóa từ trước; không cần làm gì thêm."),
    "ALREADY-ENABLED": _l("Tài khoản này đang hoạt động; không cần làm gì thêm."),
    "DISABLE-ONESELF": _l(
        "Không thể tự khóa tài khoản của mình. Hãy đề nghị một quản trị hệ thống khác."
    ),
    "LEFT-BEFORE-COMING": _l(
        "Ngày thôi việc không thể trước ngày tạo tài khoản. Hãy kiểm tra lại ngày."
    ),
    "LAST-ADMINISTRATOR": _l(
        "Đây là quản trị hệ thống cuối cùng. Hãy giao vai trò quản trị cho người khác trước."
    ),
    # roles and positions
    "ADMINISTRATOR-ONLY": _l(
        "Việc này chỉ dành cho quản trị hệ thống. Hãy liên hệ người quản trị."
    ),
    "ADMINISTRATOR-NO-CONTENT": _l(
        "Quản trị hệ thống không tham gia nội dung tài liệu: vai trò này không giao được cùng vai "
        "trò quản trị. Hãy kết thúc một trong hai vai trò trước."
    ),
    "GRANT-TO-ONESELF": _l(
        "Không thể tự giao vai trò hoặc chức vụ cho mình. Hãy đề nghị một quản trị hệ thống khác."
    ),
    "ROLE-UNKNOWN": _l("Không tìm thấy vai trò này. Hãy tải lại trang."),
    "ROLE-HELD-ALREADY": _l(
        "Người này đã giữ vai trò đó trong cùng đơn vị và thời gian. Hãy chọn thời gian khác."
    ),
    "ALREADY-ENDED": _l("Mục này đã kết thúc từ trước; không cần làm gì thêm."),
    "PERIOD-ENDS-BEFORE-START": _l("Ngày kết thúc phải sau ngày bắt đầu. Hãy sửa lại ngày."),
    "POSITION-UNKNOWN": _l("Không tìm thấy chức vụ này trong danh mục. Hãy chọn chức vụ khác."),
    "POSITION-CODE-TAKEN": _l("Mã chức vụ %(code)s đã có trong danh mục. Hãy chọn mã khác."),
    "POSITION-HELD-ALREADY": _l(
        "Người này đã giữ chức vụ đó tại đơn vị trong cùng thời gian. Hãy chọn thời gian khác."
    ),
    # units
    "UNIT-UNKNOWN": _l(
        "Không tìm thấy đơn vị này vào thời điểm đã chọn. Hãy chọn đơn vị khác hoặc ngày khác."
    ),
    "UNIT-CODE-TAKEN": _l("Mã đơn vị %(code)s đã được dùng và không dùng lại. Hãy chọn mã khác."),
    "UNIT-PARENT-MISSING": _l(
        "Đơn vị cấp trên không tồn tại vào ngày đó. Hãy chọn đơn vị cấp trên khác."
    ),
    "UNIT-CYCLE": _l(
        "Một đơn vị không thể nằm dưới chính nó hoặc dưới đơn vị cấp dưới của nó. Hãy chọn lại."
    ),
    "UNIT-CHANGED-LATER": _l(
        "Đơn vị đã có thay đổi từ ngày đó trở đi. Hãy chọn ngày muộn hơn lần thay đổi cuối."
    ),
    "UNIT-HAS-UNITS": _l(
        "Đơn vị còn đơn vị trực thuộc. Hãy chuyển hoặc giải thể các đơn vị đó trước."
    ),
    "UNIT-HAS-PEOPLE": _l(
        "Đơn vị còn người giữ vai trò hoặc chức vụ. Hãy kết thúc các vai trò, chức vụ đó trước."
    ),
    # delegations
    "DELEGATION-UNKNOWN": _l("Không tìm thấy ủy quyền này. Hãy tải lại trang."),
    "DELEGATION-NOT-OWN": _l(
        "Chỉ người giữ chức vụ hoặc quản trị hệ thống mới ghi nhận được ủy quyền này."
    ),
    "DELEGATION-NOT-VALID": _l(
        "Ủy quyền này không còn hoặc chưa có hiệu lực. Hãy chọn tư cách ký khác."
    ),
    "DELEGATION-NOT-PASSED-ON": _l(
        "Quyền ký %(kind)s. không được giao tiếp cho người khác. Chỉ quyền ký TL. được "
        "giao cho cấp "
        "phó của chính đơn vị (KT.)."
    ),
    "DELEGATION-OUTLIVES-SOURCE": _l(
        "Thời hạn không được vượt quá thời hạn của quyền ký được giao. Hãy rút ngắn thời hạn."
    ),
    "DELEGATION-WITHOUT-BASIS": _l(
        "Ủy quyền phải có căn cứ bằng văn bản. Hãy ghi số, ngày của văn bản."
    ),
    "DELEGATION-WITHOUT-END": _l("Ủy quyền phải có thời hạn. Hãy nhập ngày kết thúc."),
    "DELEGATION-TOO-LONG": _l("Ủy quyền không được dài quá 5 năm. Hãy chọn ngày kết thúc sớm hơn."),
    "DELEGATION-GIVEN-ALREADY": _l(
        "Đã có ủy quyền như vậy trong cùng thời gian. Hãy kết thúc ủy quyền cũ trước."
    ),
    "DELEGATION-NOT-EXTENDED": _l(
        "Kết thúc ủy quyền chỉ có thể làm ngắn lại. Để kéo dài, hãy lập ủy quyền mới có căn cứ."
    ),
    "DELEGATE-IS-DELEGATOR": _l("Không thể ủy quyền cho chính mình. Hãy chọn người khác."),
    "DELEGATE-NOT-ACTIVE": _l(
        "Tài khoản của người được ủy quyền không hoạt động. Hãy chọn người khác."
    ),
    "DELEGATE-NOT-FIT-KT": _l(
        "Ký thay (KT.) chỉ giao cho cấp phó của chính chức vụ đó trong cùng đơn vị. Hãy chọn người "
        "khác hoặc hình thức khác."
    ),
    "DELEGATE-NOT-FIT-TL": _l(
        "Thừa lệnh (TL.) chỉ giao cho người đứng đầu đơn vị. Hãy chọn người khác hoặc "
        "hình thức khác."
    ),
    "DELEGATE-NOT-FIT-TM": _l(
        "Ký thay mặt (TM.) chỉ giao cho thành viên của tập thể đó. Hãy chọn người khác."
    ),
    "DELEGATOR-WITHOUT-POSITION": _l(
        "Người ủy quyền không giữ chức vụ đó trong suốt thời hạn. Hãy chọn thời hạn khác."
    ),
    # certificates of other CAs
    "CERTIFICATE-CONFIRM-OWN": _l(
        "Không ai tự xác nhận chứng thư của mình. Hãy đề nghị một quản trị hệ thống khác."
    ),
    "REGISTRATION-NOT-FOUND": _l(
        "Không tìm thấy đề nghị đăng ký chứng thư này. Hãy tải lại trang."
    ),
    "REGISTRATION-DECIDED": _l(
        "Đề nghị đăng ký chứng thư này đã được xử lý. Hãy tải lại trang để xem kết quả."
    ),
    # tokens
    "TOKEN-UNKNOWN": _l("Không tìm thấy mã truy cập này. Hãy tải lại trang."),
    "TOKEN-NOT-OWN": _l("Mỗi người chỉ tạo mã truy cập cho chính mình."),
    "TOKEN-OPERATOR-READS-ONLY": _l(
        "Mã truy cập tạo bằng dòng lệnh chỉ được đọc. Để có mã được thao tác, hãy đăng nhập trên "
        "trang web và tự tạo."
    ),
}
