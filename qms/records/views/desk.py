"""What waits in this room, in words, and where notices about it lead."""

from flask_babel import lazy_gettext as _l

from qms.records.queries.waiting import CLOSE, FILL
from qms.web.desk import Place, TaskWords

RECORD = Place("records.record", "record_id")
TASKS: dict[str, TaskWords] = {
    FILL: TaskWords(
        _l("Điền hồ sơ"), _l("Điền tiếp"), Place("records.fill", "record_id"), quiet=True
    ),
    CLOSE: TaskWords(_l("Xếp và đóng hồ sơ"), _l("Mở hồ sơ"), RECORD, quiet=True),
}
SUBJECTS: dict[str, Place] = {"record": RECORD}
