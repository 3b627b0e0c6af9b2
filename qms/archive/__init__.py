"""Backup and restore of a whole installation, in one format for both databases."""

from qms.archive.backup import BackupMade, make_backup
from qms.archive.restore import Restored, Wish, restore
from qms.archive.unfinished import is_unfinished

__all__ = [
    "BackupMade",
    "Restored",
    "Wish",
    "is_unfinished",
    "make_backup",
    "restore",
]
