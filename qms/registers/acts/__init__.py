"""What people do in the registers room."""

from qms.registers.acts.clock import run_imports
from qms.registers.acts.intake import FilesTaken, add_files, open_import
from qms.registers.acts.steps import (
    cancel_import,
    map_columns,
    run_again,
    start_check,
    start_run,
)

__all__ = [
    "FilesTaken",
    "add_files",
    "cancel_import",
    "map_columns",
    "open_import",
    "run_again",
    "run_imports",
    "start_check",
    "start_run",
]
