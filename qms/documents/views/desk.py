"""What waits in this room, in words, and where notices about it lead."""

from flask_babel import lazy_gettext as _l

from qms.documents.queries.waiting import Wait
from qms.web.desk import Place, TaskWords

REVISION = Place("documents.revision", "revision_id")
ADOPTION = Place("documents.adoption", "adoption_id")
TASKS: dict[str, TaskWords] = {
    Wait.REVIEW: TaskWords(
        _l("Xem xét dự thảo"), _l("Xem xét"), REVISION, waited=_l("Chờ %(name)s xem xét")
    ),
    Wait.APPROVE: TaskWords(
        _l("Ký phê duyệt"), _l("Đọc và ký"), REVISION, waited=_l("Chờ %(name)s ký phê duyệt")
    ),
    Wait.ADOPT: TaskWords(_l("Ký danh sách tiếp nhận"), _l("Đọc và ký"), ADOPTION),
    Wait.FINISH_DRAFT: TaskWords(_l("Hoàn thiện dự thảo"), _l("Soạn tiếp"), REVISION, quiet=True),
}
SUBJECTS: dict[str, Place] = {"revision": REVISION, "adoption": ADOPTION}
