"""Empties the mail queue: each mail is sent outside of any transaction, then ticked off."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

from qms.db import Database
from qms.errors import Invalid, QmsError
from qms.outbox.errands import MAIL, Item, done, fail, hold, take
from qms.outbox.mail import Mail, ServerDown, compose, deliver, message_id
from qms.settings import Settings

BATCH = 50
HOLD = timedelta(minutes=1)

Deliver = Callable[[Settings, EmailMessage], None]
# From the payload of an errand to the mail in the reader's language; None: nobody to send it to.
Write = Callable[[Mapping[str, Any]], Mail | None]


def as_written(payload: Mapping[str, Any]) -> Mail:
    """A payload whose facts are the mail itself: `to`, `subject`, `body`."""
    facts = payload.get("facts", payload)
    try:
        return Mail(str(facts["to"]), str(facts["subject"]), str(facts["body"]))
    except KeyError as error:
        raise Invalid("MAIL-PAYLOAD") from error


@dataclass(frozen=True, slots=True)
class Drained:
    """What became of the mails that were due."""

    sent: int = 0
    failed: int = 0
    kept_as_notices: int = 0  # no mail server is configured, or the person has no address


def drain_mail(
    db: Database,
    settings: Settings,
    now: datetime,
    *,
    write: Write = as_written,
    deliver: Deliver = deliver,
) -> Drained:
    """Send one batch of what is due; without a mail server the notices in the service suffice."""
    with db.read() as session:
        items = take(session, MAIL, BATCH, now)
    if not settings.smtp_host:
        _tick_off(db, items)
        return Drained(kept_as_notices=len(items))
    fates: Counter[str] = Counter()
    for item in items:
        try:
            fate = _send(settings, item, write, deliver)
        except ServerDown as error:
            _not_sent(db, item, error, now)
            return Drained(fates["sent"], fates["failed"] + 1, fates["kept"])
        except QmsError as error:
            _not_sent(db, item, error, now)
            fate = "failed"
        else:
            _tick_off(db, [item])
        fates[fate] += 1
    return Drained(fates["sent"], fates["failed"], fates["kept"])


def _send(settings: Settings, item: Item, write: Write, deliver: Deliver) -> str:
    mail = write(item.payload)
    if mail is None:
        return "kept"
    number = message_id(settings, item.id, item.created_at)
    deliver(settings, compose(settings, mail, message_id=number, at=item.created_at))
    return "sent"


def _tick_off(db: Database, items: list[Item]) -> None:
    if items:
        with db.write() as session:
            done(session, [item.id for item in items])


def _not_sent(db: Database, item: Item, error: QmsError, now: datetime) -> None:
    with db.write() as session:
        if isinstance(error, ServerDown):
            # One try a minute tells whether it is back; the others need not wait out ten seconds.
            hold(session, MAIL, now + HOLD)
        fail(session, item.id, str(error), now)
