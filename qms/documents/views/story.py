"""The history of a document in sentences: one for every action that the room records."""

from collections import defaultdict
from datetime import date, datetime

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from qms.documents.queries.evidence import HistoryLine
from qms.documents.rules.numbering import number_text
from qms.documents.rules.permissions import Visibility
from qms.documents.views.blueprints import documents
from qms.documents.views.words import VISIBILITIES
from qms.web.filters import day

SENTENCES: dict[str, LazyString] = {
    "documents.document.registered": _l("đăng ký tài liệu vào danh mục với mã hiệu %(code)s"),
    "documents.document.changed": _l("sửa thông tin của tài liệu trong danh mục"),
    "documents.revision.opened": _l("mở dự thảo lần %(number)s"),
    "documents.revision.imported": _l("nhập tệp của lần %(number)s từ bộ tài liệu đã có"),
    "documents.revision.listed": _l("đưa lần %(number)s vào danh sách tiếp nhận"),
    "documents.revision.file_uploaded": _l("tải lên tệp Word cho dự thảo lần %(number)s"),
    "documents.revision.prepared": _l("lập tệp Word có kiểm soát cho dự thảo lần %(number)s"),
    "documents.revision.rendered": _l("chuyển dự thảo lần %(number)s sang PDF"),
    "documents.revision.pdf_uploaded": _l("tải lên bản PDF cho dự thảo lần %(number)s"),
    "documents.revision.paper_archived": _l(
        "lưu thông tin kiểm chứng và dấu thời gian vào PDF đã ký của lần %(number)s"
    ),
    "documents.revision.planned": _l("lập nội dung sửa đổi và phân công cho lần %(number)s"),
    "documents.revision.submitted": _l("ký trình xem xét lần %(number)s, lượt %(round)s"),
    "documents.revision.commented": _l("góp ý vào lần %(number)s, lượt %(round)s"),
    "documents.revision.agreed": _l("ký đồng ý với lần %(number)s, lượt %(round)s"),
    "documents.revision.changes_requested": _l(
        "ký yêu cầu chỉnh sửa lần %(number)s, lượt %(round)s"
    ),
    "documents.revision.sent_for_approval": _l(
        "hoàn tất xem xét, lần %(number)s được chuyển đến người phê duyệt"
    ),
    "documents.revision.review_reassigned": _l(
        "chuyển việc xem xét lần %(number)s từ %(old)s sang %(new)s"
    ),
    "documents.revision.approver_changed": _l(
        "chuyển việc phê duyệt lần %(number)s từ %(old)s sang %(new)s"
    ),
    "documents.revision.handed_over": _l("chuyển giao lần %(number)s từ %(old)s cho %(new)s"),
    "documents.revision.returned": _l("trả lại lần %(number)s, lượt %(round)s, để hoàn thiện"),
    "documents.revision.abandoned": _l("bỏ dự thảo lần %(number)s"),
    "documents.revision.approved": _l(
        "ký phê duyệt lần %(number)s, có hiệu lực từ ngày %(effective_day)s"
    ),
    "documents.revision.adopted": _l(
        "ký tiếp nhận lần %(number)s từ bản giấy theo Quyết định %(decision)s, "
        "có hiệu lực từ ngày %(effective_day)s"
    ),
    "documents.revision.superseded": _l(
        "ấn định lần %(number)s hết hiệu lực từ ngày %(superseded_day)s, do lần %(by)s thay thế"
    ),
    "documents.revision.lives_on": _l(
        "giữ lần %(number)s tiếp tục có hiệu lực, do lần %(after_cancelled)s đã bị hủy"
    ),
    "documents.revision.cancelled": _l("hủy lần %(number)s trước ngày có hiệu lực"),
    "documents.revision.withdrawn": _l("ký thu hồi lần %(number)s: tài liệu hết hiệu lực"),
    "documents.revision.requests_linked": _l(
        "ghi nhận đề nghị sửa đổi %(requests)s vào dự thảo lần %(number)s"
    ),
    "documents.revision.requests_unlinked": _l(
        "đưa đề nghị sửa đổi %(requests)s ra khỏi dự thảo lần %(number)s"
    ),
    "documents.document.review_keep": _l(
        "ký kết quả rà soát định kỳ: tiếp tục áp dụng, rà soát lần tới chậm nhất %(next_due_day)s"
    ),
    "documents.document.review_revise": _l("ký kết quả rà soát định kỳ: cần sửa đổi"),
    "sealing.revision.sealed": _l("đóng dấu cơ quan lên lần %(number)s"),
    "documents.adoption.prepared": _l("lập danh sách tiếp nhận theo Quyết định %(number)s"),
    "documents.adoption.signed": _l("ký danh sách tiếp nhận theo Quyết định %(number)s"),
}
# A running round is taken back under the same name as an approval before its day.
REVIEW_CANCELLED = _l("rút lại lần %(number)s, lượt %(round)s")
STEPS: dict[str, LazyString] = {
    "submit": _l("Soạn thảo, trình"),
    "agree": _l("Xem xét, đồng ý"),
    "request_changes": _l("Xem xét, yêu cầu chỉnh sửa"),
    "approve": _l("Phê duyệt"),
    "withdraw": _l("Quyết định thu hồi"),
    "adopt": _l("Tiếp nhận từ bản giấy"),
    "seal": _l("Đóng dấu của cơ quan"),
    "periodic_keep": _l("Rà soát định kỳ, tiếp tục áp dụng"),
    "periodic_revise": _l("Rà soát định kỳ, cần sửa đổi"),
}
UNKNOWN = _l("thực hiện %(action)s")


def sentence(line: HistoryLine) -> str:
    """What happened, to be read after the name of who did it."""
    words = SENTENCES.get(line.action, UNKNOWN)
    if line.action == "documents.revision.cancelled" and "round" in line.told:
        words = REVIEW_CANCELLED
    return str(words) % defaultdict(lambda: "…", _facts(line))


@documents.app_template_filter("history_sentence")
def history_sentence(line: HistoryLine) -> str:
    """A line of the history in words."""
    return sentence(line)


@documents.app_template_filter("step_name")
def step_name(action: str) -> str:
    """A signed step in words."""
    return str(STEPS.get(action, action))


@documents.app_template_filter("visibility_name")
def visibility_name(visibility: Visibility) -> str:
    """Who may read, in words."""
    return str(VISIBILITIES[visibility])


def _facts(line: HistoryLine) -> dict[str, str]:
    facts = {name: value for name, value in line.told.items() if value}
    if line.edition is not None and line.revision is not None:
        facts["number"] = number_text(line.edition, line.revision)
    for name in ("effective", "superseded"):
        if f"{name}_at" in facts:
            facts[f"{name}_day"] = day(datetime.fromisoformat(facts[f"{name}_at"]))
    if "next_due_on" in facts:
        facts["next_due_day"] = day(date.fromisoformat(facts["next_due_on"]))
    return facts | {"action": line.action}
