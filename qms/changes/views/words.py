"""How requests stand and what is done to them, in words."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from qms.changes.queries.listing import Show
from qms.changes.rules import Standing
from qms.changes.views.blueprints import changes

STANDINGS: dict[Standing, tuple[LazyString, str]] = {
    Standing.PROPOSED: (_l("Chờ quyết định"), "wait"),
    Standing.ACCEPTED: (_l("Đã chấp nhận, chờ soạn thảo"), "soon"),
    Standing.IN_WORK: (_l("Đang sửa đổi"), "draft"),
    Standing.ANSWERED: (_l("Đã đáp ứng"), "good"),
    Standing.DECLINED: (_l("Không chấp nhận"), "dead"),
    Standing.WITHDRAWN: (_l("Người đề nghị đã rút"), "quiet"),
}
SHOWS: dict[Show, LazyString] = {
    Show.OPEN: _l("Đang xử lý"),
    Show.UNDECIDED: _l("Chờ quyết định"),
    Show.ACCEPTED: _l("Đã chấp nhận, chưa ban hành"),
    Show.ANSWERED: _l("Đã đáp ứng"),
    Show.DECLINED: _l("Không chấp nhận"),
    Show.WITHDRAWN: _l("Đã rút"),
    Show.ALL: _l("Tất cả"),
}


@changes.app_template_filter("request_standing")
def request_standing(standing: Standing) -> str:
    """How a request stands, in words."""
    return str(STANDINGS[standing][0])


@changes.app_template_filter("request_tone")
def request_tone(standing: Standing) -> str:
    """The colour that goes with it; the words say it too."""
    return STANDINGS[standing][1]
