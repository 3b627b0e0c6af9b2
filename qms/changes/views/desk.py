"""What waits in this room, in words, and where notices about it lead."""

from flask_babel import lazy_gettext as _l

from qms.changes.queries.waiting import DECIDE, TAKE_UP
from qms.web.desk import Place, TaskWords

REQUEST = Place("changes.one", "request_id")
TASKS: dict[str, TaskWords] = {
    DECIDE: TaskWords(_l("Quyết định đề nghị sửa đổi"), _l("Đọc và quyết định"), REQUEST),
    TAKE_UP: TaskWords(
        _l("Đưa đề nghị đã chấp nhận vào dự thảo"), _l("Soạn thảo"), REQUEST, quiet=True
    ),
}
SUBJECTS: dict[str, Place] = {"change_request": REQUEST}
