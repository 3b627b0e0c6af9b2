"""A real mail server on loopback that keeps what it gets and can be told to refuse."""

import email
import email.policy
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from qms.settings import Settings


class Postbox:
    """Handler of aiosmtpd: `refuse_to` and `refuse_all` are answers to give instead of taking."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.refuse_to: dict[str, str] = {}
        self.refuse_all = ""

    async def handle_RCPT(  # noqa: N802 (aiosmtpd finds it by this name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse_to:
            return self.refuse_to[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.refuse_all:
            return self.refuse_all
        content = cast("bytes", envelope.content)
        self.raw.append(content)
        message = email.message_from_bytes(content, policy=email.policy.SMTP)
        self.got.append(cast("EmailMessage", message))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def mail_server(port: int, box: Postbox, tls: ssl.SSLContext | None = None) -> Iterator[Postbox]:
    """Runs on this port for as long as the block lasts; with `tls` it insists on STARTTLS."""
    controller = Controller(
        box, hostname="127.0.0.1", port=port, tls_context=tls, require_starttls=tls is not None
    )
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def settings_for(tmp_path: Path, port: int, *, host: str = "127.0.0.1") -> Settings:
    return Settings(
        instance=tmp_path,
        database_url="sqlite:///x",
        smtp_host=host,
        smtp_port=port,
        mail_from="qms@so.example.vn",
    )


def certificate_for_loopback(folder: Path) -> Path:
    """A self-signed certificate for 127.0.0.1 and its key in one PEM file."""
    target = folder / "mail.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *(
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=mail",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
            ),
            *("-keyout", str(folder / "key.pem"), "-out", str(target)),
        ],
        check=True,
        capture_output=True,
    )
    target.write_text(target.read_text() + (folder / "key.pem").read_text())
    return target
