"""What acts, verdicts and outcomes are called on screen, and what comes next in one sentence."""

from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from qms import messages
from qms.documents.queries.open_work import Part
from qms.documents.queries.revision import RevisionPage, RoundLine, TaskLine
from qms.documents.rules.numbering import Step, number_text
from qms.documents.rules.period import Standing
from qms.documents.rules.permissions import Visibility
from qms.documents.rules.states import Act, Outcome, Verdict
from qms.documents.views.blueprints import documents

ACTS: dict[Act, LazyString] = {
    Act.SUBMIT: _l("Trình xem xét"),
    Act.AGREE: _l("Đồng ý"),
    Act.REQUEST_CHANGES: _l("Yêu cầu chỉnh sửa"),
    Act.APPROVE: _l("Phê duyệt, ban hành"),
    Act.WITHDRAW: _l("Thu hồi tài liệu"),
    Act.ADOPT: _l("Xác nhận danh sách tiếp nhận"),
    Act.CANCEL_REVIEW: _l("Rút lại bản đã trình"),
    Act.RETURN: _l("Trả lại dự thảo"),
    Act.ABANDON: _l("Bỏ dự thảo"),
    Act.CANCEL: _l("Hủy phê duyệt"),
}
SIGNED: dict[str, LazyString] = {
    Act.SUBMIT: _l("ký trình"),
    Act.AGREE: _l("ký đồng ý"),
    Act.REQUEST_CHANGES: _l("ký yêu cầu chỉnh sửa"),
    Act.APPROVE: _l("ký phê duyệt"),
    Act.WITHDRAW: _l("ký thu hồi"),
    Act.ADOPT: _l("ký danh sách tiếp nhận"),
    "periodic_keep": _l("ký rà soát định kỳ"),
    "periodic_revise": _l("ký rà soát định kỳ"),
}
OUTCOMES: dict[Outcome, LazyString] = {
    Outcome.CHANGES_REQUESTED: _l("Kết thúc: yêu cầu chỉnh sửa"),
    Outcome.CANCELLED: _l("Kết thúc: người trình rút lại"),
    Outcome.RETURNED: _l("Kết thúc: người phê duyệt trả lại"),
    Outcome.APPROVED: _l("Kết thúc: đã phê duyệt"),
}
VERDICTS: dict[Verdict, LazyString] = {
    Verdict.AGREE: _l("đã đồng ý"),
    Verdict.REQUEST_CHANGES: _l("đã yêu cầu chỉnh sửa"),
}
VISIBILITIES: dict[Visibility, LazyString] = {
    Visibility.AGENCY: _l("Toàn cơ quan"),
    Visibility.UNIT: _l("Trong đơn vị chủ trì"),
    Visibility.NAMED: _l("Chỉ những người được nêu tên"),
}
STEPS: dict[Step, LazyString] = {
    Step.AMENDMENT: _l("Sửa đổi, bổ sung: tăng lần sửa đổi"),
    Step.NEW_EDITION: _l("Ban hành lại: tăng lần ban hành, lần sửa đổi về 00"),
}
PARTS: dict[Part, LazyString] = {
    Part.RESPONSIBLE: _l("Chủ trì soạn thảo"),
    Part.REVIEWER: _l("Xem xét"),
    Part.APPROVER: _l("Phê duyệt"),
}


@documents.app_template_filter("act_name")
def act_name(act: Act) -> str:
    """An act in words."""
    return str(ACTS[act])


@documents.app_template_filter("signed_name")
def signed_name(action: str) -> str:
    """What a signed statement did, in words; an action of a later version is shown itself."""
    return str(SIGNED.get(action, action))


@documents.app_template_filter("outcome_name")
def outcome_name(outcome: Outcome) -> str:
    """How a round ended, in words."""
    return str(OUTCOMES[outcome])


@documents.app_template_filter("verdict_name")
def verdict_name(verdict: Verdict) -> str:
    """A verdict in words."""
    return str(VERDICTS[verdict])


@documents.app_template_filter("part_name")
def part_name(part: Part) -> str:
    """What a person is in a revision, in words."""
    return str(PARTS[part])


@documents.app_template_filter("edition_words")
def edition_words(number: tuple[int, int]) -> str:
    """`Lần ban hành 02, lần sửa đổi 01`."""
    edition, revision = number_text(*number).split("/")
    words = _l("Lần ban hành %(edition)s, lần sửa đổi %(revision)s")
    return str(words) % {"edition": edition, "revision": revision}


def choices(names: dict[Any, LazyString]) -> list[tuple[str, str]]:
    """A select's options, in the order of the dictionary."""
    return [(one.value, str(name)) for one, name in names.items()]


def sentences(problems: Any) -> list[str]:
    """Each problem `{"code": …, parameters}` (or word.Problem) as its sentence."""
    rows = [
        one if isinstance(one, dict) else {"code": one.code, **one.parameters} for one in problems
    ]
    return [messages.sentence(str(row["code"]), row) for row in rows]


_QUIET: dict[Standing, LazyString] = {
    Standing.SCHEDULED: _l("Không phải làm gì thêm: tài liệu tự có hiệu lực khi đến ngày."),
    Standing.IN_FORCE: _l("Không phải làm gì thêm: đây là lần đang được áp dụng."),
}
_OVER = _l("Lần này đã kết thúc; nội dung được giữ lại để tra cứu.")


def next_step(page: RevisionPage, ready: bool) -> str:
    """What has to happen next, by whom, in one sentence."""
    match page.standing:
        case Standing.DRAFT:
            return str(_draft_step(page, ready))
        case Standing.IN_REVIEW:
            return str(_review_step(page))
        case Standing.IN_APPROVAL:
            return str(_approval_step(page))
    return str(_QUIET.get(page.standing, _OVER))


def _draft_step(page: RevisionPage, ready: bool) -> LazyString:
    if page.adoption_id is not None:
        return _l("Chờ người có thẩm quyền ký danh sách tiếp nhận.")
    if Act.EDIT not in page.acts:
        return _l("Chờ %(name)s hoàn thiện dự thảo rồi trình.", name=page.responsible)
    if not page.files:
        return _l("Ông/Bà tải tệp Word của dự thảo lên.")
    if not ready:
        return _l("Ông/Bà bổ sung những mục còn thiếu, rồi trình xem xét.")
    if Act.SUBMIT not in page.acts:
        return _l("Dự thảo đã đủ điều kiện; chờ %(name)s trình xem xét.", name=page.responsible)
    return _l("Dự thảo đã đủ điều kiện: Ông/Bà ký trình xem xét.")


def _review_step(page: RevisionPage) -> LazyString:
    if page.my_task is not None:
        return _l("Ông/Bà đọc bản trình rồi cho ý kiến: đồng ý hoặc yêu cầu chỉnh sửa.")
    waited = ", ".join(one.name for one in _undecided(page.rounds[0])) if page.rounds else ""
    return _l("Chờ ý kiến xem xét của %(names)s.", names=waited or "…")


def _approval_step(page: RevisionPage) -> LazyString:
    if Act.APPROVE in page.acts:
        return _l("Ông/Bà đọc bản trình và ý kiến xem xét, rồi ký phê duyệt hoặc trả lại.")
    return _l("Chờ %(name)s ký phê duyệt hoặc trả lại.", name=page.approver)


def _undecided(running: RoundLine) -> list[TaskLine]:
    return [one for one in running.tasks if one.verdict is None and one.released_at is None]
