"""Sentences of the sealing room, of devices that hold keys and of pictures of signatures."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "DEVICE-ABSENT": _l(
        "Không mở được thiết bị giữ khóa %(token)s. Hãy cắm thiết bị, kiểm tra thư viện PKCS#11 và "
        "nhãn thiết bị trong cấu hình rồi thử lại."
    ),
    "DEVICE-FAILED": _l(
        "Thiết bị giữ khóa từ chối thao tác (%(reason)s). Hãy rút ra cắm lại rồi thử lại; nếu vẫn "
        "lỗi, báo quản trị hệ thống."
    ),
    "DEVICE-KEEPS-KEY": _l("Thiết bị không bao giờ đưa khóa bí mật ra ngoài."),
    "DEVICE-KEY-EXISTS": _l(
        "Thiết bị đã có khóa tên %(key)s. Hãy cấp chứng thư cho khóa đó, không tạo khóa mới."
    ),
    "DEVICE-LOCKED": _l(
        "Thiết bị %(token)s đã khóa mã PIN vì nhập sai nhiều lần. Hãy mở khóa thiết bị bằng mã SO."
    ),
    "DEVICE-NO-KEY": _l(
        "Thiết bị không có cặp khóa dùng được tên %(key)s (P-256, hoặc RSA từ 2048 bit). Hãy kiểm "
        "tra nhãn khóa trong cấu hình hoặc tạo khóa trên thiết bị."
    ),
    "DEVICE-NOT-CONFIGURED": _l(
        "Chưa cấu hình thiết bị giữ khóa. Hãy đặt QMS_PKCS11_MODULE, QMS_PKCS11_TOKEN và "
        "QMS_PKCS11_KEY rồi khởi động lại."
    ),
    "DEVICE-WRONG-PIN": _l(
        "Mã PIN của thiết bị không đúng. Hãy nhập lại; thiết bị có thể tự khóa sau vài lần sai."
    ),
    "PICTURE-EMPTY": _l("Ảnh không có nét mực nào. Hãy chụp hoặc quét lại rõ nét hơn."),
    "PICTURE-NO-GROUND": _l(
        "Không tách được nét mực khỏi nền: nền quá tối hoặc có hình. Hãy chụp trên giấy trắng, đủ "
        "sáng, không có bóng."
    ),
    "PICTURE-NONE": _l("Chưa có ảnh nào được lưu."),
    "PICTURE-NOT-RED": _l("Ảnh con dấu phải là màu đỏ. Hãy quét màu con dấu đóng trên giấy trắng."),
    "PICTURE-TOO-LARGE": _l("Tệp ảnh lớn hơn %(limit)s MB. Hãy thu nhỏ ảnh rồi tải lên lại."),
    "PICTURE-TOO-MANY-PIXELS": _l(
        "Ảnh có hơn %(limit)s triệu điểm ảnh. Hãy thu nhỏ ảnh rồi tải lên lại."
    ),
    "PICTURE-TOO-SMALL": _l(
        "Ảnh quá nhỏ: mỗi cạnh cần ít nhất %(least)s điểm ảnh. Hãy chụp hoặc quét lại lớn hơn."
    ),
    "PICTURE-UNREADABLE": _l("Tệp không phải ảnh PNG hoặc JPEG đọc được. Hãy chọn tệp khác."),
    "SEAL-ALREADY": _l("Văn bản này đã được đóng dấu lúc %(at)s."),
    "SEAL-CLERK-IS-SIGNER": _l(
        "Người đã ký văn bản không được tự đóng dấu. Hãy để văn thư khác đóng dấu."
    ),
    "SEAL-HAS-KEY": _l(
        "Con dấu đang có chứng thư còn dùng được. Hãy đánh dấu “thay chứng thư đang dùng” nếu thật "
        "sự muốn thay."
    ),
    "SEAL-LOCKED": _l("Đã nhập sai mã PIN của con dấu 5 lần. Hãy thử lại sau %(minutes)s phút."),
    "SEAL-NO-KEY": _l(
        "Con dấu chưa có chứng thư dùng được. Hãy đề nghị quản trị hệ thống tạo khóa con dấu cùng "
        "với văn thư."
    ),
    "SEAL-NO-PICTURE": _l(
        "Chưa có ảnh con dấu. Hãy đề nghị quản trị hệ thống tải ảnh con dấu lên."
    ),
    "SEAL-NO-PLACE": _l(
        "Bản PDF này không có chỗ cho con dấu. Hãy trình, ký lại một lần sửa đổi mới."
    ),
    "SEAL-NOT-CLERK": _l(
        "Chỉ văn thư cơ quan được dùng con dấu (Nghị định 30/2020/NĐ-CP, Điều 32). Nếu Ông/Bà là "
        "văn thư, hãy đề nghị quản trị hệ thống ghi chức vụ."
    ),
    "SEAL-NOT-REQUIRED": _l("Văn bản này không chờ đóng dấu: loại tài liệu không cần dấu cơ quan."),
    "SEAL-NOT-SIGNED": _l(
        "Người có thẩm quyền chưa ký bản PDF này nên chưa được đóng dấu. Hãy chờ chữ ký phê duyệt."
    ),
    "SEAL-PAPER-DEAD": _l(
        "Văn bản không còn là bản được duyệt sau cùng (đã bị thay thế, thu hồi hoặc hủy) nên không "
        "được đóng dấu."
    ),
    "SEAL-TWO-PEOPLE": _l(
        "Khóa con dấu do hai người cùng tạo: quản trị hệ thống và văn thư phải là hai người."
    ),
    "SEAL-WITNESS-NOT-CLERK": _l(
        "Người có mặt phải đang là văn thư cơ quan. Hãy ghi chức vụ văn thư cho người đó trước."
    ),
    "SEAL-WITNESS-WRONG": _l(
        "Mật khẩu đăng nhập của văn thư chưa đúng. Văn thư hãy tự nhập lại mật khẩu của mình."
    ),
    "SEAL-WRONG-SECRET": _l(
        "Mật khẩu con dấu (hoặc mã PIN) không đúng. Còn %(left)s lần thử trước khi con dấu bị tạm "
        "khóa 15 phút."
    ),
    "NOTICE-SEALED": _l("%(code)s đã được đóng dấu cơ quan"),
}
