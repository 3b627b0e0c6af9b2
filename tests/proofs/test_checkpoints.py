"""Checkpoints: what is signed, stamped, written and sent, and what the log must live up to."""

import hashlib
import uuid
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import select

from qms import audit, merkle, outbox
from qms.audit.model import AuditEvent
from qms.errors import Invalid, NotFound, Unavailable
from qms.jobs import anchoring
from qms.people.rules import Operator
from qms.proofs.acts import checkpoints as acts
from qms.proofs.queries import checkpoints as queries
from qms.service import Service
from qms.signing import notes, timestamps
from qms.verification import read_since, verify_installation
from qms.verification.checkpoints import check_checkpoints
from tests.support.clock import Clock
from tests.verification.tampering import tamper

DEAD = "http://127.0.0.1:9/"  # nobody listens


def happen(service: Service, count: int) -> None:
    """So many events of the service itself."""
    with service.db.write() as session:
        for _ in range(count):
            audit.record(
                session,
                act_id=audit.new_act(),
                at=service.now(),
                actor_id=None,
                action="service.started",
                object_kind="service",
                object_id=uuid.uuid4(),
            )
            session.flush()


def told(service: Service, **settings: object) -> Service:
    """The same installation under other settings."""
    return replace(service, settings=replace(service.settings, **settings))  # type: ignore[arg-type]


def test_a_checkpoint_is_signed_stamped_and_on_record(service: Service) -> None:
    happen(service, 5)
    made = acts.make_checkpoint(service, Operator("root"))
    keys = service.authority.log_public_keys()
    origin = made.note.split("\n")[0]
    found = notes.open_checkpoint(made.note.encode(), origin, keys)
    assert origin.startswith("qms/")
    assert (found.size, found.root.hex(), found.epoch) == (5, made.root, 0)
    assert made.stamped_at == service.now()
    with service.db.read() as session:
        row = queries.newest(session)
        event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
        receipt = audit.inclusion_of(session, 2, made.size)
        assert queries.covering(session, 4) == row
        assert queries.covering(session, 5) is None
        assert queries.checkpoint(session, 0, 5) == row
        with pytest.raises(NotFound):
            queries.checkpoint(session, 0, 4)
    assert row is not None
    assert row.token is not None
    digest = hashlib.sha256(made.note.encode()).digest()
    assert timestamps.check_token(row.token, digest, anchors=service.authority.stamp_anchors()).ok
    assert event is not None
    assert (event.action, '"os_user":"root"' in event.data) == (acts.MADE, True)
    assert merkle.includes(receipt.entry, 2, 5, receipt.proof, found.root)


def test_the_next_checkpoint_extends_the_one_before(service: Service) -> None:
    happen(service, 3)
    first = acts.make_checkpoint(service)
    second = acts.make_checkpoint(service)
    assert (first.size, second.size) == (3, 4)  # the first one's own event came in between
    with service.db.read() as session:
        proof = audit.consistency(session, 3, 4)
    roots = bytes.fromhex(first.root), bytes.fromhex(second.root)
    assert merkle.extends(3, roots[0], 4, roots[1], proof)


def test_a_silent_authority_delays_the_stamp_and_nothing_else(service: Service) -> None:
    happen(service, 1)
    deaf = told(service, tsa_url=DEAD, tsa_seconds=1)
    assert acts.make_checkpoint(deaf).stamped_at is None
    acts.make_checkpoint(deaf)
    assert acts.stamp_missing(deaf) == 2
    assert acts.stamp_missing(service) == 0
    with service.db.read() as session:
        assert all(row.token for row in queries.checkpoints(session))


def test_files_appear_whole_with_their_stamp_and_a_lost_folder_is_tried_again(
    service: Service, tmp_path: Path, clock: Clock
) -> None:
    happen(service, 2)
    folder = tmp_path / "outside"
    outside = told(service, checkpoint_folder=str(folder))
    made = acts.make_checkpoint(outside)
    with pytest.raises(Unavailable, match="CHECKPOINT-FOLDER"):
        acts.publish(outside)
    folder.mkdir()
    assert acts.publish(outside) == []  # not yet: it waits half a minute
    clock.advance(minutes=1)
    assert anchoring.publish(outside) == 2
    assert sorted(path.name for path in folder.iterdir()) == [
        "checkpoint-0-000000000002.tst",
        "checkpoint-0-000000000002.txt",
    ]
    assert (folder / "checkpoint-0-000000000002.txt").read_text() == made.note
    assert acts.publish(outside) == []


def test_a_mail_carries_the_note_byte_for_byte(service: Service, clock: Clock) -> None:
    from qms.app import create_app
    from qms.jobs.mailing import Writer

    happen(service, 2)
    outside = told(service, checkpoint_mail="kiemtoan@example.vn")
    made = acts.make_checkpoint(outside)
    with service.db.read() as session:
        (item,) = outbox.take(session, "mail", 10, service.now())
    mail = Writer(outside, create_app(service=outside))(item.payload)
    assert mail is not None
    message = outbox.compose(outside.settings, mail, message_id="<1@x>", at=service.now())
    received = message_from_bytes(message.as_bytes(), policy=policy.default)
    assert received["To"] == "kiemtoan@example.vn"
    assert made.note in received.get_content().replace("\r\n", "\n")


def test_one_checkpoint_is_made_a_day(service: Service, clock: Clock) -> None:
    happen(service, 1)
    assert anchoring.daily(service)
    assert not anchoring.daily(service)
    clock.advance(days=1)
    assert anchoring.daily(service)
    with service.db.read() as session:
        assert len(queries.checkpoints(session)) == 2


def test_verification_accepts_the_checkpoints_on_record_and_one_kept_elsewhere(
    service: Service, clock: Clock
) -> None:
    happen(service, 4)
    made = acts.make_checkpoint(service)
    happen(service, 3)
    clock.advance(days=1)
    acts.make_checkpoint(service)
    since = read_since(service, made.note.encode())
    assert since == audit.Head(0, 4, made.root)
    report = verify_installation(service, since=since)
    assert report.ok
    assert report.log is not None
    assert report.log.after_last_checkpoint == 0
    assert report.as_json()["log"]["since"]["size"] == 4  # type: ignore[index]


def test_a_checkpoint_of_another_key_or_installation_is_no_promise_of_this_log(
    service: Service,
) -> None:
    happen(service, 1)
    made = acts.make_checkpoint(service)
    origin = made.note.split("\n")[0]
    forged = notes.sign_checkpoint(notes.Checkpoint(origin, 1, bytes(32), 0), bytes(32))
    with pytest.raises(Invalid, match="NOTE-UNKNOWN-KEY"):
        read_since(service, forged.encode())
    other = notes.Checkpoint("qms/other", 1, bytes(32), 0)
    with pytest.raises(Invalid, match="NOTE-UNKNOWN-KEY"):
        read_since(service, notes.sign_checkpoint(other, service.authority.log_key()).encode())


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE checkpoint SET size = size - 1 WHERE size = 4", "CHECKPOINT-EDITED"),
        ("UPDATE checkpoint SET note = replace(note, 'epoch 0', 'epoch 1')", "CHECKPOINT-EDITED"),
        ("UPDATE checkpoint SET root = '" + "a" * 64 + "'", "CHECKPOINT-EDITED"),
        ("DELETE FROM checkpoint", "CHECKPOINT-REMOVED"),
    ],
)
def test_a_checkpoint_edited_or_removed_in_the_database_is_named(
    service: Service, statement: str, code: str
) -> None:
    happen(service, 4)
    acts.make_checkpoint(told(service, tsa_url=DEAD, tsa_seconds=1))
    tamper(service.db, statement)
    assert code in {one.code for one in check_checkpoints(service).problems}


def test_a_time_stamp_of_another_moment_is_named(service: Service, clock: Clock) -> None:
    happen(service, 1)
    made = acts.make_checkpoint(service)
    late = service.now() + timedelta(days=30)
    other = service.stamper.stamp(hashlib.sha256(b"other").digest(), late).der.hex()
    value = f"X'{other}'" if service.db.is_sqlite else f"'\\x{other}'::bytea"
    tamper(service.db, f"UPDATE checkpoint_token SET der = {value}")  # noqa: S608
    found = check_checkpoints(service)
    assert [(one.code, one.parameters["size"]) for one in found.problems] == [
        ("CHECKPOINT-TOKEN", made.size)
    ]


def test_the_code_on_a_printed_copy_is_a_checkpoint_too(service: Service):
    happen(service, 9)
    made = acts.make_checkpoint(service)
    happen(service, 4)
    with service.db.read() as session:
        scanned = "https://qms.example/t/abc" + audit.printed_checkpoint(session)
    promised = read_since(service, scanned.encode() + b"\n")
    assert promised == audit.Head(made.epoch, made.size, made.root)
    assert verify_installation(service, since=promised).ok
    other = audit.Head(made.epoch, made.size, "00" * 32)
    assert not verify_installation(service, since=other).ok
    assert audit.read_printed("https://qms.example/t/abc#nhat-ky=0.9.short") is None
