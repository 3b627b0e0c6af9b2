"""Sentences of the proofs room."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "APPROVAL-NONE": _l(
        "Lần ban hành này chưa được phê duyệt nên chưa có giấy xác nhận. Hãy mở lại sau khi có chữ "
        "ký phê duyệt."
    ),
}
