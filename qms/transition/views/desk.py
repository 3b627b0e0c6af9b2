"""What waits in this room, in words, and where notices about it lead."""

from flask_babel import lazy_gettext as _l

from qms.transition.queries.waiting import STEP
from qms.web.desk import Place, TaskWords

TASKS: dict[str, TaskWords] = {
    STEP: TaskWords(
        _l("Bước của dự án chuyển đổi"), _l("Mở bước này"), Place("transition.step", "step_id")
    ),
}
SUBJECTS: dict[str, Place] = {
    "transition_project": Place("transition.one", "project_id"),
    "transition_step": Place("transition.step", "step_id"),
}
