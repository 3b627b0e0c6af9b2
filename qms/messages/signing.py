"""Sentences of signing: keys, certificates, requests, and what a verification found."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    # passphrases and keys
    "SIGNING-PASSPHRASE-SHORT": _l(
        "Mật khẩu ký phải có ít nhất %(least)s ký tự. Hãy chọn một câu dài dễ nhớ."
    ),
    "SIGNING-PASSPHRASE-LONG": _l("Mật khẩu ký dài quá %(most)s ký tự. Hãy chọn câu ngắn hơn."),
    "SIGNING-PASSPHRASE-EASY": _l(
        "Mật khẩu ký quá dễ đoán. Hãy chọn câu khác với tên đăng nhập và có nhiều ký tự khác nhau."
    ),
    "SIGNING-WRONG-PASSPHRASE": _l(
        "Mật khẩu ký không đúng. Còn %(left)s lần thử trước khi khóa ký bị tạm khóa. Nếu quên mật"
        " khẩu ký, hãy thu hồi chứng thư và đăng ký lại."
    ),
    "SIGNING-LOCKED": _l(
        "Khóa ký bị tạm khóa vì nhập sai mật khẩu ký quá 5 lần. Hãy thử lại sau %(minutes)s phút."
    ),
    # certificates
    "SIGNING-NO-CERTIFICATE": _l(
        "Ông/bà chưa có chứng thư ký đang dùng được. Hãy đăng ký khóa ký rồi thực hiện lại."
    ),
    "SIGNING-ALREADY-ENROLLED": _l(
        "Ông/bà đã có chứng thư ký đang dùng được. Muốn thay, hãy chọn cấp lại: chứng thư cũ sẽ bị"
        " thu hồi."
    ),
    "CERTIFICATE-NOT-FOUND": _l("Không tìm thấy chứng thư này. Hãy tải lại danh sách chứng thư."),
    "CERTIFICATE-REVOKED": _l(
        "Chứng thư này đã bị thu hồi nên không ký được nữa. Hãy đăng ký khóa ký mới."
    ),
    "REVOCATION-IN-FUTURE": _l(
        "Thời điểm mất tin cậy không được ở tương lai. Hãy nhập thời điểm đã qua."
    ),
    # requests
    "SIGN-REQUEST-NOT-FOUND": _l(
        "Không tìm thấy yêu cầu ký này. Hãy mở lại trang ký để tạo yêu cầu mới."
    ),
    "SIGN-REQUEST-USED": _l("Yêu cầu ký này đã được ký. Hãy tải lại trang để xem kết quả."),
    "SIGN-REQUEST-EXPIRED": _l(
        "Yêu cầu ký đã quá 10 phút. Hãy mở lại trang ký, đọc lại nội dung rồi ký."
    ),
    "SIGNED-PDF-EARLIER-ENDED": _l(
        "Chữ ký trước đó của %(names)s trên bản PDF này không còn giá trị (khóa ký số bị thu hồi), "
        "nên không thể ký tiếp. Hãy trả về dự thảo, hoặc lập lần sửa đổi mới, để trình ký lại."
    ),
    "SIGNED-PDF-MOVED": _l(
        "Có người vừa ký vào PDF này trong lúc bạn đang ký. Chưa có gì được ghi; hãy tải lại bản "
        "mới nhất rồi ký lại."
    ),
    "SIGNING-SELF-CHECK": _l(
        "Chữ ký vừa tạo không qua được bước tự kiểm tra (%(reasons)s) nên không được ghi nhận. Hãy"
        " báo quản trị viên."
    ),
    # the authority
    "SIGNING-NO-AUTHORITY": _l(
        "Hệ thống chưa có tổ chức chứng thực nội bộ. Quản trị viên hãy chạy lệnh qms init."
    ),
    "SIGNING-AUTHORITY-EXISTS": _l(
        "Tổ chức chứng thực nội bộ đã có. Hãy dùng lệnh gia hạn thay vì tạo lại."
    ),
    "SIGNING-NO-ISSUING-KEY": _l(
        "Không có khóa của tổ chức cấp chứng thư (thường do khôi phục không kèm khóa). Quản trị"
        " viên hãy gia hạn tổ chức chứng thực rồi mời mọi người đăng ký lại."
    ),
    "SIGNING-ISSUER-EXPIRED": _l(
        "Chứng thư của tổ chức cấp đã hết hạn hoặc chưa đến hạn. Quản trị viên hãy gia hạn bằng"
        " mật khẩu chứng thư gốc."
    ),
    "SIGNING-ROOT-EXPIRED": _l(
        "Chứng thư gốc đã hết hạn hoặc chưa đến hạn. Quản trị viên hãy tạo chứng thư gốc mới."
    ),
    "SIGNING-AUTHORITY-FILES": _l(
        "Tệp của tổ chức chứng thực bị thiếu hoặc hỏng (%(folder)s). Hãy khôi phục thư mục khóa từ"
        " bản sao lưu."
    ),
    "SIGNING-KEY-FILE": _l("Tệp khóa bị hỏng. Hãy khôi phục thư mục khóa từ bản sao lưu."),
    "SIGNING-ISSUING-KEY": _l(
        "Khóa của tổ chức cấp chứng thư không mở được bằng bí mật của hệ thống này. Hãy khôi phục"
        " thư mục khóa cùng tệp bí mật từ một bản sao lưu, hoặc gia hạn tổ chức chứng thực."
    ),
    "SIGNING-ISSUER-MISSING": _l(
        "Không tìm thấy chứng thư của tổ chức đã cấp chứng thư này. Hãy khôi phục thư mục khóa từ"
        " bản sao lưu."
    ),
    "SIGNING-ROOT-NOT-HERE": _l("Khóa gốc không còn trên máy chủ này. Không có gì phải chuyển."),
    "SIGNING-ROOT-TARGET": _l("Tệp %(file)s đã có. Hãy chọn nơi khác để không ghi đè."),
    "SIGNING-ROOT-INSIDE": _l(
        "%(file)s nằm trong thư mục của hệ thống. Hãy chọn thiết bị rời, ngoài máy chủ."
    ),
    # statements
    "STATEMENT-NOT-JSON": _l("Bản tuyên bố không phải là JSON hợp lệ. Hãy dùng đúng tệp đã xuất."),
    "STATEMENT-TOO-LARGE": _l(
        "Bản tuyên bố lớn quá giới hạn %(limit)s byte. Hãy chia danh mục thành nhiều lần ký."
    ),
    "STATEMENT-NOT-CANONICAL": _l(
        "Bản tuyên bố không ở dạng chuẩn RFC 8785 nên không được chấp nhận. Hãy dùng đúng tệp đã"
        " xuất, không mở và lưu lại."
    ),
    "STATEMENT-NOT-NFC": _l(
        "Văn bản trong bản tuyên bố không ở dạng Unicode dựng sẵn (NFC). Hãy dùng đúng tệp đã xuất."
    ),
    "STATEMENT-DUPLICATE-KEY": _l(
        "Bản tuyên bố có trường lặp lại nên có thể đọc theo hai cách; không được chấp nhận."
    ),
    "STATEMENT-FLOAT": _l("Bản tuyên bố chứa số thập phân; chỉ số nguyên được chấp nhận."),
    "STATEMENT-INTEGER": _l("Bản tuyên bố chứa số quá lớn nên không được chấp nhận."),
    "STATEMENT-NULL": _l("Bản tuyên bố chứa giá trị rỗng (null) nên không được chấp nhận."),
    "STATEMENT-BOOLEAN": _l("Bản tuyên bố chứa giá trị đúng/sai nên không được chấp nhận."),
    "STATEMENT-TYPE": _l(
        "Bản tuyên bố không thuộc loại hoặc phiên bản mà hệ thống này biết. Hãy kiểm tra nguồn tệp."
    ),
    "STATEMENT-UNKNOWN-FIELD": _l("Bản tuyên bố có trường lạ: %(field)s."),
    "STATEMENT-MISSING-FIELD": _l("Bản tuyên bố thiếu trường: %(field)s."),
    "STATEMENT-BAD-FIELD": _l(
        "Trường %(field)s của nội dung cần ký không đúng dạng. Hãy sửa thông tin rồi ký lại."
    ),
    "STATEMENT-ROW-CHANGED": _l(
        "Dữ liệu lưu kèm khác với nội dung đã ký: bản ghi có thể đã bị sửa. Hãy báo quản trị viên."
    ),
    "PREVIOUS-STATEMENT-MISSING": _l(
        "Thiếu bản tuyên bố đứng trước: có thể đã bị xóa. Hãy báo quản trị viên."
    ),
    # signatures inside a PDF
    "SIGNED-PDF-BUSY": _l(
        "Máy chủ đang kiểm tra các tệp PDF khác. Hãy thử lại sau ít phút; chưa có gì thay đổi."
    ),
    "SIGNED-PDF-CLOSED": _l(
        "Tệp PDF không cho thêm chữ ký nữa. Hãy tải bản PDF hiện hành trên trang ký rồi ký lại."
    ),
    "SIGNED-PDF-FIELD-SIGNED": _l(
        "Ô chữ ký %(field)s đã có chữ ký. Hãy tải lại trang để xem ai đã ký."
    ),
    "SIGNED-PDF-HAS-FIELDS": _l(
        "Tệp PDF đã có sẵn ô chữ ký. Hãy tạo lại bản PDF từ tệp Word rồi trình ký lại."
    ),
    "SIGNED-PDF-NO-FIELD": _l(
        "Tệp PDF không có ô chữ ký %(field)s. Hãy tải bản PDF hiện hành trên trang ký rồi ký lại."
    ),
    "SIGNED-PDF-PLACE": _l("Không đặt được ô chữ ký %(field)s lên trang. Hãy báo quản trị viên."),
    "SIGNED-PDF-ACTIVE": _l(
        "Tệp PDF có nội dung tự chạy hoặc tự đổi (%(seen)s) nên không được chấp nhận."
    ),
    "SIGNED-PDF-CHANGED": _l(
        "Tệp PDF bị thêm hoặc sửa nội dung ngoài chữ ký. Hãy tải lại tệp cần ký và chỉ ký vào ô đã"
        " có."
    ),
    "SIGNED-PDF-ELSEWHERE": _l(
        "Tệp PDF hiển thị nội dung nằm ngoài tệp (%(seen)s) nên không được chấp nhận."
    ),
    "SIGNED-PDF-ENCRYPTED": _l("Tệp PDF được mã hóa nên không kiểm tra được. Hãy bỏ mật khẩu."),
    "SIGNED-PDF-FILES": _l("Tệp PDF có tệp đính kèm (%(seen)s) nên không được chấp nhận."),
    "SIGNED-PDF-LAYERS": _l(
        "Tệp PDF có lớp ẩn hiện được (%(seen)s) nên không được chấp nhận: người đọc khác nhau có"
        " thể thấy nội dung khác nhau."
    ),
    "SIGNED-PDF-MISSING": _l("Không đọc được tệp PDF chứa chữ ký này trong kho."),
    "SIGNED-PDF-NAMES-NO-STATEMENT": _l(
        "Lý do ký trong tệp PDF không nêu bản tuyên bố; hai bên gắn với nhau bằng tệp, chứng thư và"
        " thời điểm ký."
    ),
    "SIGNED-PDF-OTHER-STATEMENT": _l("Chữ ký trong tệp PDF nêu một bản tuyên bố khác."),
    "SIGNED-PDF-OTHER-BYTES": _l(
        "Tệp PDF không bắt đầu bằng đúng bản đã đóng băng để ký. Hãy tải lại tệp cần ký rồi ký."
    ),
    "SIGNED-PDF-OTHER-FIELDS": _l(
        "Tệp PDF có ô nhập khác ngoài ô chữ ký (%(seen)s) nên không được chấp nhận."
    ),
    "SIGNED-PDF-OUTSIDE-PLACE": _l(
        "Chữ ký %(seen)s được vẽ ngoài chỗ dành cho người ký. Hãy ký vào đúng ô của mình."
    ),
    "SIGNED-PDF-PERMISSIONS": _l(
        "Quyền sửa đổi ghi trong chữ ký của tệp PDF không được chấp nhận; chỉ chữ ký đầu tiên được"
        " khóa tài liệu."
    ),
    "SIGNED-PDF-RANGE": _l("Chữ ký không bao trùm toàn bộ phần tệp PDF mà nó phải bao trùm."),
    "SIGNED-PDF-SHARED": _l("Hai ô của tệp PDF dùng chung một chữ ký nên không được chấp nhận."),
    "SIGNED-PDF-SUBFILTER": _l(
        "Kiểu chữ ký trong tệp PDF không được chấp nhận; cần PAdES (ETSI.CAdES.detached)."
    ),
    "SIGNED-PDF-TAIL": _l("Sau chữ ký cuối cùng của tệp PDF còn dữ liệu không ai ký."),
    "SIGNED-PDF-TOO-LARGE": _l("Tệp PDF lớn quá giới hạn kiểm tra."),
    "SIGNED-PDF-TOO-SLOW": _l(
        "Kiểm tra tệp PDF này tốn quá nhiều thời gian hoặc bộ nhớ nên bị dừng. "
        "Hãy dùng tệp đã xuất."
    ),
    "SIGNED-PDF-TOO-MANY": _l(
        "Tệp PDF có quá nhiều phần (%(seen)s) nên không được kiểm tra. Hãy dùng tệp đã xuất."
    ),
    "SIGNED-PDF-UNREADABLE": _l(
        "Không đọc được tệp PDF: tệp hỏng, đặt mật khẩu hoặc lưu sai cách. Hãy tải lại bản PDF hiện"
        " hành."
    ),
    "SIGNED-PDF-UNSIGNED": _l("Tệp PDF chưa có chữ ký nào. Hãy ký trước khi đưa vào lưu trữ."),
    # certificates of other CAs, and what they may lead to
    "CERTIFICATE-FILE": _l(
        "Không đọc được chứng thư trong tệp. Hãy xuất chứng thư (không kèm khóa bí mật) ra tệp .cer"
        " hoặc .pem rồi tải lên lại."
    ),
    "OUTSIDE-CA-UNKNOWN": _l(
        "Chứng thư do %(issuer)s cấp; tổ chức này chưa được cấu hình tin cậy ở đây. Hãy đề nghị"
        " quản trị hệ thống thêm chứng thư gốc, hoặc tải lên tệp có cả chứng thư trung gian."
    ),
    "OUTSIDE-OUT-OF-TIME": _l(
        "Chứng thư chưa có hiệu lực hoặc đã hết hạn. Hãy dùng chứng thư đang còn hạn."
    ),
    "OUTSIDE-REVOKED": _l("Chứng thư đã bị tổ chức cấp thu hồi. Hãy dùng chứng thư khác."),
    "OUTSIDE-REVOCATION-UNKNOWN": _l(
        "Chưa biết chứng thư có bị thu hồi hay không vì ở đây không có danh sách thu hồi còn hạn"
        " của %(issuer)s. Hãy đề nghị quản trị hệ thống nạp danh sách thu hồi (CRL) rồi thử lại."
    ),
    "OUTSIDE-REGISTERED-ALREADY": _l(
        "Chứng thư này đã được đăng ký hoặc đang chờ xác nhận; không cần gửi lại."
    ),
    "OWN-TOKEN-FILE": _l(
        "Tệp tải lên không phải chữ ký rời .p7s và cũng không phải PDF đã ký. Hãy chọn đúng tệp do"
        " công cụ ký tạo ra."
    ),
    "ANCHOR-NOT-FOUND": _l("Không tìm thấy chứng thư gốc này. Hãy tải lại trang."),
    "ANCHOR-RETIRED-ALREADY": _l("Chứng thư gốc này đã ngừng tin cậy; không cần làm gì thêm."),
    "ANCHOR-HERE-ALREADY": _l(
        "Chứng thư gốc này đang được tin cậy. Muốn đổi điều kiện, hãy ngừng tin cậy rồi thêm lại."
    ),
    "ANCHOR-NOT-ROOT": _l(
        "Các tệp phải có đúng một chứng thư gốc tự ký của tổ chức chứng thực. Hãy chọn lại tệp."
    ),
    "ANCHOR-ISSUER-STRANGE": _l(
        "Có chứng thư trung gian không do chứng thư gốc này cấp. Hãy chọn lại tệp."
    ),
    "ANCHOR-USAGE": _l(
        "Mục đích sử dụng khóa phải là ký số hoặc chống chối bỏ. Hãy chọn ít nhất một."
    ),
    "TRUST-FILE": _l(
        "Tệp tin cậy không đúng dạng qms-trust-1. Hãy xuất lại bằng lệnh qms ca anchors list"
        " --trust."
    ),
    # what a verification found
    "CONTENT-CHANGED": _l("Nội dung không phải là nội dung đã được ký."),
    "SIGNATURE-WRONG": _l("Chữ ký không khớp với chứng thư của người ký."),
    "SIGNER-OTHER-CERTIFICATE": _l("Chữ ký dùng chứng thư khác với chứng thư ghi trong nội dung."),
    "SIGNER-OTHER-PERSON": _l("Chứng thư thuộc về người khác với người ghi trong nội dung."),
    "SIGNING-TIME-APART": _l("Thời điểm ký cách thời điểm ghi trong nội dung quá 10 phút."),
    "SIGNING-TIME-FUTURE": _l("Thời điểm ký ở tương lai."),
    "CHAIN-NOT-TRUSTED": _l(
        "Chứng thư của người ký không dẫn về chứng thư gốc được tin cậy (tổ chức cấp: %(issuer)s)."
    ),
    "CERTIFICATE-OUT-OF-TIME": _l("Khi ký, chứng thư chưa có hiệu lực hoặc đã hết hạn."),
    "CERTIFICATE-POLICY": _l("Chứng thư không thuộc chính sách chứng thực được chấp nhận."),
    "CERTIFICATE-WEAK": _l(
        "Chứng thư dùng khóa hoặc hàm băm quá yếu; cần RSA từ 2048 bit hoặc P-256, và SHA-256."
    ),
    "REVOCATION-UNKNOWN": _l(
        "Không có danh sách thu hồi cho biết chứng thư còn hiệu lực khi ký. Hãy nhập danh sách thu"
        " hồi (CRL) mới của tổ chức cấp."
    ),
    "TIMESTAMP-WRONG": _l("Dấu thời gian không đúng với chữ ký này."),
    "CERTIFICATE-USAGE": _l("Chứng thư không được cấp để ký văn bản."),
    "CERTIFICATE-REVOKED-BEFORE": _l("Chứng thư đã bị thu hồi trước khi ký."),
    "CERTIFICATE-NOT-REGISTERED": _l("Chứng thư không có trong sổ chứng thư của hệ thống này."),
    "CMS-TOO-LARGE": _l("Tệp chữ ký quá lớn."),
    "CMS-NOT-DER": _l("Tệp chữ ký không ở dạng DER chặt chẽ."),
    "CMS-UNREADABLE": _l("Không đọc được tệp chữ ký."),
    "CMS-NOT-SIGNED-DATA": _l("Tệp không phải là chữ ký CMS."),
    "CMS-NOT-DETACHED": _l("Chữ ký chứa cả nội dung; chỉ chữ ký tách rời được chấp nhận."),
    "CMS-SIGNER-COUNT": _l("Tệp chữ ký phải có đúng một người ký."),
    "CMS-VERSION": _l("Phiên bản của cấu trúc chữ ký không được chấp nhận."),
    "CMS-UNEXPECTED-PART": _l("Tệp chữ ký có phần không được ký đi kèm nên không được chấp nhận."),
    "CMS-DIGEST": _l("Hàm băm của chữ ký không được chấp nhận; cần SHA-256, SHA-384 hoặc SHA-512."),
    "CMS-ALGORITHM": _l("Thuật toán ký không được chấp nhận; cần ECDSA hoặc RSA."),
    "CMS-NO-SIGNED-ATTRIBUTES": _l("Chữ ký không có thuộc tính được ký."),
    "CMS-ATTRIBUTE-TWICE": _l("Một thuộc tính của chữ ký lặp lại."),
    "CMS-NO-ATTRIBUTE": _l("Chữ ký thiếu thuộc tính bắt buộc."),
    "CMS-NO-SIGNING-CERTIFICATE": _l(
        "Chữ ký không nêu chứng thư của người ký (thiếu thuộc tính signing-certificate-v2)."
    ),
    "CMS-SIGNER-CERTIFICATE": _l("Tệp chữ ký không chứa đúng chứng thư của người ký."),
    "CMS-OTHER-CERTIFICATE": _l("Chữ ký nêu một chứng thư khác với chứng thư đi kèm."),
    "CMS-CERTIFICATES": _l("Tệp chữ ký chứa chứng thư lạ."),
    # revocation lists
    "CRL-UNREADABLE": _l("Không đọc được danh sách thu hồi. Hãy dùng tệp .crl dạng DER hoặc PEM."),
    "CRL-TOO-LARGE": _l("Danh sách thu hồi lớn quá %(limit)s MB."),
    "CRL-UNKNOWN-ISSUER": _l(
        "Danh sách thu hồi không do tổ chức chứng thực đã khai báo ký: %(issuer)s. Hãy khai báo tổ"
        " chức đó trước."
    ),
    "CRL-PARTIAL": _l(
        "Danh sách thu hồi chỉ nói một phần hoặc không có hạn dùng. Hãy dùng danh sách đầy đủ."
    ),
    "CRL-FUTURE": _l("Danh sách thu hồi ghi thời điểm ở tương lai. Hãy kiểm tra đồng hồ máy chủ."),
    # time-stamps
    "TSA-UNAVAILABLE": _l(
        "Chưa lấy được dấu thời gian (%(reason)s). Chữ ký vẫn được ghi nhận; hệ thống sẽ tự xin lại"
        " dấu thời gian."
    ),
    "TSA-ROOTS": _l(
        "Không đọc được tệp chứng thư gốc của tổ chức cấp dấu thời gian (%(file)s). Hãy kiểm tra"
        " QMS_TSA_ROOTS."
    ),
    "TOKEN-TOO-LARGE": _l("Dấu thời gian quá lớn."),
    "TOKEN-NOT-DER": _l("Dấu thời gian không ở dạng DER chặt chẽ."),
    "TOKEN-UNREADABLE": _l("Không đọc được dấu thời gian."),
    "TOKEN-SIGNER-COUNT": _l("Dấu thời gian phải có đúng một người ký."),
    "TOKEN-UNEXPECTED-PART": _l("Dấu thời gian có phần không được ký đi kèm."),
    "TOKEN-ALGORITHM": _l("Thuật toán của dấu thời gian không được chấp nhận."),
    "TOKEN-CERTIFICATE": _l("Dấu thời gian không nêu đúng chứng thư của tổ chức đã cấp."),
    "TOKEN-EXTENSION": _l("Dấu thời gian có phần mở rộng bắt buộc mà hệ thống không hiểu."),
    "TOKEN-OTHER-DIGEST": _l("Dấu thời gian thuộc về nội dung khác."),
    "TOKEN-SIGNATURE-WRONG": _l("Chữ ký của dấu thời gian không đúng."),
    "TOKEN-USAGE": _l("Chứng thư của dấu thời gian không được cấp riêng để đóng dấu thời gian."),
    "TOKEN-NOT-TRUSTED": _l("Dấu thời gian không dẫn về chứng thư gốc được tin cậy."),
    "TOKEN-OUT-OF-TIME": _l(
        "Chứng thư của dấu thời gian chưa có hiệu lực hoặc đã hết hạn vào lúc đóng dấu."
    ),
    # what one should know though the signature stands
    "TIME-CLAIMED-ONLY": _l(
        "Thời điểm ký là giờ của máy chủ, chưa có dấu thời gian của bên thứ ba."
    ),
    "TIMESTAMP-ENDED": _l(
        "Chứng thư của dấu thời gian đã hết hạn mà chưa được gia hạn bằng dấu thời gian mới."
    ),
    "TIMESTAMP-LATE": _l(
        "Dấu thời gian được cấp sau khi chứng thư hết hiệu lực nên không chứng minh được thời điểm"
        " ký."
    ),
    "TIMESTAMP-NOT-TRUSTED": _l(
        "Dấu thời gian của một tổ chức không được tin cậy ở đây nên không được tính."
    ),
    "CERTIFICATE-REVOKED-AFTER": _l("Chứng thư bị thu hồi sau khi ký; chữ ký vẫn có giá trị."),
    "CERTIFICATE-EXPIRED-SINCE": _l("Chứng thư đã hết hạn sau khi ký; chữ ký vẫn có giá trị."),
    "DEMO-INSTALLATION": _l("Chữ ký được tạo trong hệ thống trình diễn, không có giá trị."),
}
