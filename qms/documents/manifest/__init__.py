"""A prepared set of documents: its manifest read, checked as a whole, brought in row by row."""

from qms.documents.manifest.checking import Checked, Entry, RowError, check_rows
from qms.documents.manifest.reading import read_manifest
from qms.documents.manifest.running import Foreseen, RowResult, bring_in, foresee
from qms.documents.manifest.sources import Folder, Source, Uploaded

__all__ = [
    "Checked",
    "Entry",
    "Folder",
    "Foreseen",
    "RowError",
    "RowResult",
    "Source",
    "Uploaded",
    "bring_in",
    "check_rows",
    "foresee",
    "read_manifest",
]
