"""Where notices of this room lead."""

from qms.web.desk import Place, TaskWords

TASKS: dict[str, TaskWords] = {}
SUBJECTS: dict[str, Place] = {"import_job": Place("registers.one_import", "job_id")}
