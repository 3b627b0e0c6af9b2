"""Mail through a real server: sent, refused, down, back again; and no server at all."""

import dataclasses
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms import outbox
from qms.db import Database
from qms.errors import Invalid
from qms.outbox import Mail
from qms.outbox.mail import message_id
from qms.settings import Settings
from tests.outbox.postbox import (
    Postbox,
    certificate_for_loopback,
    free_port,
    mail_server,
    settings_for,
)

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
SUBJECT = "Đề nghị soát xét QT-05: Kiểm soát thông tin dạng văn bản"
BODY = "Kính gửi anh/chị,\n\nĐề nghị soát xét trước ngày 09/03/2026.\n"


def queue(db: Database, *receivers: str, subject: str = SUBJECT, body: str = BODY) -> None:
    with db.write() as session:
        for to in receivers:
            outbox.put(session, "mail", {"to": to, "subject": subject, "body": body}, now=NOW)
            session.flush()


def waiting(db: Database, now: datetime = NOW) -> outbox.Count | None:
    with db.read() as session:
        return outbox.counts(session, now).get("mail")


def test_a_mail_arrives_in_vietnamese(db: Database, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, free_port())
    queue(db, "lan@so.example.vn")
    with mail_server(settings.smtp_port, Postbox()) as box:
        assert outbox.drain_mail(db, settings, NOW) == outbox.Drained(sent=1)
        assert outbox.drain_mail(db, settings, NOW) == outbox.Drained()
    (got,) = box.got
    assert got["Subject"] == SUBJECT
    assert got["To"] == "lan@so.example.vn"
    assert got["From"] == "qms@so.example.vn"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["Date"].datetime == NOW
    assert got.get_content().replace("\r\n", "\n") == BODY
    assert box.raw[0].isascii()
    assert waiting(db) is None


def test_without_a_mail_server_the_notice_suffices(db: Database, tmp_path: Path) -> None:
    queue(db, "lan@so.example.vn", "minh@so.example.vn")
    settings = settings_for(tmp_path, 1, host="")
    assert outbox.drain_mail(db, settings, NOW) == outbox.Drained(kept_as_notices=2)
    assert waiting(db) is None


def test_a_server_that_is_down_is_asked_once_and_gets_all_when_it_is_back(
    db: Database, tmp_path: Path
) -> None:
    settings = settings_for(tmp_path, free_port())
    queue(db, "lan@so.example.vn", "minh@so.example.vn", "hoa@so.example.vn")
    assert outbox.drain_mail(db, settings, NOW) == outbox.Drained(failed=1)
    assert outbox.drain_mail(db, settings, NOW) == outbox.Drained()
    assert waiting(db) == outbox.Count(waiting=3, due=0, failing=1, stuck=0, oldest=NOW)
    later = NOW + timedelta(minutes=1)
    with mail_server(settings.smtp_port, Postbox()) as box:
        assert outbox.drain_mail(db, settings, later) == outbox.Drained(sent=3)
    assert sorted(str(one["To"]) for one in box.got) == [
        "hoa@so.example.vn",
        "lan@so.example.vn",
        "minh@so.example.vn",
    ]


def test_a_refused_mail_does_not_stop_the_others_and_is_tried_again(
    db: Database, tmp_path: Path
) -> None:
    settings = settings_for(tmp_path, free_port())
    queue(db, "lan@so.example.vn", "minh@so.example.vn")
    box = Postbox()
    box.refuse_to["lan@so.example.vn"] = "450 mailbox is busy"
    with mail_server(settings.smtp_port, box):
        assert outbox.drain_mail(db, settings, NOW) == outbox.Drained(sent=1, failed=1)
        assert [str(one["To"]) for one in box.got] == ["minh@so.example.vn"]
        box.refuse_to.clear()
        assert outbox.drain_mail(db, settings, NOW) == outbox.Drained()
        later = NOW + timedelta(seconds=30)
        assert outbox.drain_mail(db, settings, later) == outbox.Drained(sent=1)
    assert waiting(db) is None


def test_a_repeated_mail_is_recognisable_byte_for_byte(db: Database, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, free_port())
    queue(db, "lan@so.example.vn")
    box = Postbox()

    def killed_after_sending(settings: Settings, message: outbox.mail.EmailMessage) -> None:
        outbox.deliver(settings, message)
        raise KeyboardInterrupt

    with mail_server(settings.smtp_port, box):
        with pytest.raises(KeyboardInterrupt):
            outbox.drain_mail(db, settings, NOW, deliver=killed_after_sending)
        assert outbox.drain_mail(db, settings, NOW + timedelta(hours=1)).sent == 1
    assert len(box.raw) == 2
    assert box.raw[0] == box.raw[1]
    assert box.got[0]["Message-ID"].endswith("@so.example.vn>")


def test_two_mails_never_share_their_name(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, 25)
    names = {
        message_id(settings, number, NOW + timedelta(days=day))
        for number in (1, 2)
        for day in (0, 1)
    }
    assert len(names) == 4


def test_the_servers_answer_is_kept_for_the_administrator(db: Database, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, free_port())
    queue(db, "lan@so.example.vn")
    box = Postbox()
    box.refuse_all = "554 looks like spam"
    with mail_server(settings.smtp_port, box):
        assert outbox.drain_mail(db, settings, NOW).failed == 1
    with db.read() as session:
        (row,) = session.query(outbox.OutboxRow).all()
    assert row.last_error == "MAIL-REFUSED(detail=554 looks like spam)"
    assert row.attempts == 1


@pytest.mark.parametrize(
    "payload",
    [
        {"to": "nobody", "subject": "x", "body": "y"},
        {"to": "", "subject": "x", "body": "y"},
        {"to": "a@b.vn, c@d.vn", "subject": "x", "body": "y"},
        {"to": "a@b.vn\r\nBcc: c@d.vn", "subject": "x", "body": "y"},
        {"to": "lân@b.vn", "subject": "x", "body": "y"},
        {"code": "QT-05"},
    ],
)
def test_a_mail_that_cannot_be_written_fails_alone(
    db: Database, tmp_path: Path, payload: dict[str, str]
) -> None:
    settings = settings_for(tmp_path, free_port())
    with db.write() as session:
        outbox.put(session, "mail", payload, now=NOW)
        session.flush()
    queue(db, "lan@so.example.vn")
    with mail_server(settings.smtp_port, Postbox()) as box:
        assert outbox.drain_mail(db, settings, NOW) == outbox.Drained(sent=1, failed=1)
    assert len(box.got) == 1


def test_the_writer_makes_the_mail_when_it_leaves(db: Database, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, free_port())
    with db.write() as session:
        for code in ("QT-05", "QT-06"):
            outbox.put(session, "mail", {"facts": {"code": code}}, now=NOW)

    def write(payload: dict[str, dict[str, str]]) -> Mail | None:
        code = payload["facts"]["code"]
        return Mail("lan@so.example.vn", f"Về {code}", "…") if code == "QT-05" else None

    with mail_server(settings.smtp_port, Postbox()) as box:
        drained = outbox.drain_mail(db, settings, NOW, write=write)
    assert drained == outbox.Drained(sent=1, kept_as_notices=1)
    assert [one["Subject"] for one in box.got] == ["Về QT-05"]
    assert waiting(db) is None


@settings(deadline=None)
@given(st.text(), st.text(st.characters(exclude_categories=["Cs"])))
def test_no_subject_and_no_body_becomes_a_header(subject: str, body: str) -> None:
    service = settings_for(Path("/nowhere"), 25)
    mail = Mail("lan@so.example.vn", subject + "\r\nBcc: thief@example.vn\r\n\r\nx", body)
    message = outbox.compose(service, mail, message_id="<1@so.example.vn>", at=NOW)
    head = message.as_bytes().split(b"\r\n\r\n", maxsplit=1)[0]
    names = [line.split(b":")[0] for line in head.split(b"\r\n") if line[:1] not in b" \t"]
    assert b"Bcc" not in names
    assert names.count(b"To") == names.count(b"Subject") == 1


def test_a_sender_that_is_no_address_is_named(tmp_path: Path) -> None:
    settings = dataclasses.replace(settings_for(tmp_path, 25), mail_from="qms")
    with pytest.raises(Invalid, match="MAIL-ADDRESS"):
        outbox.compose(settings, Mail("a@b.vn", "x", "y"), message_id="<1@x>", at=NOW)


def test_a_server_that_offers_no_tls_is_not_given_the_mail_in_clear(
    db: Database, tmp_path: Path
) -> None:
    settings = dataclasses.replace(settings_for(tmp_path, free_port()), smtp_tls=True)
    queue(db, "lan@so.example.vn")
    with mail_server(settings.smtp_port, Postbox()) as box:
        assert outbox.drain_mail(db, settings, NOW) == outbox.Drained(failed=1)
    assert box.got == []


@pytest.mark.openssl
@pytest.mark.parametrize("trusted", [True, False])
def test_starttls_is_used_and_a_stranger_with_a_certificate_gets_nothing(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    pem = certificate_for_loopback(tmp_path)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(pem)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    settings = dataclasses.replace(settings_for(tmp_path, free_port()), smtp_tls=True)
    queue(db, "lan@so.example.vn")
    with mail_server(settings.smtp_port, Postbox(), tls) as box:
        drained = outbox.drain_mail(db, settings, NOW)
    assert drained == (outbox.Drained(sent=1) if trusted else outbox.Drained(failed=1))
    assert len(box.got) == trusted


def test_a_server_that_wants_no_password_from_us_is_a_server_down(
    db: Database, tmp_path: Path
) -> None:
    settings = dataclasses.replace(
        settings_for(tmp_path, free_port()), smtp_user="qms", smtp_password="secret"
    )
    queue(db, "lan@so.example.vn")
    with mail_server(settings.smtp_port, Postbox()):
        assert outbox.drain_mail(db, settings, NOW).failed == 1
    with db.read() as session:
        (row,) = session.query(outbox.OutboxRow).all()
    assert str(row.last_error).startswith("MAIL-SERVER-DOWN")
    assert "secret" not in str(row.last_error)


def test_a_server_that_hangs_up_is_a_server_down(db: Database, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings = settings_for(tmp_path, listening.getsockname()[1])
        queue(db, "lan@so.example.vn", "minh@so.example.vn")

        def hang_up() -> None:
            connection, _ = listening.accept()
            connection.sendall(b"220 hello\r\n")
            connection.recv(100)
            connection.close()

        answering = threading.Thread(target=hang_up)
        answering.start()
        assert outbox.drain_mail(db, settings, NOW) == outbox.Drained(failed=1)
        answering.join()
    assert waiting(db) == outbox.Count(waiting=2, due=0, failing=1, stuck=0, oldest=NOW)
