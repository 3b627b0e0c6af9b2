"""One mail: composed so that no value can become a header, and handed to the mail server."""

import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from qms.errors import Invalid, Unavailable
from qms.settings import Settings

TIMEOUT = 10  # seconds for each answer of the server
SUBJECT_LENGTH = 300
POLICY = SMTP.clone(cte_type="7bit")  # not every server on the way takes eight bits


class ServerDown(Unavailable):
    """The mail server does not answer or does not let us in: no other mail would leave either."""

    code = "MAIL-SERVER-DOWN"


class MailRefused(Unavailable):
    """The server refused this one mail."""

    code = "MAIL-REFUSED"


@dataclass(frozen=True, slots=True)
class Mail:
    """What is sent to one person, as plain text."""

    to: str
    subject: str
    body: str


def compose(settings: Settings, mail: Mail, *, message_id: str, at: datetime) -> EmailMessage:
    """The message, the same bytes at every try; raises Invalid MAIL-ADDRESS."""
    message = EmailMessage(policy=POLICY)
    message["From"] = _address(settings.mail_from)
    message["To"] = _address(mail.to)
    message["Subject"] = re.sub(r"[\s\x00-\x1f\x7f]+", " ", mail.subject).strip()[:SUBJECT_LENGTH]
    message["Date"] = at
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies
    message.set_content(mail.body)
    return message


def message_id(settings: Settings, number: int, at: datetime) -> str:
    """The name of a mail: the same at every try, so that a receiver can tell a repetition."""
    domain = settings.mail_from.rpartition("@")[2]
    return f"<qms.{number}.{int(at.timestamp() * 1_000_000)}@{domain}>"


def deliver(settings: Settings, message: EmailMessage) -> None:
    """Hand it to the mail server; raises ServerDown or MailRefused, both worth another try."""
    server = _connect(settings)
    try:
        server.send_message(message)
    except OSError as error:  # smtplib's own errors are OSErrors
        raise _named(error) from error
    finally:
        with suppress(OSError):  # it has the mail; how it says goodbye does not matter
            server.quit()
        server.close()


def _connect(settings: Settings) -> smtplib.SMTP:
    try:
        # The name must be given here: connect() later would leave STARTTLS without one to check.
        server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=TIMEOUT)
    except OSError as error:
        raise ServerDown(detail=_said(error)) from error
    try:
        if settings.smtp_tls:
            server.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
    except OSError as error:
        server.close()
        raise ServerDown(detail=_said(error)) from error
    return server


def _named(error: OSError) -> Unavailable:
    about_this_mail = (
        smtplib.SMTPRecipientsRefused,
        smtplib.SMTPSenderRefused,
        smtplib.SMTPDataError,
        smtplib.SMTPNotSupportedError,
    )
    kind = MailRefused if isinstance(error, about_this_mail) else ServerDown
    return kind(detail=_said(error))


def _said(error: OSError) -> str:
    """The server's answer in one line, for the administrator."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {_line(text)}" for code, text in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_line(error.smtp_error)}"
    return _line(str(error)) or type(error).__name__


def _line(text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join(words.split())[:300]


def _address(text: str) -> Address:
    try:
        address = Address(addr_spec=text)
    except (MessageError, ValueError, IndexError) as error:
        raise Invalid("MAIL-ADDRESS", address=text) from error
    if not text.isascii() or not address.domain or not address.username:
        raise Invalid("MAIL-ADDRESS", address=text)
    return address
