"""What waits in this room, in words, and where notices about it lead."""

from flask_babel import lazy_gettext as _l

from qms.retention.queries.waiting import CONSIDER, SIGN
from qms.web.desk import Place, TaskWords

FILE = Place("retention.file", "line_id")
DISPOSAL = Place("retention.disposal", "disposal_id")
TASKS: dict[str, TaskWords] = {
    CONSIDER: TaskWords(_l("Xem xét hủy hồ sơ hết thời hạn"), _l("Xem xét"), FILE, quiet=True),
    SIGN: TaskWords(_l("Phê duyệt tiêu hủy hồ sơ"), _l("Đọc và ký"), DISPOSAL),
}
SUBJECTS: dict[str, Place] = {
    "disposal": DISPOSAL,
    "retention_file": FILE,
    "retention_list": Place("retention.index"),
}
