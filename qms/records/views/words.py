"""What states, kinds of lines and periods are called on screen."""

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from qms.records.queries.listing import RecordRow
from qms.records.queries.plan import PlanLineRow
from qms.records.queries.record import FileChosen, RecordPage
from qms.records.rules import LineKind, State
from qms.records.views.blueprints import records

STATES: dict[State, LazyString] = {
    State.FILLING: _l("Đang điền"),
    State.COMPLETE: _l("Đã hoàn thành"),
    State.CLOSED: _l("Đã đóng"),
    State.ABANDONED: _l("Đã bỏ"),
}
TONES = {
    State.FILLING: "draft",
    State.COMPLETE: "wait",
    State.CLOSED: "good",
    State.ABANDONED: "quiet",
}
LINE_KINDS: dict[LineKind, LazyString] = {
    LineKind.HEADING: _l("Đề mục lớn (số La Mã)"),
    LineKind.SUBHEADING: _l("Đề mục nhỏ (số Ả Rập)"),
    LineKind.FILE: _l("Hồ sơ"),
}


@records.app_template_filter("record_state")
def record_state(one: RecordRow | RecordPage) -> str:
    """How a record stands, in words."""
    disposed = getattr(one, "disposed", None) or getattr(one, "disposed_at", None)
    return str(_("Đã tiêu hủy") if disposed else STATES[one.state])


@records.app_template_filter("record_tone")
def record_tone(one: RecordRow | RecordPage) -> str:
    """The colour of its chip."""
    disposed = getattr(one, "disposed", None) or getattr(one, "disposed_at", None)
    return "dead" if disposed else TONES[one.state]


@records.app_template_filter("kept_for")
def kept_for(one: PlanLineRow | FileChosen) -> str:
    """How long a file is kept."""
    if one.permanent:
        return str(_("Vĩnh viễn"))
    if one.retention_years is None:
        return ""
    return str(_("%(years)s năm", years=one.retention_years))
