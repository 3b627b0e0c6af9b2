"""Where notices about certificates lead."""

from qms.web.desk import Place, TaskWords

TASKS: dict[str, TaskWords] = {}
SUBJECTS: dict[str, Place] = {
    "certificate": Place("people.profile"),
    "authority": Place("people.profile"),
}
