"""Whether a layout may be used: judged like any file from outside, then filled once for trial."""

from datetime import date

from qms.errors import Invalid
from qms.word.control import stated
from qms.word.control.facts import ControlFacts, LogLine
from qms.word.control.layout.fields import IN_HEADER
from qms.word.control.layout.house import HouseLayout
from qms.word.guard import guard
from qms.word.problem import MEGABYTE, IntakeRefused, Limits

LIMITS = Limits(
    file=5 * MEGABYTE, total=20 * MEGABYTE, part=10 * MEGABYTE, xml_part=2 * MEGABYTE, entries=300
)
DAMAGE = {"INTAKE-TRUNCATED", "INTAKE-DAMAGED", "INTAKE-ARCHIVE", "INTAKE-XML", "INTAKE-MAIN-PART"}
DAMAGE |= {"INTAKE-MISSING-PART", "INTAKE-CONTENT-TYPE", "INTAKE-ENCODING", "INTAKE-TRAILING-BYTES"}
TRIAL = ControlFacts(
    agency="Sở Nội vụ",
    parent_agency="UBND tỉnh",
    place="Mẫu Sơn",
    kind="Quy trình",
    code="QT.01",
    title="Kiểm soát thông tin & tài liệu <mẫu>",
    edition=2,
    revision=1,
    issued_on=date(2026, 2, 5),
    decision="Quyết định số 12/QĐ-SNV ngày 05/02/2026",
    log=(
        LogLine("01/2025", "Toàn bộ", "Ban hành lại", 2, 0, date(2025, 9, 15), "Nguyễn Văn An"),
        LogLine("02/2026", "Mục 5", "Rút ngắn thời hạn", 2, 1, date(2026, 2, 5)),
    ),
)


def check_layout(data: bytes) -> None:
    """Raises Invalid for a layout that cannot be used.

    LAYOUT-DAMAGED, LAYOUT-FIELD-UNKNOWN (names field and place), LAYOUT-UNSAFE, or
    LAYOUT-WITHOUT-HEADER when the header does not state code, edition, revision, day and pages;
    a file with macros, objects or links to outside keeps the code of the intake.
    """
    try:
        report = guard(data, LIMITS)
    except IntakeRefused as refused:
        if refused.code in DAMAGE:
            raise Invalid("LAYOUT-DAMAGED", place="", what=refused.code) from refused
        raise
    if report.strippable:
        raise IntakeRefused(report.strippable, strippable=True)
    try:
        house = HouseLayout(data, TRIAL, LIMITS)
    except IntakeRefused as refused:
        raise Invalid("LAYOUT-DAMAGED", place="", what=refused.code) from refused
    _check_header(house)


def _check_header(house: HouseLayout) -> None:
    used = house.filled.fields.get(house.header_part, [])
    pages = {field for block in house.header for field in stated.page_fields(block)}
    missing = [field for field in IN_HEADER if field not in used]
    missing += [field for field in ("PAGE", "NUMPAGES") if field not in pages]
    if missing:
        raise Invalid("LAYOUT-WITHOUT-HEADER", missing=", ".join(missing))
