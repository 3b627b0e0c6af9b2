"""What waits in this room, in words, and where notices about it lead."""

from qms.web.desk import Place, TaskWords

TASKS: dict[str, TaskWords] = {}
SUBJECTS: dict[str, Place] = {}
