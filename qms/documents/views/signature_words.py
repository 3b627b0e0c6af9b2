"""What a verdict about a signature says, in words."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from qms import messages
from qms.documents.evidence import Kept
from qms.documents.queries.signed_pdf import PdfState
from qms.documents.views.blueprints import documents
from qms.signing import Revoked, SignatureResult
from qms.signing.model import PdfStep, SignatureLevel
from qms.web.filters import instant

KEPT: dict[Kept, LazyString] = {
    Kept.SAME: _l("Tệp lưu giữ đúng là tệp đã ký"),
    Kept.CHANGED: _l("Tệp lưu giữ đã bị thay đổi so với tệp đã ký"),
    Kept.MISSING: _l("Không còn tệp đã ký trong kho"),
}
REVOKED: dict[Revoked, LazyString] = {
    Revoked.NO: _l("Chưa bị thu hồi"),
    Revoked.BEFORE_SIGNING: _l("Bị thu hồi trước khi ký"),
    Revoked.AFTER_SIGNING: _l("Bị thu hồi sau khi ký"),
    Revoked.UNKNOWN: _l("Không có trong sổ chứng thư"),
}
CLOCK = _l("Chỉ theo đồng hồ của máy chủ")
OWN_STAMP = _l("%(at)s, dấu thời gian nội bộ")
OUTSIDE_STAMP = _l("%(at)s, dấu thời gian của %(name)s")
LEVELS: dict[SignatureLevel, LazyString] = {
    SignatureLevel.B: _l("B: mới có chữ ký, chưa có dấu thời gian"),
    SignatureLevel.T: _l("T: có dấu thời gian"),
    SignatureLevel.LTA: _l("LTA: đủ để kiểm tra lâu dài"),
}
STEPS: dict[PdfStep, LazyString] = {
    PdfStep.SIGNATURE: _l("Chữ ký"),
    PdfStep.SEAL: _l("Dấu của cơ quan"),
    PdfStep.ARCHIVE: _l("Dấu thời gian lưu trữ"),
}

FIELDS: dict[str, LazyString] = {
    "author": _l("Chữ ký của người viết"),
    "reviewer": _l("Chữ ký của người xem xét thứ %(number)s"),
    "approver": _l("Chữ ký của người phê duyệt"),
}


@documents.app_template_filter("kept_words")
def kept_words(kept: Kept) -> str:
    """Whether the signed bytes are still there."""
    return str(KEPT[kept])


@documents.app_template_filter("revoked_words")
def revoked_words(revoked: Revoked) -> str:
    """How the signer's certificate stands."""
    return str(REVOKED[revoked])


@documents.app_template_filter("level_words")
def level_words(level: SignatureLevel | str) -> str:
    """The AdES level a signature has reached."""
    return str(LEVELS[SignatureLevel(level)])


@documents.app_template_filter("appended_words")
def appended_words(one: PdfState) -> str:
    """What was appended to a PDF, and in whose field."""
    field, _, number = one.field.partition("-")
    if one.step is PdfStep.SIGNATURE and field in FIELDS:
        return str(FIELDS[field]) % {"number": number}
    return str(STEPS[one.step])


@documents.app_template_filter("time_words")
def time_words(result: SignatureResult) -> str:
    """Who vouches for the time: a time-stamp of ours, an outside one, or only our own clock."""
    if result.time is None:
        return str(CLOCK)
    form = OWN_STAMP if result.time.internal else OUTSIDE_STAMP
    return str(form) % {"at": instant(result.time.moment), "name": result.time.authority}


@documents.app_template_filter("sentence_of")
def sentence_of(code: str, parameters: Mapping[str, str] | None = None) -> str:
    """The sentence of a code."""
    return messages.sentence(code, parameters)
