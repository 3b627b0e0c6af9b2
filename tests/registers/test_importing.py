"""An existing register comes in: tried first, every fault at its cell, row by row, resumable."""

from datetime import date

import pytest
from sqlalchemy import func, select

from qms.documents import acts as documents
from qms.documents.model import Document, DraftFile, Revision
from qms.documents.rules.states import State
from qms.documents.schemas import Proof
from qms.errors import QmsError, Unavailable
from qms.people.rules import Role
from qms.registers import acts
from qms.registers.acts import working
from qms.registers.queries.objects import named_objects
from qms.registers.rules.columns import Target
from qms.registers.rules.files import Files
from qms.registers.rules.states import JobState, Way
from qms.registers.schemas import RunWish
from tests.registers.wizard import HEAD, Wizard, a_row, a_zip, refusal_of
from tests.support.cast import PASSPHRASE, Cast, a_docx, issued, register


def count(cast: Cast, table: type) -> int:
    with cast.service.db.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_columns_are_guessed_from_the_headings_below_the_name_of_the_agency(wizard: Wizard):
    wizard.documents("QT-01")
    guessed = [one.target.value if one.target else "" for one in wizard.page.headings]
    assert guessed == ["", "code", "title", "type", "owner", "field", "number", "effective_on"]


def test_a_trial_writes_nothing_into_the_register(wizard: Wizard, cast: Cast):
    wizard.documents("QT-01", "QT-02")
    wizard.check()
    assert wizard.page.state is JobState.CHECKED
    assert wizard.states() == ["foreseen", "foreseen"]
    assert wizard.page.results == {"new_document": 2}
    assert count(cast, Document) == 0


def test_rows_come_in_as_drafts_with_their_files_and_numbers(wizard: Wizard, cast: Cast):
    wizard.table([a_row(1, "QT-01", number="02/01")])
    wizard.files("QT-01")
    wizard.check()
    wizard.run()
    assert wizard.page.state is JobState.FINISHED
    assert wizard.states() == ["done"]
    with cast.service.db.read() as session:
        revision = session.scalars(select(Revision)).one()
        document = session.scalars(select(Document)).one()
    assert (revision.edition, revision.revision, revision.state) == (2, 1, State.DRAFT)
    assert document.owner_unit_id == cast.units["VP"]
    assert wizard.rows()[5].document_id == document.id


def test_rows_come_in_as_a_list_that_is_adopted_by_one_signature(wizard: Wizard, cast: Cast):
    wizard.documents("QT-01", "QT-02")
    wizard.check(way=Way.ADOPTED)
    wizard.run(decision_number="12/QĐ-SO", decision_on=date(2025, 2, 1), approver_id=cast["chau"])
    adoption_id = wizard.page.adoption_id
    asked = documents.ask_to_adopt(cast.service, cast["chau"], adoption_id)
    proof = Proof(challenge=asked.challenge, passphrase=PASSPHRASE)
    documents.adopt(cast.service, cast["chau"], adoption_id, proof)
    with cast.service.db.read() as session:
        states = set(session.scalars(select(Revision.state)))
    assert states == {State.APPROVED}


def test_a_list_is_adopted_only_by_a_whole_decision(wizard: Wizard):
    wizard.documents("QT-01")
    wizard.check(way=Way.ADOPTED)
    with refusal_of("FIELDS-INVALID") as told:
        wizard.run(decision_number="12/QĐ-SO")
    assert set(told.value.fields) == {"decision_on", "approver_id"}
    assert wizard.page.state is JobState.CHECKED


def test_every_fault_is_told_at_its_row_and_column(wizard: Wizard):
    rows = [
        a_row(1, "QT-01", type="Quy chuẩn lạ"),
        a_row(2, "QT-02", owner="Phòng Không Có"),
        a_row(3, "QT-03", day="31/02/2025"),
        a_row(4, "QT-04", number="lần hai"),
        a_row(5, "QT-05", number=date(2026, 2, 1)),
        a_row(6, "QT-06"),
        a_row(7, "QT-06"),
        a_row(8, "mã có dấu cách"),
        a_row(9, "QT-09", title=""),
        a_row(10, "QT-10", title="=1+1"),
        a_row(11, "QT-11"),
    ]
    wizard.table(rows)
    wizard.files(*[row[1] for row in rows[:10] if row[1] != "mã có dấu cách"])
    wizard.check()
    assert wizard.faults() == [
        (5, "type", "IMPORT-CELL-TYPE"),
        (6, "owner", "IMPORT-CELL-UNIT"),
        (7, "effective_on", "IMPORT-CELL-DATE"),
        (8, "number", "IMPORT-CELL-EDITION"),
        (9, "number", "IMPORT-CELL-EDITION"),
        (11, "code", "MANIFEST-CODE-TWICE"),
        (11, "file", "MANIFEST-FILE-TWICE"),
        (12, "file", "IMPORT-FILE-NONE"),
        (12, "code", "DOCUMENT-CODE"),
        (13, "title", "FIELD-MISSING"),
        (14, "title", "IMPORT-CELL-FORMULA"),
        (15, "file", "IMPORT-FILE-NONE"),
    ]
    assert wizard.rows()[11].faults[0].parameters == {"other": 10}
    assert wizard.rows()[5].faults[0].heading == "Loại tài liệu"


def test_right_rows_come_in_without_the_faulty_ones_only_if_that_is_wished(
    wizard: Wizard, cast: Cast
):
    wizard.table([a_row(1, "QT-01"), a_row(2, "QT-02", owner="?")])
    wizard.files("QT-01", "QT-02")
    wizard.check()
    with refusal_of("IMPORT-SOME-WRONG"):
        wizard.run()
    wizard.run(leave_faulty=True)
    assert wizard.states() == ["done", "faulty"]
    assert count(cast, Document) == 1


def test_an_unsafe_file_is_told_at_its_row_before_anything_is_written(wizard: Wizard):
    wizard.table([a_row(1, "QT-01"), a_row(2, "QT-02")])
    wizard.files("QT-01")
    wizard.add("QT-02.docx", b"PK\x03\x04 not a document")
    wizard.check()
    assert wizard.states() == ["foreseen", "faulty"]
    assert wizard.faults()[0][1:] == ("file", "INTAKE-TRUNCATED")


def test_headings_inside_the_table_and_closing_lines_are_no_documents(wizard: Wizard):
    wizard.table(
        [["I", None, "Tài liệu hệ thống"], a_row(1, "QT-01"), [None, None, "Người lập"], [None]]
    )
    wizard.files("QT-01")
    wizard.check()
    assert wizard.states() == ["skipped", "foreseen", "skipped"]


def test_forms_come_in_after_their_procedure_wherever_they_stand(wizard: Wizard, cast: Cast):
    head = [*HEAD, "Thuộc quy trình"]
    wizard.table([[*a_row(1, "BM-01-QT-01", type="BM"), "QT-01"], [*a_row(2, "QT-01"), ""]], head)
    wizard.files("BM-01-QT-01", "QT-01")
    wizard.check()
    wizard.run()
    with cast.service.db.read() as session:
        parents = {one.code: one.parent_id for one in session.scalars(select(Document))}
        ids = {one.code: one.id for one in session.scalars(select(Document))}
    assert parents == {"BM-01-QT-01": ids["QT-01"], "QT-01": None}


def test_a_form_whose_procedure_was_refused_does_not_come_in_alone(wizard: Wizard, cast: Cast):
    head = [*HEAD, "Thuộc quy trình"]
    wizard.table([[*a_row(1, "QT-01"), ""], [*a_row(2, "BM-01", type="BM"), "QT-01"]], head)
    wizard.files("BM-01")
    wizard.add("QT-01.docx", b"PK\x03\x04 broken")
    wizard.check()
    wizard.run(leave_faulty=True)
    assert wizard.states() == ["faulty", "failed"]
    assert wizard.faults()[1] == (6, "file", "IMPORT-PARENT-FAILED")
    assert count(cast, Document) == 0


def test_the_same_table_again_changes_nothing(cast: Cast):
    for expected in ("created", "present"):
        wizard = Wizard(cast)
        wizard.documents("QT-01", "QT-02")
        wizard.check()
        wizard.run()
        assert {row.result for row in wizard.rows().values()} == {expected}
    assert count(cast, DraftFile) == 2


def test_an_import_goes_on_after_the_process_was_killed(
    wizard: Wizard, cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    wizard.documents(*[f"QT-{number:02d}" for number in range(1, 16)])
    wizard.check()
    real, seen = working._remember, []

    def killed(*args: object) -> None:
        seen.append(args)
        if len(seen) == 4:  # the document is in, but it was not yet remembered
            raise KeyboardInterrupt
        real(*args)

    monkeypatch.setattr(working, "_remember", killed)
    with pytest.raises(KeyboardInterrupt):
        wizard.run()
    assert wizard.page.state is JobState.RUNNING
    assert count(cast, Document) == 4
    monkeypatch.setattr(working, "_remember", real)
    wizard.wait()
    assert wizard.page.state is JobState.FINISHED
    assert count(cast, Document) == 15
    results = [row.result for row in wizard.rows().values()]
    assert (results.count("created"), results.count("present")) == (14, 1)


def test_what_the_service_could_not_do_now_is_not_held_against_a_row(
    wizard: Wizard, monkeypatch: pytest.MonkeyPatch
):
    wizard.documents("QT-01")
    wizard.check()

    def full(*_args: object, **_kwargs: object) -> object:
        raise Unavailable("DISK-FULL")

    with monkeypatch.context() as patched:
        patched.setattr(type(wizard.service.store), "put", full)
        with pytest.raises(Unavailable):
            wizard.run()
    assert wizard.states() == ["foreseen"]
    wizard.wait()
    assert wizard.states() == ["done"]


def test_an_import_stopped_in_between_does_no_more(wizard: Wizard, cast: Cast):
    wizard.documents(*[f"QT-{number:02d}" for number in range(1, 16)])
    wizard.check()
    acts.start_run(
        cast.service,
        cast["giang"],
        wizard.id,
        RunWish(row_version=wizard.page.row_version),
    )
    working.work(cast.service)
    acts.cancel_import(cast.service, cast["giang"], wizard.id, wizard.page.row_version)
    wizard.wait()
    assert count(cast, Document) == working.TURN
    assert wizard.page.state is JobState.CANCELLED


def test_refused_rows_are_tried_again_when_the_reason_is_gone(wizard: Wizard, cast: Cast):
    head = [*HEAD, "Thuộc quy trình"]
    wizard.table([[*a_row(1, "QT-01"), ""], [*a_row(2, "BM-01", type="BM"), "QT-01"]], head)
    wizard.files("BM-01")
    wizard.add("QT-01.docx", b"PK\x03\x04 broken")
    wizard.check()
    wizard.run(leave_faulty=True)
    register(cast, "QT-01")
    acts.run_again(cast.service, cast["giang"], wizard.id, wizard.page.row_version)
    wizard.wait()
    assert wizard.states() == ["faulty", "done"]


def test_an_approved_document_is_not_adopted_over(wizard: Wizard, cast: Cast):
    issued(cast, register(cast, "QT-01"))
    wizard.table([a_row(1, "QT-01", number="05/00")])
    wizard.files("QT-01")
    wizard.check(way=Way.ADOPTED)
    assert wizard.faults() == [(5, "file", "IMPORT-ADOPTS-OVER-APPROVED")]


def test_only_the_quality_manager_imports_and_only_sees_own_imports(wizard: Wizard, cast: Cast):
    wizard.documents("QT-01")
    with refusal_of("IMPORT-NOT-ALLOWED"):
        acts.open_import(cast.service, cast["vanan"], "x.csv", b"a,b")
    cast.add("khoa", "Vũ Anh Khoa", (Role.QUALITY_MANAGER, None))
    with refusal_of("IMPORT-NOT-FOUND"):
        print(_other(wizard, "khoa").page)


def _other(wizard: Wizard, login: str) -> Wizard:
    other = Wizard(wizard.cast, login)
    other.id = wizard.id
    return other


def test_two_people_do_not_overwrite_each_others_choices(wizard: Wizard):
    wizard.documents("QT-01")
    with refusal_of("IMPORT-CHANGED-MEANWHILE"):
        wizard.map(row_version=wizard.page.row_version - 1)


def test_days_are_read_as_they_were_declared_to_be_written(wizard: Wizard):
    wizard.table([a_row(1, "QT-01", day="05/02/2025"), a_row(2, "QT-02", day="13/02/2025")])
    wizard.files("QT-01", "QT-02")
    wizard.check(locale="en")
    assert wizard.faults() == [(6, "effective_on", "IMPORT-CELL-DATE")]


def test_columns_that_are_missing_take_one_value_for_all(wizard: Wizard, cast: Cast):
    wizard.table([["QT-01", "Quy trình một"]], ["Mã số", "Tên gọi"])
    wizard.files("QT-01")
    with refusal_of("FIELDS-INVALID") as told:
        wizard.check()
    assert set(told.value.fields) == {"default_type", "default_owner", "default_field"}
    wizard.check(default_type="QT", default_owner="VP", default_field="chung")
    assert wizard.states() == ["foreseen"]


def test_one_meaning_is_given_to_one_column(wizard: Wizard):
    wizard.documents("QT-01")
    with pytest.raises(ValueError, match="IMPORT-FIELD-TWICE"):
        wizard.map(columns={"2": Target.CODE, "3": Target.CODE})


def test_everything_that_was_uploaded_is_named_for_backups(wizard: Wizard, cast: Cast):
    wizard.documents("QT-01", "QT-02")
    with cast.service.db.read() as session:
        names = set(named_objects(session))
        assert len(names) == 3
        assert all(cast.service.store.has(name) for name in names)


def test_a_table_without_headings_or_rows_is_refused_with_the_reason(wizard: Wizard):
    with refusal_of("IMPORT-NO-HEADINGS"):
        wizard.table([[1, 2, 3]], ["a", "b", "c"])
    with refusal_of("IMPORT-NO-ROWS"):
        wizard.table([])


def test_only_word_files_and_zips_of_them_come_with_a_table(wizard: Wizard):
    wizard.documents("QT-01")
    with refusal_of("IMPORT-FILE-NOT-WORD"):
        wizard.add("ảnh.png", b"\x89PNG")
    taken = wizard.add("b.zip", a_zip({"a.pdf": b"%PDF", "x/~$QT.docx": b"", "b.docx": a_docx()}))
    assert (taken.taken, taken.ignored) == (1, ("a.pdf", "x/~$QT.docx"))


def test_a_file_is_found_by_code_by_name_and_never_by_chance():
    names = ["a/QT-05 Thu hồi.docx", "QT-05-BM-01.docx", "QT-5.docx", "khác.docx", "QT-06 a.docx"]
    files = Files([*names, "qt06 b.docx"], ["QT-05", "QT-05-BM-01", "QT-06", "QT-07"])
    assert files.find("", "QT-05") == "QT-5.docx"
    assert files.find("", "QT-05-BM-01") == "QT-05-BM-01.docx"
    assert files.find("KHÁC", "QT-07") == "khác.docx"
    assert files.find(r"a\qt-05 thu hồi.docx", "QT-07") == "a/QT-05 Thu hồi.docx"
    for code, wanted in (("QT-06", "IMPORT-FILE-SEVERAL"), ("QT-07", "IMPORT-FILE-NONE")):
        with pytest.raises(QmsError) as told:
            files.find("", code)
        assert told.value.code == wanted
