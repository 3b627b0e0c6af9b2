"""What waits in this room, in words, and where notices about it lead."""

from flask_babel import lazy_gettext as _l

from qms.distribution.queries.waiting import Wait
from qms.web.desk import Place, TaskWords

DOCUMENT = Place("documents.document", "document_id")
READERS = Place("distribution.readers", "document_id")
COPIES = Place("distribution.copies", "document_id")
TASKS: dict[str, TaskWords] = {
    Wait.READ: TaskWords(_l("Đọc và xác nhận"), _l("Đọc"), DOCUMENT),
    Wait.RECALL: TaskWords(_l("Thu hồi bản giấy"), _l("Xem bản cần thu hồi"), COPIES),
}
SUBJECTS: dict[str, Place] = {
    "reading": DOCUMENT,
    "reading_overdue": READERS,
    "copy_recall": DOCUMENT,
}
