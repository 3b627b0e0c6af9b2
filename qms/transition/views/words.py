"""States, verdicts and progress in words."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from qms.transition.rules import Outcome, Progress, StepState, Verdict
from qms.transition.views.blueprints import transition

STEPS: dict[StepState, tuple[LazyString, str]] = {
    StepState.PLANNED: (_l("Chưa làm"), "quiet"),
    StepState.UNDERWAY: (_l("Đang làm"), "wait"),
    StepState.DONE: (_l("Đã xong"), "good"),
    StepState.NOT_NEEDED: (_l("Không cần"), "quiet"),
}
VERDICTS: dict[Verdict, LazyString] = {
    Verdict.EDITION: _l("Ban hành lại (lần ban hành mới)"),
    Verdict.AMEND: _l("Sửa đổi"),
    Verdict.WITHDRAW: _l("Thu hồi tài liệu"),
    Verdict.KEEP: _l("Giữ nguyên"),
}
PROGRESS: dict[Progress, tuple[LazyString, str]] = {
    Progress.WAITING: (_l("Chưa bắt đầu"), "quiet"),
    Progress.DRAFT: (_l("Đang soạn thảo"), "draft"),
    Progress.IN_REVIEW: (_l("Đang xem xét"), "wait"),
    Progress.IN_APPROVAL: (_l("Chờ phê duyệt"), "sign"),
    Progress.APPROVED: (_l("Đã phê duyệt"), "good"),
    Progress.WITHDRAWN: (_l("Đã thu hồi"), "good"),
    Progress.KEPT: (_l("Giữ nguyên"), "good"),
}
OUTCOMES: dict[Outcome, LazyString] = {
    Outcome.FINISHED: _l("Đã hoàn thành"),
    Outcome.CANCELLED: _l("Đã dừng"),
}


@transition.app_template_filter("step_words")
def step_words(state: StepState) -> str:
    """How far a step is."""
    return str(STEPS[state][0])


@transition.app_template_filter("step_tone")
def step_tone(state: StepState) -> str:
    """The colour that goes with it; the words say it too."""
    return STEPS[state][1]


@transition.app_template_filter("becomes_words")
def becomes_words(verdict: Verdict) -> str:
    """What becomes of a document."""
    return str(VERDICTS[verdict])


@transition.app_template_filter("progress_words")
def progress_words(progress: Progress) -> str:
    """How far a document is."""
    return str(PROGRESS[progress][0])


@transition.app_template_filter("progress_tone")
def progress_tone(progress: Progress) -> str:
    """The colour that goes with it; the words say it too."""
    return PROGRESS[progress][1]


@transition.app_template_filter("project_outcome")
def project_outcome(outcome: Outcome | None) -> str:
    """How a project ended, or that it runs."""
    return str(OUTCOMES[outcome] if outcome is not None else _l("Đang thực hiện"))
