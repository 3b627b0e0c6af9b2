"""What waits for administrators, in words, and where notices about certificates lead."""

from flask_babel import lazy_gettext as _l

from qms.people.queries.waiting import CONFIRM
from qms.web.desk import Place, TaskWords

TASKS: dict[str, TaskWords] = {
    CONFIRM: TaskWords(_l("Chờ xác nhận chứng thư bên ngoài"), _l("Xem"), Place("admin.trust"))
}
SUBJECTS: dict[str, Place] = {
    "certificate": Place("people.profile"),
    "authority": Place("people.profile"),
}
