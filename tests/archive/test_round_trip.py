"""A backup brings back the same installation, on either database, with and without its keys."""

import json
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import func, select

from qms import audit, schema, signing
from qms.archive import Restored, Wish, make_backup, restore
from qms.archive.neutral import LEFT_OUT, SEALED
from qms.audit.model import LogNode
from qms.documents.model import Document
from qms.documents.queries.document import document_by_code
from qms.errors import Invalid
from qms.people import acts as people
from qms.people.rules import Operator
from qms.service import Service
from qms.signing.model import KeyBlob
from qms.verification import verify_installation
from tests.archive.conftest import Place, reopened
from tests.support.cast import CHEAP, PASSWORD, Cast, register
from tests.support.lived import STATEMENTS, issue

BY = Operator("root")
KEYS_PASSPHRASE = "sao lưu cất trong két sắt"
TARGETS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


def backup(service: Service, file: Path, **more: object):
    return make_backup(service, file, BY, cost=CHEAP, **more)


def bring_back(settings, file: Path, clock, passphrase: str | None = None, **more) -> Restored:
    asked = None if passphrase is None else lambda: passphrase
    return restore(settings, file, Wish(BY, asked, cost=CHEAP, **more), clock=clock)


def rows(service: Service) -> dict[str, list[tuple]]:
    """Every row of every table that a backup holds, in the types of the models."""
    log = {"audit_event", "audit_pending", "log_leaf", "log_node", "log_epoch"}  # it grows
    left = LEFT_OUT | SEALED | log
    found = {}
    with service.db.read() as session:
        for table in schema.metadata().sorted_tables:
            if table.name not in left:
                query = select(table).order_by(*table.primary_key.columns)
                found[table.name] = [tuple(row) for row in session.execute(query)]
    return found


def leaves(service: Service) -> list[tuple[int, str]]:
    with service.db.read() as session:
        query = select(audit.LogLeaf.idx, audit.LogLeaf.hash).order_by(audit.LogLeaf.idx)
        return [tuple(row) for row in session.execute(query)]


def nodes(service: Service) -> set[tuple]:
    """Every hash of the Merkle tree at its place; none changes as the log grows."""
    with service.db.read() as session:
        query = select(LogNode.level, LogNode.pos, LogNode.hash)
        return {tuple(row) for row in session.execute(query)}


@pytest.mark.parametrize("kind", TARGETS)
def test_the_restored_installation_is_the_same_and_goes_on(life: Cast, place: Place, kind, clock):
    file = life.service.settings.instance.parent / "a.qms"
    before, log, tree = rows(life.service), leaves(life.service), nodes(life.service)
    made = backup(life.service, file, keys_passphrase=KEYS_PASSPHRASE)
    assert made.manifest.missing == ()
    assert file.stat().st_mode & 0o077 == 0
    clock.advance(days=1)
    settings = place(kind)
    restored = bring_back(settings, file, clock, KEYS_PASSPHRASE)
    assert restored.report.problems == ()
    assert restored.root_passphrase == ""
    assert len(restored.report.statements) == STATEMENTS
    service = reopened(settings, clock)
    assert rows(service) == before
    assert leaves(service)[: len(log)] == log
    assert len(tree) >= len(log)
    assert tree <= nodes(service)
    assert schema.missing_guards(service.db) == []
    for path in signing.private_files(life.service.settings.keys_path):
        assert (settings.keys_path / path.name).read_bytes() == path.read_bytes()
    again = Cast(service, life.ids, life.units)
    issue(again, register(again, "QT-20"), "QT-20", "Sau khôi phục.")
    assert verify_installation(service).problems == ()
    service.close()


@pytest.mark.parametrize("kind", TARGETS)
def test_without_keys_old_signatures_hold_and_people_enrol_again(
    lived: Cast, place: Place, kind, clock
):
    file = lived.service.settings.instance.parent / "a.qms"
    backup(lived.service, file)
    clock.advance(days=1)
    settings = place(kind)
    restored = bring_back(settings, file, clock)
    assert restored.report.problems == ()
    assert restored.root_passphrase
    assert settings.secret_path.read_bytes() != lived.service.settings.secret_path.read_bytes()
    service = reopened(settings, clock)
    assert len(service.authority.roots()) == 2
    with service.db.read() as session:
        assert session.scalar(select(func.count()).select_from(KeyBlob)) == 0
        assert signing.live_certificate(session, lived["chau"], clock()) is None
    again = Cast(service, lived.ids, lived.units)
    document_id = register(again, "QT-20")
    for login in ("vanan", "binh", "chau"):
        again.enrol(login)
    issue(again, document_id, "QT-20", "Sau khôi phục.")
    assert verify_installation(service).problems == ()
    service.close()


def test_sealed_keys_open_with_their_passphrase_only(lived: Cast, place: Place, clock):
    file = lived.service.settings.instance.parent / "a.qms"
    backup(lived.service, file, keys_passphrase=KEYS_PASSPHRASE)
    settings = place("sqlite")
    with pytest.raises(signing.WrongPassphrase):
        bring_back(settings, file, clock, "một câu hoàn toàn khác")
    assert list(settings.instance.iterdir()) == []
    restored = bring_back(settings, file, clock)  # without them it works as well
    assert restored.root_passphrase


def test_no_secret_stands_in_a_backup_without_keys(lived: Cast, clock):
    service = lived.service
    people.sign_in(service, "vanan", PASSWORD)
    file = service.settings.instance.parent / "a.qms"
    backup(service, file)
    with zipfile.ZipFile(file) as packed:
        names = packed.namelist()
        contents = b"".join(packed.read(name) for name in names)
    assert not [name for name in names if any(table in name for table in LEFT_OUT | SEALED)]
    assert "sealed.json" not in names
    assert service.settings.secret_path.read_bytes() not in contents
    assert b"ciphertext" not in contents
    assert PASSWORD.encode() not in contents


def test_a_lost_span_reads_as_lost_not_as_forged(lived: Cast, place: Place, clock):
    service = lived.service
    file = service.settings.instance.parent / "a.qms"
    made = backup(service, file)
    clock.advance(days=2)
    document_id = register(lived, "QT-30")
    issue(lived, document_id, "QT-30", "Sẽ mất.")
    with service.db.read() as session:
        heads = signing.signed_heads(session)
    settings = place("sqlite")
    bring_back(settings, file, clock)
    there = reopened(settings, clock)
    carried = [audit.Head(one.epoch, one.size, one.hash) for one in heads]
    verdict = audit.verify_running_log(there.db, carried)
    assert {one.what for one in verdict.problems} == {"HEAD-LOST"}
    with there.db.read() as session:
        epoch = session.scalars(select(audit.LogEpoch)).one()
        assert (epoch.reason, epoch.lost_after) == ("restore", made.manifest.made_at)
        assert epoch.from_size == made.manifest.head.size
    there.close()


def test_pending_events_and_parents_come_back(lived: Cast, place: Place, clock):
    service = lived.service
    parent = register(lived, "QT-40")
    with service.db.write() as session:
        child = session.get_one(Document, document_by_code(session, "QT-05"))
        child.parent_id = parent
        waiting = audit.pending(session)
    assert waiting > 0
    file = service.settings.instance.parent / "a.qms"
    assert backup(service, file).manifest.pending == waiting
    settings = place("sqlite")
    assert bring_back(settings, file, clock).report.ok
    there = reopened(settings, clock)
    with there.db.read() as session:
        child = session.get_one(Document, document_by_code(session, "QT-05"))
        assert child.parent_id == parent
        assert audit.pending(session) == 0
    there.close()


def test_the_file_can_be_read_without_this_program(lived: Cast):
    file = lived.service.settings.instance.parent / "a.qms"
    backup(lived.service, file)
    with zipfile.ZipFile(file) as packed:
        manifest = json.loads(packed.read("manifest.json"))
        name = next(one for one in packed.namelist() if one.endswith("-revision.jsonl"))
        header, *lines = packed.read(name).decode().splitlines()
        settings = packed.read("settings.json").decode()
    assert json.loads(header)["table"] == "revision"
    assert len(lines) == manifest["tables"]["revision"] == 5
    assert "smtp_password" not in settings
    assert set(manifest["left_out"]) == LEFT_OUT


def test_another_fingerprint_is_refused(lived: Cast, place: Place, clock):
    file = lived.service.settings.instance.parent / "a.qms"
    made = backup(lived.service, file)
    settings = place("sqlite")
    with pytest.raises(Invalid, match="BACKUP-OTHER-FINGERPRINT"):
        bring_back(settings, file, clock, fingerprint="0" * 64)
    assert bring_back(settings, file, clock, fingerprint=made.fingerprint).report.ok


def test_a_backup_is_on_record_with_who_made_it(lived: Cast):
    file = lived.service.settings.instance.parent / "a.qms"
    made = backup(lived.service, file)
    with lived.service.db.read() as session:
        query = select(audit.AuditEvent).where(audit.AuditEvent.action == "archive.backup.made")
        said = json.loads(session.scalars(query).one().data)
    assert said == {"fingerprint": made.fingerprint, "with_keys": False, "os_user": "root"}
