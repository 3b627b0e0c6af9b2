"""The audit log: events that are only ever inserted, chained in one order, and verified."""

from qms.audit.entry import entry_bytes
from qms.audit.events import HistoryRow, act_events, history, new_act, record
from qms.audit.log import (
    Head,
    epoch_of,
    grow_tree,
    head,
    pending,
    pending_since,
    sequence,
    start_epoch,
)
from qms.audit.model import AuditEvent, AuditPending, LogEpoch, LogLeaf
from qms.audit.printed import printed_checkpoint, read_printed
from qms.audit.receipts import Inclusion, inclusion_of
from qms.audit.tree import consistency, inclusion, root, tree_size
from qms.audit.verify import LogVerdict, verify_log, verify_running_log
from qms.audit.walk import Fault

__all__ = [
    "AuditEvent",
    "AuditPending",
    "Fault",
    "Head",
    "HistoryRow",
    "Inclusion",
    "LogEpoch",
    "LogLeaf",
    "LogVerdict",
    "act_events",
    "consistency",
    "entry_bytes",
    "epoch_of",
    "grow_tree",
    "head",
    "history",
    "inclusion",
    "inclusion_of",
    "new_act",
    "pending",
    "pending_since",
    "printed_checkpoint",
    "read_printed",
    "record",
    "root",
    "sequence",
    "start_epoch",
    "tree_size",
    "verify_log",
    "verify_running_log",
]
