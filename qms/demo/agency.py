"""The fictional department of a fictional province: its units and its people."""

from dataclasses import dataclass

from qms.people.rules import Role, StaffKind, UnitKind

PASSWORD = "song-nui-lac-son"  # noqa: S105 - printed by the demonstration, good nowhere else
PASSPHRASE = "toi-ky-bang-khoa-nay"  # noqa: S105
ALL = ""  # a role for the whole agency


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """A unit below the department's own."""

    code: str
    name: str
    name_en: str
    kind: UnitKind = UnitKind.ROOM


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Who works there; roles as (role, unit code or ALL), the position in the unit named."""

    login: str
    name: str
    position: str
    unit: str
    roles: tuple[tuple[Role, str], ...]
    does: str
    staff: StaffKind = StaffKind.CIVIL_SERVANT
    comes_later: bool = False
    leaves: bool = False

    @property
    def signs(self) -> bool:
        """Whether the person has a signing key."""
        signing = {Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.QUALITY_MANAGER}
        return any(role in signing for role, _unit in self.roles)


DEPARTMENT = DemoUnit(
    "SO",
    "Sở Tài nguyên và Môi trường",
    "Department of Natural Resources and Environment",
    UnitKind.BOARD,
)
UNITS = (
    DemoUnit("VP", "Văn phòng Sở", "Office of the Department", UnitKind.OFFICE),
    DemoUnit("TTRA", "Thanh tra Sở", "Inspectorate"),
    DemoUnit("KHTC", "Phòng Kế hoạch – Tài chính", "Planning and Finance"),
    DemoUnit("QLDD", "Phòng Quản lý đất đai", "Land Administration"),
    DemoUnit("KS", "Phòng Khoáng sản", "Minerals"),
    DemoUnit(
        "TNN",
        "Phòng Tài nguyên nước, Khí tượng thủy văn và Biến đổi khí hậu",
        "Water Resources, Hydrometeorology and Climate Change",
    ),
    DemoUnit(
        "CCMT",
        "Chi cục Bảo vệ môi trường",
        "Environmental Protection Sub-Department",
        UnitKind.BRANCH_DEPARTMENT,
    ),
    DemoUnit(
        "VPDK", "Văn phòng Đăng ký đất đai", "Land Registration Office", UnitKind.SERVICE_UNIT
    ),
    DemoUnit(
        "TTCNTT", "Trung tâm Công nghệ thông tin", "Information Centre", UnitKind.SERVICE_UNIT
    ),
    DemoUnit(
        "MOTCUA",
        "Bộ phận của Sở tại Trung tâm Phục vụ hành chính công tỉnh",
        "Desk at the Provincial Public Service Centre",
        UnitKind.ONE_STOP_DESK,
    ),
)

ADMINISTRATOR = DemoPerson(
    "bach.cao",
    "Cao Xuân Bách",
    "sysadmin",
    "TTCNTT",
    ((Role.ADMINISTRATOR, ALL),),
    "Quản trị người dùng, đơn vị",
    StaffKind.PUBLIC_EMPLOYEE,
)
REVIEWER = (Role.REVIEWER, ALL)
PEOPLE = (
    DemoPerson(
        "minh.le", "Lê Hoàng Minh", "director", "SO", ((Role.APPROVER, ALL),), "Phê duyệt, thu hồi"
    ),
    DemoPerson(
        "ha.tran",
        "Trần Thị Thu Hà",
        "deputy_director",
        "SO",
        ((Role.APPROVER, ALL),),
        "Phê duyệt, ký thay Giám đốc (KT.)",
    ),
    DemoPerson(
        "mai.nguyen",
        "Nguyễn Thị Mai",
        "iso_secretary",
        "VP",
        ((Role.QUALITY_MANAGER, ALL), REVIEWER),
        "Phụ trách chất lượng toàn Sở",
    ),
    DemoPerson(
        "dung.pham",
        "Phạm Quốc Dũng",
        "office_head",
        "VP",
        (REVIEWER, (Role.UNIT_HEAD, "VP")),
        "Xem xét",
    ),
    DemoPerson(
        "ngoc.ta",
        "Tạ Thị Ngọc",
        "officer",
        "VP",
        ((Role.AUTHOR, "VP"), (Role.STAFF, "VP")),
        "Soạn thảo tài liệu của Văn phòng Sở",
        comes_later=True,
    ),
    DemoPerson(
        "kien.luong",
        "Lương Thế Kiên",
        "officer",
        "VP",
        ((Role.AUTHOR, "VP"), (Role.STAFF, "VP")),
        "Soạn thảo (đã chuyển công tác)",
        leaves=True,
    ),
    DemoPerson(
        "son.hoang",
        "Hoàng Văn Sơn",
        "unit_head",
        "QLDD",
        (REVIEWER, (Role.UNIT_HEAD, "QLDD")),
        "Xem xét",
    ),
    DemoPerson(
        "lan.vu",
        "Vũ Thị Lan",
        "officer",
        "QLDD",
        ((Role.AUTHOR, "QLDD"), (Role.STAFF, "QLDD")),
        "Soạn thảo tài liệu đất đai",
    ),
    DemoPerson(
        "tuan.do",
        "Đỗ Minh Tuấn",
        "unit_head",
        "KS",
        (REVIEWER, (Role.AUTHOR, "KS"), (Role.UNIT_HEAD, "KS")),
        "Xem xét; soạn thảo tài liệu khoáng sản",
    ),
    DemoPerson(
        "thang.bui",
        "Bùi Đức Thắng",
        "unit_head",
        "TNN",
        (REVIEWER, (Role.AUTHOR, "TNN"), (Role.UNIT_HEAD, "TNN")),
        "Xem xét; soạn thảo tài liệu tài nguyên nước",
    ),
    DemoPerson(
        "long.dang",
        "Đặng Văn Long",
        "sub_department_head",
        "CCMT",
        (REVIEWER, (Role.UNIT_HEAD, "CCMT")),
        "Xem xét",
    ),
    DemoPerson(
        "bich.ngo",
        "Ngô Thị Bích",
        "officer",
        "CCMT",
        ((Role.AUTHOR, "CCMT"), (Role.STAFF, "CCMT")),
        "Soạn thảo tài liệu môi trường",
    ),
    DemoPerson(
        "nam.trinh",
        "Trịnh Văn Nam",
        "one_stop_officer",
        "MOTCUA",
        ((Role.STAFF, "MOTCUA"),),
        "Tra cứu, đọc tài liệu",
    ),
    DemoPerson(
        "phuc.mai",
        "Mai Văn Phúc",
        "centre_director",
        "VPDK",
        ((Role.UNIT_HEAD, "VPDK"),),
        "Tra cứu, đọc tài liệu",
        StaffKind.PUBLIC_EMPLOYEE,
    ),
    DemoPerson(
        "yen.phan",
        "Phan Thị Yến",
        "internal_auditor",
        "TTRA",
        ((Role.AUDITOR, ALL),),
        "Đánh giá nội bộ: xem lịch sử, bằng chứng",
    ),
)
TITLES = {
    "director": "Giám đốc",
    "deputy_director": "Phó Giám đốc",
    "iso_secretary": "Thư ký ISO",
    "office_head": "Chánh Văn phòng",
    "officer": "Chuyên viên",
    "unit_head": "Trưởng phòng",
    "sub_department_head": "Chi cục trưởng",
    "one_stop_officer": "Cán bộ một cửa",
    "centre_director": "Giám đốc VPĐKĐĐ",
    "internal_auditor": "Chuyên gia đánh giá nội bộ",
    "sysadmin": "Quản trị hệ thống",
}


@dataclass(frozen=True, slots=True)
class SignIn:
    """A line of the table printed at the end and at every later start."""

    login: str
    name: str
    position: str
    unit: str
    does: str
    password: str
    passphrase: str


def sign_in_table() -> tuple[SignIn, ...]:
    """How everybody who still works there signs in, and signs."""
    return tuple(
        SignIn(
            one.login,
            one.name,
            TITLES[one.position],
            one.unit,
            one.does,
            PASSWORD,
            PASSPHRASE if one.signs else "",
        )
        for one in (*PEOPLE, ADMINISTRATOR)
        if not one.leaves
    )
