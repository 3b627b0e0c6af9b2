"""Pages of other rooms that belong to the hub: shown where the application has them."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from qms.distribution.rules import may_see_room as may_see_distribution
from qms.documents.views.types import decides
from qms.people.rules import Actor, Role, may_administer
from qms.records.rules import may_read_plan
from qms.registers.queries.catalogue import sees_history
from qms.retention.rules import may_see as may_see_retention


def _approves(actor: Actor) -> bool:
    return actor.has_any((Role.APPROVER,))


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its endpoint, what it is called, one line of what it is, who is offered it."""

    endpoint: str
    name: LazyString
    line: LazyString
    is_shown: Callable[[Actor], bool] = lambda _actor: True


PLACES: tuple[Entry, ...] = (
    Entry(
        "documents.register",
        _l("Tài liệu nội bộ"),
        _l("Tra cứu, lọc và mở tài liệu được kiểm soát."),
    ),
    Entry(
        "references.register",
        _l("Tài liệu bên ngoài"),
        _l("Luật, nghị định, tiêu chuẩn mà tài liệu của cơ quan căn cứ vào."),
    ),
    Entry(
        "changes.index",
        _l("Phiếu đề nghị sửa đổi"),
        _l("Đề nghị sửa đổi tài liệu: gửi, xem xét, trả lời."),
    ),
    Entry(
        "distribution.index",
        _l("Phân phối và xác nhận đọc"),
        _l("Ai phải đọc tài liệu nào, ai đã đọc, bản giấy đang ở đâu."),
        may_see_distribution,
    ),
    Entry(
        "periodic.index",
        _l("Rà soát định kỳ"),
        _l("Tài liệu nào đến hạn rà soát, kết luận lần trước."),
        sees_history,
    ),
    Entry(
        "records.index",
        _l("Hồ sơ"),
        _l("Biểu mẫu đã điền: tra cứu, điền mới, đóng."),
    ),
    Entry(
        "records.plans",
        _l("Danh mục hồ sơ hằng năm"),
        _l("Hồ sơ lập trong năm, thời hạn bảo quản, người lập."),
        may_read_plan,
    ),
    Entry(
        "retention.index",
        _l("Thời hạn bảo quản và tiêu hủy"),
        _l("Hồ sơ đến hạn, đề nghị hủy, biên bản."),
        may_see_retention,
    ),
    Entry(
        "proofs.index",
        _l("Bằng chứng"),
        _l("Kiểm tra tệp đã ký, xuất hồ sơ bằng chứng, điểm kiểm chứng nhật ký."),
    ),
    Entry(
        "transition.index",
        _l("Chuyển đổi phiên bản tiêu chuẩn"),
        _l("Tài liệu phải ban hành lại theo tiêu chuẩn mới, tiến độ."),
    ),
    Entry(
        "transition.issue",
        _l("Ký ban hành nhiều tài liệu"),
        _l("Một quyết định, nhiều tài liệu: ký một lần, cùng có hiệu lực."),
        _approves,
    ),
    Entry(
        "documents.types",
        _l("Loại tài liệu"),
        _l("Chu kỳ rà soát, loại nào phải có bản PDF."),
        decides,
    ),
    Entry(
        "documents.layout_list",
        _l("Mẫu trình bày của cơ quan"),
        _l("Bìa và tiêu đề trang mà hệ thống in lên tài liệu Word."),
        may_administer,
    ),
)


def places(actor: Actor) -> tuple[Entry, ...]:
    """What this person is offered."""
    return tuple(one for one in PLACES if one.is_shown(actor))
