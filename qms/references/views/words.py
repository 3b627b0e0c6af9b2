"""How what is cited stands, in words, and what an author does about it."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from qms.references.queries.external import ShowExternal
from qms.references.queries.resting import Reference
from qms.references.rules.standing import ExternalKind, Stands, Status
from qms.references.views.blueprints import references
from qms.web.filters import day

STANDS: dict[Stands, tuple[str, LazyString]] = {
    Stands.IN_FORCE: ("in_force", _l("Còn hiệu lực")),
    Stands.PARTLY: ("in_review", _l("Còn hiệu lực một phần")),
    Stands.NOT_YET: ("scheduled", _l("Chưa có hiệu lực")),
    Stands.ENDING: ("in_review", _l("Sắp hết hiệu lực")),
    Stands.REPLACED: ("superseded", _l("Đã bị thay thế")),
    Stands.EXPIRED: ("expired", _l("Hết hiệu lực")),
    Stands.UNREGISTERED: ("quiet", _l("Chưa có trong danh mục")),
    Stands.SCHEDULED: ("scheduled", _l("Sắp có hiệu lực")),
    Stands.NOT_ISSUED: ("draft", _l("Chưa ban hành")),
    Stands.ENDED: ("withdrawn", _l("Hết hiệu lực")),
    Stands.HIDDEN: ("quiet", _l("Ngoài phạm vi đọc")),
    Stands.UNKNOWN: ("expired", _l("Không có mã hiệu này")),
}
KINDS: dict[ExternalKind, LazyString] = {
    ExternalKind.LAW: _l("Văn bản pháp luật, văn bản hành chính"),
    ExternalKind.STANDARD: _l("Tiêu chuẩn, quy chuẩn"),
    ExternalKind.OTHER: _l("Tài liệu khác"),
}
STATUSES: dict[Status, LazyString] = {
    Status.REPLACED: _l("Đã bị văn bản khác thay thế"),
    Status.EXPIRED: _l("Hết hiệu lực, không có văn bản thay thế"),
    Status.PARTLY: _l("Còn hiệu lực một phần (được sửa đổi, bổ sung)"),
    Status.IN_FORCE: _l("Còn hiệu lực"),
}
MENDING: dict[Stands, LazyString] = {
    Stands.REPLACED: _l(
        "Đã bị %(successor)s thay thế từ %(day)s. Hãy đối chiếu và viện dẫn văn bản mới."
    ),
    Stands.EXPIRED: _l(
        "Hết hiệu lực từ %(day)s. Hãy bỏ viện dẫn hoặc dùng văn bản đang có hiệu lực."
    ),
    Stands.ENDING: _l("Sẽ hết hiệu lực từ %(day)s. Hãy xem tài liệu còn đúng sau ngày đó không."),
    Stands.ENDED: _l(
        "Tài liệu này đã hết hiệu lực và không có bản thay thế. Hãy bỏ viện dẫn hoặc dùng tài liệu "
        "khác."
    ),
    Stands.NOT_ISSUED: _l(
        "Chưa có bản có hiệu lực. Hãy ban hành trước hoặc cùng lúc với tài liệu này."
    ),
    Stands.UNKNOWN: _l(
        "Danh mục không có mã hiệu này. Hãy kiểm tra lại mã hiệu hoặc đăng ký tài liệu."
    ),
}
SHOWS: dict[ShowExternal, LazyString] = {
    ShowExternal.ALL: _l("Tất cả"),
    ShowExternal.IN_FORCE: _l("Còn hiệu lực"),
    ShowExternal.ENDED: _l("Hết hiệu lực hoặc bị thay thế"),
    ShowExternal.TO_CHECK: _l("Chưa kiểm tra trong 03 tháng"),
    ShowExternal.OPEN: _l("Còn tài liệu phải rà soát"),
}


@references.app_template_filter("stands_words")
def stands_words(stands: Stands) -> str:
    """`Còn hiệu lực`, `Đã bị thay thế` …"""
    return str(STANDS[stands][1])


@references.app_template_filter("stands_tone")
def stands_tone(stands: Stands) -> str:
    """The status whose colour it wears."""
    return STANDS[stands][0]


@references.app_template_filter("external_kind")
def external_kind(kind: ExternalKind) -> str:
    """What kind of document from outside."""
    return str(KINDS[kind])


@references.app_template_filter("mending_words")
def mending_words(one: Reference) -> str:
    """What an author does about a reference before submitting."""
    told = {"successor": one.successor, "day": day(one.ended_on)}
    return str(MENDING.get(one.stands, MENDING[Stands.UNKNOWN])) % told
