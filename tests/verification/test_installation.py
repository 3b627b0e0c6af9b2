"""`verify` finds and names what somebody changed behind the service's back."""

import json
import os

import pytest
from sqlalchemy import select

from qms import audit, schema
from qms.documents.model import Document, Revision, Round
from qms.documents.rules.states import State
from qms.errors import Unavailable
from qms.home.objects import named_objects
from qms.verification import Report, verify_installation, verify_one_document
from tests.support.cast import Cast, a_docx
from tests.support.lived import STATEMENTS
from tests.verification.tampering import key, tamper


def codes(report: Report) -> set[str]:
    return {one.code for one in report.problems}


def problem(report: Report, code: str) -> dict[str, object]:
    return dict(next(one for one in report.problems if one.code == code).parameters)


def revision_of(cast: Cast, code: str, state: State = State.APPROVED) -> Revision:
    """The last revision of this document in this state."""
    with cast.service.db.read() as session:
        query = (
            select(Revision)
            .join(Document, Document.id == Revision.document_id)
            .where(Document.code == code, Revision.state == state)
            .order_by(Revision.sequence.desc())
        )
        return session.scalars(query).first()


def test_an_untouched_installation_has_no_fault(life: Cast):
    report = verify_installation(life.service)
    assert report.problems == ()
    assert report.ok
    assert len(report.statements) == STATEMENTS
    assert report.revisions == 5
    assert (report.store.checked, report.store.orphans) == (10, 0)  # as uploaded, as prepared
    assert all(one.ok for one in report.statements)


def test_orphans_are_counted_and_are_no_fault(lived: Cast):
    lived.service.store.put(b"an upload whose row was never written")
    report = verify_installation(lived.service)
    assert report.ok
    assert report.store.orphans == 1


def test_everything_at_once_is_named_on_each_database(life: Cast):
    db = life.service.db
    statement_id = revision_of(life, "QT-05").approval_statement_id
    withdrawn = revision_of(life, "QT-07", State.WITHDRAWN)
    tamper(
        db,
        "UPDATE audit_event SET data = '{}' WHERE id = 5",
        f"UPDATE revision SET edition = 9 WHERE id = {key(db, withdrawn.id)}",
        f"UPDATE statement SET action = 'agree' WHERE id = {key(db, statement_id)}",
    )
    report = verify_installation(life.service)
    assert codes(report) >= {"EVENT-EDITED", "VERIFY-STATEMENT", "VERIFY-NOT-AS-LOGGED"}
    assert report.log.first_bad.event_id == 5


def test_an_edited_event_is_named(lived: Cast):
    tamper(lived.service.db, "UPDATE audit_event SET action = 'other.thing' WHERE id = 7")
    report = verify_installation(lived.service)
    assert problem(report, "EVENT-EDITED")["event_id"] == 7
    assert report.log.first_bad.what == "EVENT-EDITED"


def test_a_removed_event_is_named(lived: Cast):
    tamper(lived.service.db, "DELETE FROM audit_event WHERE id = 9")
    report = verify_installation(lived.service)
    assert problem(report, "EVENT-REMOVED")["event_id"] == 9
    assert problem(report, "VERIFY-FOREIGN-KEY")["table"] == "log_leaf"


def test_an_event_that_is_no_json_any_more_is_named_and_stops_nothing(lived: Cast):
    query = select(audit.AuditEvent.id).where(audit.AuditEvent.action.like("%approved"))
    with lived.service.db.read() as session:
        event_id = session.scalars(query).first()
    tamper(lived.service.db, f"UPDATE audit_event SET data = 'x{{' WHERE id = {event_id}")
    report = verify_installation(lived.service)
    assert problem(report, "EVENT-EDITED")["event_id"] == event_id
    assert "VERIFY-NOT-AS-LOGGED" in codes(report)


def test_a_changed_statement_is_named(lived: Cast):
    revision = revision_of(lived, "QT-05")
    db = lived.service.db
    tamper(
        db,
        "UPDATE statement SET bytes = CAST(replace(bytes, 'QT-05', 'QT-06') AS BLOB) "
        f"WHERE id = {key(db, revision.approval_statement_id)}",
    )
    report = verify_installation(lived.service)
    found = problem(report, "VERIFY-STATEMENT")
    assert {"CONTENT-CHANGED", "STATEMENT-ROW-CHANGED"} <= set(found["reasons"])
    bad = [one for one in report.statements if not one.ok]
    assert len(bad) == 1
    assert not bad[0].result.intact


def test_a_statement_without_its_signature_is_named(lived: Cast):
    revision = revision_of(lived, "QT-05")
    db = lived.service.db
    of = key(db, revision.approval_statement_id)
    tamper(db, f"DELETE FROM signature WHERE statement_id = {of}")
    assert "VERIFY-UNSIGNED" in codes(verify_installation(lived.service))
    assert "VERIFY-UNSIGNED" in codes(verify_one_document(lived.service, "qt05"))


def test_a_statement_that_only_the_log_remembers_is_named(lived: Cast):
    revision = revision_of(lived, "QT-07", State.WITHDRAWN)
    db = lived.service.db
    of = key(db, revision.withdrawal_statement_id)
    tamper(
        db,
        f"DELETE FROM signature WHERE statement_id = {of}",
        f"DELETE FROM statement WHERE id = {of}",
    )
    report = verify_installation(lived.service)
    assert {"VERIFY-STATEMENT-GONE", "VERIFY-NOT-WITHDRAWN", "VERIFY-FOREIGN-KEY"} <= codes(report)


def test_a_missing_file_and_a_swapped_file_are_named(lived: Cast):
    store = lived.service.store
    gone, swapped = revision_of(lived, "QT-05"), revision_of(lived, "QT-06")
    paths = [store.root / h[:2] / h[2:4] / h for h in (gone.docx_sha256, swapped.docx_sha256)]
    paths[0].unlink()
    paths[1].chmod(0o600)
    paths[1].write_bytes(a_docx("Tệp khác hẳn.", "QT-06"))
    report = verify_installation(lived.service)
    assert problem(report, "STORE-MISSING")["sha256"] == gone.docx_sha256
    assert problem(report, "STORE-MISMATCH")["sha256"] == swapped.docx_sha256
    assert (report.store.missing, report.store.damaged) == (1, 1)
    files = [one for one in report.problems if one.code == "VERIFY-STATEMENT-FILE"]
    assert len(files) == 6  # submitted, agreed, approved; twice
    assert "VERIFY-STATEMENT-FILE" in codes(verify_one_document(lived.service, "QT-06"))
    assert verify_one_document(lived.service, "QT-07").ok


def test_other_bytes_in_an_approved_revision_are_named(lived: Cast):
    one, other = revision_of(lived, "QT-05"), revision_of(lived, "QT-06")
    db = lived.service.db
    tamper(
        db,
        f"UPDATE revision SET docx_sha256 = '{other.docx_sha256}' WHERE id = {key(db, one.id)}",
    )
    report = verify_installation(lived.service)
    found = problem(report, "VERIFY-OTHER-BYTES")
    assert (found["document"], found["signed"]) == ("QT-05", one.docx_sha256)
    assert problem(report, "VERIFY-NOT-AS-LOGGED")["field"] == "docx_sha256"


def test_a_draft_made_approved_by_hand_is_named(lived: Cast):
    draft, other = revision_of(lived, "QT-08", State.IN_REVIEW), revision_of(lived, "QT-05")
    db = lived.service.db
    with db.read() as session:
        running = session.scalars(select(Round).where(Round.revision_id == draft.id)).one()
    tamper(
        db,
        "UPDATE revision SET state = 'approved', approved_at = created_at, "
        f"effective_at = created_at, approved_by = {key(db, other.approved_by)}, "
        f"approval_statement_id = {key(db, other.approval_statement_id)}, "
        f"docx_sha256 = '{running.docx_sha256}', docx_size = {running.docx_size}, "
        f"docx_name = 'x.docx' WHERE id = {key(db, draft.id)}",
    )
    report = verify_installation(lived.service)
    assert problem(report, "VERIFY-OTHER-DOCUMENT")["document"] == "QT-08"
    fields = {one.parameters.get("field"): one.parameters for one in report.problems}
    assert fields["state"]["logged"] == "in_review"


def test_a_changed_period_is_named(lived: Cast):
    one = revision_of(lived, "QT-06")
    db = lived.service.db
    tamper(
        db,
        "UPDATE revision SET effective_at = approved_at, superseded_at = '2027-01-01 00:00:00' "
        f"WHERE id = {key(db, one.id)}",
    )
    report = verify_installation(lived.service)
    fields = {one.parameters.get("field") for one in report.problems}
    assert fields == {"effective_at", "superseded_at"}


def test_an_approver_who_was_an_author_is_named(lived: Cast):
    one = revision_of(lived, "QT-05")
    db = lived.service.db
    tamper(
        db,
        *(
            f"INSERT INTO revision_author VALUES ({key(db, one.id)}, {key(db, lived[who])})"
            for who in ("chau", "binh")
        ),
    )
    report = verify_installation(lived.service)
    assert codes(report) == {"VERIFY-APPROVED-BY-AUTHOR", "VERIFY-REVIEWED-BY-AUTHOR"}
    assert problem(report, "VERIFY-APPROVED-BY-AUTHOR")["who"] == "Lê Minh Châu"


def test_another_approver_in_the_row_is_named(lived: Cast):
    one = revision_of(lived, "QT-05")
    db = lived.service.db
    tamper(
        db,
        f"UPDATE revision SET approved_by = {key(db, lived['dung'])} WHERE id = {key(db, one.id)}",
    )
    assert codes(verify_installation(lived.service)) == {"VERIFY-OTHER-APPROVER"}


def test_removed_and_invented_revisions_are_named(lived: Cast):
    db = lived.service.db
    gone = revision_of(lived, "QT-08", State.IN_REVIEW)
    with db.read() as session:
        document = session.scalars(select(Document).where(Document.code == "QT-07")).one()
    tamper(db, f"DELETE FROM revision WHERE id = {key(db, gone.id)}")
    with db.write() as session:
        session.add(
            Revision(
                document_id=document.id,
                sequence=9,
                edition=7,
                revision=0,
                title="Bịa",
                responsible_id=lived["vanan"],
                created_at=lived.service.now(),
                created_by=lived["vanan"],
            )
        )
    report = verify_installation(lived.service)
    assert problem(report, "VERIFY-REVISION-GONE")["revision"] == str(gone.id)
    assert problem(report, "VERIFY-NOT-IN-LOG")["number"] == "07/00"
    assert "VERIFY-FOREIGN-KEY" in codes(report)


def test_a_removed_guard_and_index_are_named(lived: Cast):
    with lived.service.db.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_event_no_update")
        connection.exec_driver_sql("DROP INDEX uq_revision_open")
    report = verify_installation(lived.service)
    names = {one.parameters["name"] for one in report.problems}
    assert names == {"audit_event_no_update", "uq_revision_open"}


def test_a_cell_of_another_kind_is_a_finding_not_a_crash(lived: Cast):
    db = lived.service.db
    one = revision_of(lived, "QT-05")
    tamper(db, f"UPDATE revision SET created_at = 'hôm qua' WHERE id = {key(db, one.id)}")
    assert problem(verify_installation(lived.service), "VERIFY-UNREADABLE")["table"] == "revision"


def test_a_lost_authority_is_a_finding_and_the_rest_is_still_checked(lived: Cast):
    (lived.service.settings.keys_path / "authority.json").unlink()
    tamper(lived.service.db, "UPDATE audit_event SET action = 'other.thing' WHERE id = 7")
    report = verify_installation(lived.service)
    assert codes(report) == {"SIGNING-NO-AUTHORITY", "EVENT-EDITED"}
    assert codes(verify_one_document(lived.service, "QT-05")) == {"SIGNING-NO-AUTHORITY"}


def test_a_database_of_another_version_is_not_judged(lived: Cast):
    with lived.service.db.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
        for table in reversed(schema.metadata().sorted_tables):
            connection.exec_driver_sql(f"DROP TABLE {table.name}")
    with pytest.raises(Unavailable, match="VERIFY-SCHEMA"):
        verify_installation(lived.service)


def test_the_report_speaks_json(lived: Cast):
    os.unlink(next(lived.service.store.root.glob("??/??/*")))  # noqa: PTH108
    said = json.loads(json.dumps(verify_installation(lived.service).as_json()))
    assert set(said) == {"ok", "log", "statements", "revisions", "store", "problems"}
    assert said["ok"] is False
    assert said["store"]["missing"] == 1
    assert said["log"]["ok"] is True
    first = said["statements"][0]
    assert (first["action"], first["signer"]) == ("submit", "Nguyễn Văn An")
    assert {"intact", "valid", "trusted", "revoked", "files"} <= set(first)


STORED = {  # columns that name stored bytes
    "draft_file.sha256",
    "draft_pdf.sha256",
    "held_upload.sha256",
    "house_layout.sha256",
    "import_file.sha256",
    "import_job.table_sha256",
    "prepared_file.docx_sha256",
    "prepared_file.pdf_sha256",
    "record.docx_sha256",
    "redline.sha256",
    "rendition.pdf_sha256",
    "revision.docx_sha256",
    "revision.pdf_sha256",
    "round.docx_sha256",
    "round.pdf_sha256",
    "signable_pdf.sha256",
    "signature_picture.sha256",
    "signed_pdf.sha256",
}
OTHERS = {  # fingerprints of rows, certificates, lists, requests, and of what is named elsewhere
    "certificate.sha256",
    "certificate_registration.sha256",
    "crl.issuer_sha256",
    "crl.sha256",
    "disposal_item.content_sha256",
    "disposal_item.docx_sha256",
    "document_text.sha256",
    "draft_file.base_sha256",
    "draft_pdf.docx_sha256",
    "held_upload.base_sha256",
    "idempotent_request.request_sha256",
    "import_row.file_sha256",
    "periodic_review.docx_sha256",
    "periodic_review.pdf_sha256",
    "prepared_file.source_sha256",
    "reading_acknowledgement.sha256",
    "record.content_sha256",
    "record.form_sha256",
    "redline.new_sha256",
    "redline.old_sha256",
    "rendition.docx_sha256",
    "sign_request.statement_sha256",
    "signable_pdf.base_sha256",
    "signature.sha256",
    "signed_pdf.base_sha256",
    "statement.prev_sha256",
    "statement.sha256",
    "trust_anchor.sha256",
    "verdict.object_sha256",
}


def test_every_column_with_a_hash_is_known(lived: Cast):
    """A new column that names stored bytes must be added to `named_objects`."""
    found = {
        f"{table.name}.{column.name}"
        for table in schema.metadata().sorted_tables
        for column in table.columns
        if "sha256" in column.name
    }
    assert found == STORED | OTHERS
    with lived.service.db.read() as session:
        assert set(named_objects(session)) == set(lived.service.store.scan())
