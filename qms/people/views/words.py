"""What roles, kinds and prefixes are called on screen."""

from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from qms.people.rules import DelegationKind, Role, StaffKind, UnitKind
from qms.people.views.blueprints import own

ROLES: dict[Role, LazyString] = {
    Role.QUALITY_MANAGER: _l("Phụ trách chất lượng"),
    Role.AUTHOR: _l("Người soạn thảo"),
    Role.REVIEWER: _l("Người xem xét"),
    Role.APPROVER: _l("Người phê duyệt"),
    Role.INSPECTOR: _l("Người kiểm tra"),
    Role.UNIT_HEAD: _l("Trưởng đơn vị"),
    Role.STAFF: _l("Công chức, viên chức"),
    Role.AUDITOR: _l("Chuyên gia đánh giá"),
    Role.ADMINISTRATOR: _l("Quản trị hệ thống"),
}
UNIT_KINDS: dict[UnitKind, LazyString] = {
    UnitKind.BOARD: _l("Lãnh đạo"),
    UnitKind.OFFICE: _l("Văn phòng"),
    UnitKind.ROOM: _l("Phòng"),
    UnitKind.BRANCH_DEPARTMENT: _l("Chi cục"),
    UnitKind.SERVICE_UNIT: _l("Đơn vị sự nghiệp"),
    UnitKind.DISTRICT_BRANCH: _l("Chi nhánh"),
    UnitKind.ONE_STOP_DESK: _l("Bộ phận Một cửa"),
}
STAFF_KINDS: dict[StaffKind, LazyString] = {
    StaffKind.CIVIL_SERVANT: _l("Công chức"),
    StaffKind.PUBLIC_EMPLOYEE: _l("Viên chức"),
    StaffKind.CONTRACT_WORKER: _l("Người lao động hợp đồng"),
}
DELEGATION_KINDS: dict[DelegationKind, LazyString] = {
    DelegationKind.TM: _l("TM. – thay mặt tập thể"),
    DelegationKind.Q: _l("Q. – quyền, được giao phụ trách"),
    DelegationKind.KT: _l("KT. – ký thay cấp trưởng"),
    DelegationKind.TL: _l("TL. – thừa lệnh"),
    DelegationKind.TUQ: _l("TUQ. – thừa ủy quyền"),
}
LOCALES = {"vi": "Tiếng Việt", "en": "English"}


def choices(words: dict[Any, LazyString]) -> list[tuple[str, LazyString]]:
    """For a select: value and words."""
    return [(key.value, word) for key, word in words.items()]


@own.app_template_filter("role_name")
def role_name(role: Role | str) -> str:
    """A permission role in words."""
    return str(ROLES[Role(role)])


@own.app_template_filter("unit_kind_name")
def unit_kind_name(kind: UnitKind | str) -> str:
    """A kind of unit in words."""
    return str(UNIT_KINDS[UnitKind(kind)])


@own.app_template_filter("staff_kind_name")
def staff_kind_name(kind: StaffKind | str) -> str:
    """A kind of staff in words."""
    return str(STAFF_KINDS[StaffKind(kind)])


@own.app_template_filter("delegation_kind_name")
def delegation_kind_name(kind: DelegationKind | str) -> str:
    """A prefix of signing in words."""
    return str(DELEGATION_KINDS[DelegationKind(kind)])
