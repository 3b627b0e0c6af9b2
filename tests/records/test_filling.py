"""A form is filled in, becomes a record, is closed and is never changed again."""

import uuid
from io import BytesIO

import docx
import pytest
from sqlalchemy import select, text

from qms import word
from qms.audit.model import AuditEvent
from qms.db import Database
from qms.errors import Broken, Conflict, Invalid, NotAllowed, NotFound, Stale
from qms.records import acts, files
from qms.records.model import RecordNote
from qms.records.queries.record import is_whole
from qms.records.rules import Origin, State
from qms.records.schemas import StartRecord
from qms.store import read_bytes
from qms.word.fill import filled, read_values
from tests.records.office import CODE, VALUES, FormOffice, model_form


def test_a_record_is_bound_to_the_version_of_the_form_and_knows_what_is_known(office: FormOffice):
    page = office.page(office.start())
    assert (page.form, page.form_number, page.number, page.year) == (CODE, "01/00", 1, office.year)
    assert page.values["don_vi"] == "Phòng Quản lý đất đai"
    assert page.values["so_phieu"] == f"01/{office.year}"
    assert page.unit == "Phòng Quản lý đất đai"
    assert office.page(office.start()).number == 2


def test_completing_makes_the_word_file_with_the_values_and_its_identity(office: FormOffice):
    page = office.page(office.completed())
    assert (page.state, page.origin) == (State.COMPLETE, Origin.FILLED)
    data = read_bytes(office.service.store, page.docx_sha256)
    document = docx.Document(BytesIO(data))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Ba hồ sơ không có phiếu kiểm soát." in said
    assert "☒ Đánh giá nội bộ" in said
    assert "☐ Kiểm tra CCHC" in said
    identity = word.read_identity(data)
    assert (identity.code, identity.base_sha256) == (CODE, page.form_sha256)


def test_saving_a_complete_record_takes_its_file_back(office: FormOffice):
    record_id = office.completed()
    office.save(record_id, so_phieu="08/2026")
    page = office.page(record_id)
    assert (page.state, page.docx_sha256, page.values) == (
        State.FILLING,
        None,
        {"so_phieu": "08/2026"},
    )


def test_two_people_who_save_over_each_other_are_told(office: FormOffice):
    record_id = office.start()
    version = office.page(record_id).row_version
    office.save(record_id, so_phieu="1")
    with pytest.raises(Stale, match="RECORD-CHANGED-MEANWHILE"):
        acts.save_values(office.service, office.cast["dung"], record_id, VALUES, version)


def test_unknown_and_impossible_values_are_named_at_their_fields(office: FormOffice):
    record_id = office.start()
    values = {"nobody": "x", "ngay": "2026-02-31", "nguon": ["không có"], "so_phieu": "a\x07"}
    with pytest.raises(Invalid) as refused:
        office.save(record_id, **values)
    assert refused.value.fields == {
        "nobody": "FIELD-UNKNOWN",
        "ngay": "FIELD-DATE",
        "nguon": "FIELD-CHOICE",
        "so_phieu": "TEXT-CONTROL",
    }


def test_an_empty_record_is_not_completed_and_an_unfiled_one_not_closed(office: FormOffice):
    record_id = office.start()
    office.save(record_id)
    with pytest.raises(Invalid, match="RECORD-EMPTY"):
        acts.complete(office.service, office.cast["dung"], record_id)
    with pytest.raises(Conflict, match="RECORD-NOT-COMPLETE"):
        acts.close(office.service, office.cast["dung"], record_id, 2)
    other = office.completed()
    with pytest.raises(Invalid, match="RECORD-NOT-FILED"):
        acts.close(office.service, office.cast["dung"], other, office.page(other).row_version)


def test_a_closed_record_is_only_corrected_by_a_note(office: FormOffice):
    record_id = office.closed()
    before = office.page(record_id)
    with pytest.raises(Conflict, match="RECORD-CLOSED"):
        office.save(record_id, so_phieu="9")
    with pytest.raises(Conflict, match="RECORD-CLOSED"):
        acts.abandon(office.service, office.cast["dung"], record_id, "Nhầm")
    acts.add_note(office.service, office.cast["dung"], record_id, "Đọc là điều 8.5.2.")
    after = office.page(record_id)
    assert [one.text for one in after.notes] == ["Đọc là điều 8.5.2."]
    assert (after.values, after.docx_sha256) == (before.values, before.docx_sha256)
    assert (after.state, after.ended_year) == (State.CLOSED, office.year)


LOCKED = [
    "content = '{}'",
    "docx_sha256 = 'x'",
    "title = 'khác'",
    "state = 'filling'",
    "closed_at = NULL",
    "form_sha256 = 'x'",
    "content_sha256 = 'x'",
    "number = 99",
    "content = NULL",
    "disposed_at = saved_at, content = NULL",
]


@pytest.mark.parametrize("change", LOCKED)
def test_the_database_itself_refuses_to_change_a_closed_record(office: FormOffice, change: str):
    office.closed()
    with pytest.raises(Conflict), office.service.db.write() as session:
        session.execute(text(f"UPDATE record SET {change}"))


def test_records_and_notes_are_never_deleted_and_notes_never_rewritten(office: FormOffice):
    record_id = office.closed()
    acts.add_note(office.service, office.cast["dung"], record_id, "Ghi chú")
    for change in (
        "DELETE FROM record",
        "DELETE FROM record_note",
        "UPDATE record_note SET text = 'khác'",
    ):
        with pytest.raises(Conflict), office.service.db.write() as session:
            session.execute(text(change))


def test_a_record_given_up_stays_given_up(office: FormOffice):
    record_id = office.start()
    acts.abandon(office.service, office.cast["dung"], record_id, "Lập nhầm đơn vị")
    assert office.page(record_id).abandon_reason == "Lập nhầm đơn vị"
    assert office.page(office.start()).number == 2
    with pytest.raises(Conflict, match="RECORD-STATE"):
        office.save(record_id, so_phieu="1")
    with pytest.raises(Conflict), office.service.db.write() as session:
        session.execute(text("UPDATE record SET state = 'filling' WHERE state = 'abandoned'"))


def without_decisions(db: Database) -> None:
    """The room of retention guards the decision; here only the step that follows it is tried."""
    table = "" if db.is_sqlite else " ON record"
    with db.write() as session:
        session.execute(text(f"DROP TRIGGER record_disposed_by_decision{table}"))


def test_no_record_is_destroyed_without_a_decision_about_it(office: FormOffice):
    """The step itself, with its decision, is tested in the room of retention."""
    record_id = office.closed()
    with pytest.raises(Conflict), office.service.db.write() as session:
        acts.dispose_record(
            session,
            act_id=uuid.uuid4(),
            actor_id=office.cast["giang"],
            record_id=record_id,
            disposal_id=uuid.uuid4(),
            now=office.service.now(),
        )


def test_a_file_that_was_replaced_on_the_disk_is_found_out(office: FormOffice):
    page = office.page(office.completed())
    sha256 = page.docx_sha256
    assert is_whole(office.service, sha256)
    path = office.service.settings.store_path / sha256[:2] / sha256[2:4] / sha256
    path.chmod(0o600)
    path.write_bytes(b"something else")
    assert not is_whole(office.service, sha256)
    with pytest.raises(Broken):
        files.record_file(office.service, office.cast.actor("dung"), page.id)


def test_only_the_unit_its_managers_and_auditors_read_and_auditors_do_not_write(
    office: FormOffice,
):
    record_id = office.completed()
    assert office.page(record_id, "giang").may_keep_old is False
    assert office.page(record_id, "hai").acts == frozenset()
    with pytest.raises(NotFound, match="RECORD-NOT-FOUND"):
        office.page(record_id, "vanan")
    with pytest.raises(NotAllowed, match="RECORD-NOT-ALLOWED"):
        acts.add_note(office.service, office.cast["hai"], record_id, "Tôi ghi")
    with pytest.raises(NotAllowed, match="RECORD-UNIT-NOT-ALLOWED"):
        office.start("dung", "VP")


def test_every_step_is_in_the_log_with_hashes_and_without_words(office: FormOffice):
    record_id = office.closed()
    with office.service.db.read() as session:
        events = list(session.scalars(select(AuditEvent).where(AuditEvent.object_id == record_id)))
    assert [one.action.removeprefix("records.record.") for one in events] == [
        "started",
        "saved",
        "completed",
        "filed",
        "closed",
    ]
    assert not any("Ba hồ sơ" in str(one.data) for one in events)


def test_what_was_filled_in_with_word_is_kept_byte_for_byte_and_read(office: FormOffice):
    record_id = office.start()
    actor = office.cast.actor("dung")
    taken = files.prefilled(office.service, actor, record_id)
    assert taken.name == f"BM-01-QT-04_so-01-{office.year}_dien-san.docx"
    by_hand = filled(taken.data, {"phan_2_nguyen_nhan_goc_truong_hop_tuong": "Chưa phổ biến."})
    acts.upload_filled(office.service, office.cast["dung"], record_id, by_hand)
    page = office.page(record_id)
    assert page.origin is Origin.UPLOADED
    assert read_bytes(office.service.store, page.docx_sha256) == by_hand
    assert page.values["phan_2_nguyen_nhan_goc_truong_hop_tuong"] == "Chưa phổ biến."
    assert page.values["don_vi"] == "Phòng Quản lý đất đai"


def test_a_file_of_another_form_version_or_without_identity_is_refused(office: FormOffice):
    record_id = office.start()
    dung = office.cast["dung"]
    with pytest.raises(Invalid, match="RECORD-UPLOAD-UNKNOWN"):
        acts.upload_filled(office.service, dung, record_id, model_form())
    page = office.page(record_id)
    for identity, code in (
        (word.Identity(uuid.uuid4(), page.revision_id, "QT-01", "a" * 64), "OTHER-FORM"),
        (word.Identity(page.document_id, page.revision_id, CODE, "a" * 64), "OTHER-VERSION"),
        (word.Identity(page.document_id, page.revision_id, CODE, page.form_sha256), "EMPTY"),
    ):
        data = word.with_identity(model_form(), identity)
        with pytest.raises(Invalid, match=f"RECORD-UPLOAD-{code}"):
            acts.upload_filled(office.service, dung, record_id, data)
    assert office.page(record_id).docx_sha256 is None


def test_an_outdated_form_is_refused_naming_the_one_in_force(office: FormOffice):
    old = office.page(office.start()).revision_id
    office.new_version()
    wish = StartRecord(unit_id=office.cast.units["QLDD"], revision_id=old)
    with pytest.raises(Conflict, match="RECORD-FORM-OUTDATED") as refused:
        acts.start_record(office.service, office.cast["dung"], office.document_id, wish)
    assert refused.value.parameters["number"] == "01/01"


def test_a_form_that_changed_meanwhile_offers_both_versions(office: FormOffice):
    record_id = office.start()
    office.save(record_id, **VALUES, xu_ly_tuc_thoi_da_lam="Đã lập bổ sung.")
    office.new_version()
    with pytest.raises(Conflict, match="RECORD-FORM-CHANGED"):
        acts.complete(office.service, office.cast["dung"], record_id)
    page = office.page(record_id)
    assert (page.form_ended, page.changed_to.number, page.may_keep_old) == (True, "01/01", True)
    assert acts.carry_over(office.service, office.cast["dung"], record_id) == 1
    page = office.page(record_id)
    assert [(one.label, one.value) for one in page.left_over] == [
        ("Xử lý tức thời đã làm", "Đã lập bổ sung.")
    ]
    assert (page.form_number, page.values) == ("01/01", VALUES)
    acts.complete(office.service, office.cast["dung"], record_id)
    data = read_bytes(office.service.store, office.page(record_id).docx_sha256)
    form = read_bytes(office.service.store, page.form_sha256)
    assert read_values(data, form) == VALUES


def test_going_on_under_the_old_form_needs_a_reason_and_a_start_before_the_change(
    office: FormOffice,
):
    record_id = office.start()
    dung = office.cast["dung"]
    with pytest.raises(Conflict, match="RECORD-FORM-SAME"):
        acts.keep_old_form(office.service, dung, record_id, "Không có lý do")
    office.save(record_id, **VALUES)
    office.new_version()
    acts.keep_old_form(office.service, dung, record_id, "Đã ký nháy trên bản cũ")
    acts.complete(office.service, dung, record_id)
    page = office.page(record_id)
    assert (page.form_number, page.old_form_reason) == ("01/00", "Đã ký nháy trên bản cũ")


def test_a_note_is_a_row_of_its_own(office: FormOffice):
    record_id = office.completed()
    acts.add_note(office.service, office.cast["giang"], record_id, "Đã xem")
    with office.service.db.read() as session:
        assert session.scalar(select(RecordNote.text)) == "Đã xem"
