"""What must leave after a commit (mail, index updates), and what was said to people."""

from qms.outbox.errands import Count, Item, counts, done, fail, hold, put, take
from qms.outbox.mail import Mail, MailRefused, ServerDown, compose, deliver
from qms.outbox.model import Notice, OutboxRow
from qms.outbox.notices import NoticeRow, count_new, mark_read, notices_for, say
from qms.outbox.post import Drained, as_written, drain_mail

__all__ = [
    "Count",
    "Drained",
    "Item",
    "Mail",
    "MailRefused",
    "Notice",
    "NoticeRow",
    "OutboxRow",
    "ServerDown",
    "as_written",
    "compose",
    "count_new",
    "counts",
    "deliver",
    "done",
    "drain_mail",
    "fail",
    "hold",
    "mark_read",
    "notices_for",
    "put",
    "say",
    "take",
]
