"""What people do in a change of the standard: one function, one transaction, one act."""

from qms.transition.acts.choose import choose, leave_out, open_drafts
from qms.transition.acts.project import begin_project, change_map, decide, end_project
from qms.transition.acts.steps import add_step, plan_step, report_step

__all__ = [
    "add_step",
    "begin_project",
    "change_map",
    "choose",
    "decide",
    "end_project",
    "leave_out",
    "open_drafts",
    "plan_step",
    "report_step",
]
