"""What only the API says, to whoever writes programs against it."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "MULTIPART-EXPECTED": _l(
        "Hãy gửi tệp theo multipart/form-data, trong trường “file”, cùng các trường kèm theo."
    ),
    "IDEMPOTENCY-REUSED": _l(
        "Idempotency-Key này đã dùng cho một yêu cầu khác. Mỗi yêu cầu mới cần một khóa mới."
    ),
    "IDEMPOTENCY-RUNNING": _l(
        "Yêu cầu với Idempotency-Key này đang được xử lý, hoặc đã bị ngắt giữa chừng. "
        "Hãy gửi lại sau một phút."
    ),
    "IDEMPOTENCY-ANSWER-SECRET": _l(
        "Yêu cầu này đã được thực hiện. Mã trong câu trả lời chỉ được hiện một lần; nếu đã mất, "
        "hãy cấp mã mới."
    ),
}
