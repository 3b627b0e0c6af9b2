"""Verdicts, outcomes and how a document stands towards its review, in words."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from qms.periodic.queries.listing import Show
from qms.periodic.rules import Due, Outcome, Verdict
from qms.periodic.views.blueprints import periodic

VERDICTS: dict[Verdict, LazyString] = {
    Verdict.KEEP: _l("Tiếp tục áp dụng, không sửa đổi"),
    Verdict.REVISE: _l("Cần sửa đổi"),
    Verdict.WITHDRAW: _l("Cần thu hồi"),
}
DUES: dict[Due, tuple[LazyString, str]] = {
    Due.LATER: (_l("Chưa đến hạn"), "quiet"),
    Due.AHEAD: (_l("Sắp đến hạn"), "soon"),
    Due.OVERDUE: (_l("Quá hạn"), "dead"),
    Due.PROPOSED: (_l("Chờ ký kết quả"), "sign"),
    Due.REVISING: (_l("Đang có lần mới"), "draft"),
}
OUTCOMES: dict[Outcome, tuple[LazyString, str]] = {
    Outcome.WAITING: (_l("Chờ ký"), "sign"),
    Outcome.SIGNED: (_l("Đã ký"), "good"),
    Outcome.RETURNED: (_l("Trả lại"), "quiet"),
    Outcome.LAPSED: (_l("Không còn áp dụng: bản đã rà soát hết hiệu lực"), "quiet"),
}
SHOWS: dict[Show, LazyString] = {
    Show.DUE: _l("Đến hạn trong 30 ngày, quá hạn, chờ ký"),
    Show.OVERDUE: _l("Chỉ quá hạn"),
    Show.ALL: _l("Mọi tài liệu đang có hiệu lực"),
}


@periodic.app_template_filter("verdict_words")
def verdict_words(verdict: Verdict) -> str:
    """A verdict in words."""
    return str(VERDICTS[verdict])


@periodic.app_template_filter("due_words")
def due_words(due: Due) -> str:
    """How a document stands towards its review."""
    return str(DUES[due][0])


@periodic.app_template_filter("due_tone")
def due_tone(due: Due) -> str:
    """The colour that goes with it; the words say it too."""
    return DUES[due][1]


@periodic.app_template_filter("review_outcome")
def review_outcome(outcome: Outcome) -> str:
    """What became of a proposed verdict."""
    return str(OUTCOMES[outcome][0])


@periodic.app_template_filter("review_tone")
def review_tone(outcome: Outcome) -> str:
    """The colour that goes with it; the words say it too."""
    return OUTCOMES[outcome][1]
