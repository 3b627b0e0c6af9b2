"""What waits in this room, in words, and where notices about it lead."""

from flask_babel import lazy_gettext as _l

from qms.periodic.queries.waiting import REVIEW, SIGN
from qms.web.desk import Place, TaskWords

DOCUMENT = Place("periodic.propose", "document_id")
VERDICT = Place("periodic.one", "review_id")
TASKS: dict[str, TaskWords] = {
    REVIEW: TaskWords(_l("Rà soát định kỳ"), _l("Rà soát"), DOCUMENT, quiet=True),
    SIGN: TaskWords(_l("Ký kết quả rà soát định kỳ"), _l("Đọc và ký"), VERDICT),
}
SUBJECTS: dict[str, Place] = {
    "periodic_document": DOCUMENT,
    "periodic_review": VERDICT,
    "periodic_list": Place("periodic.index"),
}
