"""What people do in the records room."""

from qms.records.acts.case import FormChanged
from qms.records.acts.changed_form import carry_over, keep_old_form
from qms.records.acts.filling import abandon, close, complete, save_values, start_record
from qms.records.acts.keeping import add_note, dispose_record, file_into
from qms.records.acts.planning import add_line, approve_plan, change_line, drop_line, open_plan
from qms.records.acts.uploading import upload_filled

__all__ = [
    "FormChanged",
    "abandon",
    "add_line",
    "add_note",
    "approve_plan",
    "carry_over",
    "change_line",
    "close",
    "complete",
    "dispose_record",
    "drop_line",
    "file_into",
    "keep_old_form",
    "open_plan",
    "save_values",
    "start_record",
    "upload_filled",
]
