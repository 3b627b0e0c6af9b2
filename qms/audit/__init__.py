"""The audit log: events that are only ever inserted, chained in one order, and verified."""

from qms.audit.entry import entry_bytes
from qms.audit.events import HistoryRow, act_events, history, new_act, record
from qms.audit.log import Head, head, pending, pending_since, sequence, start_epoch
from qms.audit.model import AuditEvent, AuditPending, LogEpoch, LogLeaf
from qms.audit.verify import LogVerdict, verify_log, verify_running_log
from qms.audit.walk import Fault

__all__ = [
    "AuditEvent",
    "AuditPending",
    "Fault",
    "Head",
    "HistoryRow",
    "LogEpoch",
    "LogLeaf",
    "LogVerdict",
    "act_events",
    "entry_bytes",
    "head",
    "history",
    "new_act",
    "pending",
    "pending_since",
    "record",
    "sequence",
    "start_epoch",
    "verify_log",
    "verify_running_log",
]
