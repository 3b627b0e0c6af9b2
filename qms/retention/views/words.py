"""Terms, policies, scopes and standings in words."""

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from qms.retention.queries.due import DueRow, Show
from qms.retention.rules import Kind, Policy, Scope, Standing
from qms.retention.views.blueprints import retention

KINDS: dict[Kind, LazyString] = {
    Kind.YEARS: _l("Theo số năm"),
    Kind.PERMANENT: _l("Vĩnh viễn"),
    Kind.EVENT: _l("Đến khi xảy ra sự kiện"),
}
POLICIES: dict[Policy, LazyString] = {
    Policy.LONGER: _l("Thời hạn dài hơn"),
    Policy.LAW: _l("Quy tắc pháp lý, nếu có"),
    Policy.PLAN: _l("Danh mục hồ sơ (thời gian lưu của biểu mẫu)"),
}
SCOPES: dict[Scope, LazyString] = {
    Scope.RECORD: _l("Một hồ sơ"),
    Scope.FILE: _l("Hồ sơ trong danh mục"),
    Scope.FORM: _l("Mọi hồ sơ theo biểu mẫu"),
}
STANDINGS: dict[Standing, tuple[LazyString, str]] = {
    Standing.WAITING: (_l("Chờ phê duyệt"), "sign"),
    Standing.DONE: (_l("Đã tiêu hủy"), "dead"),
    Standing.REJECTED: (_l("Bị từ chối"), "quiet"),
}
SHOWS: dict[Show, LazyString] = {
    Show.DUE: _l("Xem xét hủy: đã hết thời hạn"),
    Show.AHEAD: _l("Hết thời hạn trong 30 ngày tới"),
    Show.HELD: _l("Đang tạm dừng hủy"),
    Show.ALL: _l("Mọi hồ sơ đã đóng"),
}


@retention.app_template_filter("retention_term")
def retention_term(kind: Kind, years: int | None = None) -> str:
    """How long something is kept."""
    if kind is Kind.YEARS:
        return str(_("%(years)s năm", years=years))
    return str(KINDS[kind])


@retention.app_template_filter("scope_words")
def scope_words(scope: Scope) -> str:
    """What a hold is about."""
    return str(SCOPES[scope])


@retention.app_template_filter("policy_words")
def policy_words(policy: Policy) -> str:
    """Which term applies."""
    return str(POLICIES[policy])


@retention.app_template_filter("disposal_words")
def disposal_words(standing: Standing) -> str:
    """How a proposal stands."""
    return str(STANDINGS[standing][0])


@retention.app_template_filter("disposal_tone")
def disposal_tone(standing: Standing) -> str:
    """The colour that goes with it; the words say it too."""
    return STANDINGS[standing][1]


@retention.app_template_filter("due_standing")
def due_standing(one: DueRow) -> tuple[str, str]:
    """How a closed record stands towards its end: words and tone."""
    if one.is_held:
        return str(_("Tạm dừng hủy")), "wait"
    if one.is_proposed:
        return str(_("Đã đề nghị hủy")), "sign"
    if one.is_permanent:
        return str(_("Vĩnh viễn")), "quiet"
    if one.is_due:
        return str(_("Xem xét hủy")), "soon"
    return str(_("Đang trong thời hạn")), "good"
