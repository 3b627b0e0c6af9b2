"""What waits in this room, in words, and where notices about it lead."""

from flask_babel import lazy_gettext as _l

from qms.sealing.queries.waiting import SEAL
from qms.web.desk import Place, TaskWords

TASKS: dict[str, TaskWords] = {
    SEAL: TaskWords(_l("Chờ đóng dấu cơ quan"), _l("Đóng dấu"), Place("sealing.one", "revision_id"))
}
SUBJECTS: dict[str, Place] = {}
