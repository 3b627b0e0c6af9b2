"""A prepared set of Word files comes into the register, wholly checked, row by row, repeatable."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from qms.audit import AuditEvent
from qms.documents import acts, manifest
from qms.documents.acts import Imported
from qms.documents.manifest import Foreseen
from qms.documents.model import Document, DraftFile, Revision
from qms.documents.queries.document import document_by_code, document_page
from qms.documents.rules.states import State
from qms.documents.schemas import Proof
from qms.errors import QmsError
from qms.people import acts as people
from qms.people.rules import Role, UnitKind
from qms.people.schemas import NewUnit
from tests.support.cast import PASSPHRASE, ROOT, Cast, a_docx, issued, register
from tests.word.build import paragraph, small

SET = Path(__file__).resolve().parents[2] / "controlled_docs"
DAY = date(2025, 9, 15)


class Folder:
    """A folder of Word files with its manifest, and the import of it by Giang."""

    def __init__(self, cast: Cast, path: Path) -> None:
        self.cast, self.path, self.rows = cast, path, []
        path.mkdir()

    def add(self, code: str, data: bytes | None = None, **changes: Any) -> dict[str, Any]:
        row = {
            "file": f"{code}.docx",
            "code": code,
            "title": f"Tài liệu {code}",
            "type": "QT",
            "owner": "VP",
            "field": "chung",
        } | changes
        self.rows.append(row)
        (self.path / f"{code}.docx").write_bytes(data or a_docx(code, code=code))
        return row

    def checked(self) -> manifest.Checked:
        file = self.path / "manifest.json"
        file.write_text(json.dumps(self.rows), encoding="utf-8")
        with self.cast.service.db.read() as session:
            return manifest.check_rows(
                session,
                self.path,
                manifest.read_manifest(file),
                now=self.cast.service.now(),
                most_bytes=1024 * 1024,
            )

    def faults(self) -> list[tuple[int, str, str]]:
        return [(one.row, one.field, one.code) for one in self.checked().errors]

    def come_in(self, adoption_id=None, login: str = "giang") -> list[str]:
        """What became of every row: its result, or the code of its error."""
        checked = self.checked()
        assert checked.errors == ()
        results = manifest.bring_in(
            self.cast.service, self.cast[login], checked.entries, adoption_id
        )
        return [one.error.code if one.error else str(one.done) for one in results]

    def foreseen(self, *, adopting: bool = False) -> list[str]:
        results = manifest.foresee(self.cast.service, self.checked().entries, adopting=adopting)
        return [one.error.code if one.error else str(one.done) for one in results]


@pytest.fixture
def folder(cast: Cast, tmp_path: Path) -> Folder:
    return Folder(cast, tmp_path / "set")


def count(cast: Cast, table: type) -> int:
    with cast.service.db.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def a_list(cast: Cast, number: str = "312/QĐ-STNMT"):
    return acts.prepare_adoption(cast.service, cast["giang"], number, DAY, cast["chau"])


def sign(cast: Cast, adoption_id) -> None:
    asked = acts.ask_to_adopt(cast.service, cast["chau"], adoption_id)
    proof = Proof(challenge=asked.challenge, passphrase=PASSPHRASE)
    acts.adopt(cast.service, cast["chau"], adoption_id, proof)


def revision(cast: Cast, code: str) -> Revision:
    with cast.service.db.read() as session:
        document_id = document_by_code(session, code)
        query = select(Revision).where(Revision.document_id == document_id)
        return session.scalars(query.order_by(Revision.sequence.desc())).first()


def test_the_model_set_comes_in_with_forms_below_their_procedures(cast: Cast):
    for code in ("KS", "TNN", "CCMT"):
        new = NewUnit(code=code, name=code, kind=UnitKind.ROOM, parent_id=cast.units["SO"])
        people.create_unit(cast.service, ROOT, new)
    rows = manifest.read_manifest(SET / "manifest.json")
    with cast.service.db.read() as session:
        checked = manifest.check_rows(
            session, SET, rows, now=cast.service.now(), most_bytes=1024 * 1024
        )
    assert checked.errors == ()
    results = list(manifest.bring_in(cast.service, cast["giang"], checked.entries))
    assert {one.done for one in results} == {Imported.CREATED}
    assert count(cast, Document) == len(rows)
    with cast.service.db.read() as session:
        document_id = document_by_code(session, "QT-09")
        page = document_page(session, cast.actor("giang"), document_id, cast.service.now())
        forms = session.scalars(select(Document.code).where(Document.parent_id == page.id)).all()
    assert len(forms) == 6


def test_a_second_run_changes_nothing(folder: Folder):
    folder.add("QT-01")
    folder.add("BM-01-QT-01", type="BM", parent="QT-01")
    assert folder.come_in() == ["created", "created"]
    before = [count(folder.cast, one) for one in (Document, Revision, DraftFile, AuditEvent)]
    assert folder.come_in() == ["present", "present"]
    after = [count(folder.cast, one) for one in (Document, Revision, DraftFile, AuditEvent)]
    assert after == before


def test_a_dry_run_foretells_and_writes_nothing(folder: Folder):
    folder.add("QT-01")
    assert folder.come_in() == ["created"]
    folder.add("QT-02")
    folder.add("QT-03", data=b"not a Word file")
    folder.add("QT-04", revision=0)
    events = count(folder.cast, AuditEvent)
    assert folder.foreseen() == [
        Foreseen.PRESENT,
        Foreseen.NEW_DOCUMENT,
        "INTAKE-PLAIN-TEXT",
        Foreseen.NEW_DOCUMENT,
    ]
    assert count(folder.cast, AuditEvent) == events
    assert count(folder.cast, Document) == 1


def test_every_fault_of_every_row_is_told_at_once(folder: Folder):
    folder.add("QT-01")
    folder.add("QT-1", file="QT-01.docx")
    folder.add("QT-03", owner="NOWHERE", type="??", field="??")
    folder.add("QT-04", parent="QT-99", forms=["BM-77"])
    folder.add("QT-05", parent="QT-05")
    folder.add("QT-06", file="../QT-06.docx")
    folder.add("QT-07", file="missing.docx")
    folder.add("QT-08", title="", clauses=["x"], edition=0, unheard_of=1)
    folder.rows.append("a word")
    del folder.add("QT-10")["file"]
    assert folder.faults() == [
        (2, "code", "MANIFEST-CODE-TWICE"),
        (2, "file", "MANIFEST-FILE-TWICE"),
        (3, "owner", "UNIT-UNKNOWN"),
        (3, "type", "DOCUMENT-TYPE-UNKNOWN"),
        (3, "field", "DOCUMENT-FIELD-UNKNOWN"),
        (4, "forms", "MANIFEST-FORM-UNKNOWN"),
        (4, "parent", "DOCUMENT-PARENT-UNKNOWN"),
        (5, "parent", "MANIFEST-PARENT-ITSELF"),
        (6, "file", "MANIFEST-FILE-OUTSIDE"),
        (7, "file", "MANIFEST-FILE-MISSING"),
        (8, "title", "FIELD-MISSING"),
        (8, "clauses", "FIELD-PATTERN"),
        (8, "edition", "FIELD-NUMBER"),
        (8, "unheard_of", "FIELD-UNKNOWN"),
        (9, "", "MANIFEST-ROW-NOT-AN-OBJECT"),
        (10, "file", "FIELD-MISSING"),
    ]


def test_a_link_out_of_the_folder_is_not_followed(folder: Folder, tmp_path: Path):
    outside = tmp_path / "secret.docx"
    outside.write_bytes(a_docx())
    folder.add("QT-01")
    (folder.path / "QT-01.docx").unlink()
    (folder.path / "QT-01.docx").symlink_to(outside)
    assert folder.faults() == [(1, "file", "MANIFEST-FILE-OUTSIDE")]


def test_a_file_larger_than_an_upload_may_be_is_named(folder: Folder):
    folder.add("QT-01", data=b"x" * (1024 * 1024 + 1))
    assert folder.faults() == [(1, "file", "MANIFEST-FILE-TOO-LARGE")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "MANIFEST-NOT-JSON"),
        (b"[", "MANIFEST-NOT-JSON"),
        (b"{}", "MANIFEST-NOT-A-LIST"),
        (b"[]", "MANIFEST-NOT-A-LIST"),
        (b"[" * 100_000, "MANIFEST-NOT-A-LIST"),
        ('["Quản"]'.encode("utf-16"), "MANIFEST-NOT-UTF8"),
        (b"[" + b"1," * 20_001 + b"1]", "MANIFEST-TOO-LONG"),
    ],
)
def test_what_is_no_manifest_is_named(tmp_path: Path, text: bytes, code: str):
    file = tmp_path / "manifest.json"
    file.write_bytes(text)
    with pytest.raises(QmsError) as caught:
        manifest.read_manifest(file)
    assert caught.value.code == code


def test_forms_written_above_their_procedure_come_after_it(folder: Folder):
    folder.add("BM-01-QT-01", type="BM", parent="QT-01")
    folder.add("QT-01")
    codes = [one.row.code for one in folder.checked().entries]
    assert codes == ["QT-01", "BM-01-QT-01"]
    assert folder.come_in() == ["created", "created"]


def test_procedures_that_name_each_other_as_parent_still_end(folder: Folder):
    folder.add("QT-01", parent="QT-02")
    folder.add("QT-02", parent="QT-01")
    assert len(folder.checked().entries) == 2


def test_other_bytes_under_the_same_number_are_refused(folder: Folder):
    folder.add("QT-01")
    assert folder.come_in() == ["created"]
    (folder.path / "QT-01.docx").write_bytes(a_docx("nội dung khác", code="QT-01"))
    assert folder.foreseen() == ["IMPORT-DIFFERS"]
    assert folder.come_in() == ["IMPORT-DIFFERS"]
    assert count(folder.cast, DraftFile) == 1


def test_a_refused_file_stops_neither_the_others_nor_leaves_a_trace(folder: Folder):
    folder.add("QT-01", data=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    folder.add("QT-02")
    results = folder.come_in()
    assert results[0].startswith("INTAKE-")
    assert results[1] == "created"
    assert count(folder.cast, Document) == 1


def test_register_and_draft_are_audited_as_one_act(folder: Folder):
    folder.add("QT-01", edition=3, revision=2)
    folder.come_in()
    with folder.cast.service.db.read() as session:
        query = select(AuditEvent).where(AuditEvent.action.like("documents.%"))
        events = session.scalars(query.order_by(AuditEvent.id)).all()
    assert [one.action for one in events] == [
        "documents.document.registered",
        "documents.revision.imported",
    ]
    assert len({one.act_id for one in events}) == 1


def test_the_list_is_signed_once_and_everything_on_it_is_in_force(folder: Folder):
    cast = folder.cast
    folder.add("QT-01", effective_on="2025-10-01")
    folder.add("BM-01-QT-01", type="BM", parent="QT-01", effective_on="2025-10-01")
    adoption_id = a_list(cast)
    assert folder.come_in(adoption_id) == ["created", "created"]
    sign(cast, adoption_id)
    first, second = revision(cast, "QT-01"), revision(cast, "BM-01-QT-01")
    assert first.state is second.state is State.APPROVED
    assert first.approval_statement_id == second.approval_statement_id
    assert folder.come_in() == ["present", "present"]
    assert folder.come_in(a_list(cast, "400/QĐ-STNMT")) == ["present", "present"]


def test_nothing_joins_a_list_that_was_signed(folder: Folder):
    cast = folder.cast
    folder.add("QT-01")
    adoption_id = a_list(cast)
    folder.come_in(adoption_id)
    sign(cast, adoption_id)
    folder.add("QT-02")
    assert folder.come_in(adoption_id) == ["ADOPTION-ALREADY-SIGNED"] * 2
    assert count(cast, Document) == 1


def test_drafts_imported_before_can_be_put_on_a_list(folder: Folder):
    cast = folder.cast
    folder.add("QT-01", effective_on="2025-10-01")
    assert folder.come_in() == ["created"]
    adoption_id = a_list(cast)
    assert folder.come_in(adoption_id) == ["listed"]
    assert folder.come_in(adoption_id) == ["present"]
    sign(cast, adoption_id)
    assert revision(cast, "QT-01").state is State.APPROVED


def test_tracked_changes_and_another_code_are_never_adopted(folder: Folder):
    inserted = '<w:ins w:id="1" w:author="An" w:date="2026-01-01T00:00:00Z">'
    marked = small(paragraph("Nội dung") + f"<w:p>{inserted}<w:r><w:t>x</w:t></w:r></w:ins></w:p>")
    folder.add("QT-01", data=marked)
    folder.add("QT-02", data=a_docx(code="QT-77"))
    assert folder.foreseen(adopting=True) == ["SUBMIT-NOT-READY"] * 2
    assert folder.come_in(a_list(folder.cast)) == ["SUBMIT-NOT-READY"] * 2
    assert folder.come_in() == ["created"] * 2
    assert folder.come_in(a_list(folder.cast)) == ["SUBMIT-NOT-READY"] * 2


def test_what_has_a_version_in_force_is_revised_not_adopted(folder: Folder):
    cast = folder.cast
    issued(cast, register(cast, "QT-05"))
    folder.add("QT-05", revision=1)
    assert folder.foreseen(adopting=True) == ["IMPORT-ADOPTS-OVER-APPROVED"]
    assert folder.come_in(a_list(cast)) == ["IMPORT-ADOPTS-OVER-APPROVED"]
    assert folder.foreseen() == [Foreseen.NEW_REVISION]
    assert folder.come_in() == ["created"]
    folder.rows[0]["revision"] = 2
    assert folder.come_in() == ["REVISION-ALREADY-OPEN"]


def test_an_older_number_than_the_register_has_is_refused(folder: Folder):
    cast = folder.cast
    folder.add("QT-05", edition=2)
    adoption_id = a_list(cast)
    folder.come_in(adoption_id)
    sign(cast, adoption_id)
    folder.rows[0]["edition"] = 1
    assert folder.come_in() == ["IMPORT-OLDER"]


def test_only_who_may_write_for_the_unit_imports_into_its_documents(folder: Folder):
    cast = folder.cast
    cast.add("khanh", "Đào Khánh", (Role.AUTHOR, "QLDD"))
    folder.add("QT-01")
    assert folder.come_in(login="khanh") == ["DOCUMENT-REGISTER-NOT-ALLOWED"]
    folder.come_in()
    folder.rows[0]["revision"] = 1
    assert folder.come_in(login="khanh") == ["DOCUMENT-ACT-NOT-ALLOWED"]


def test_only_a_quality_manager_fills_a_list(folder: Folder):
    cast = folder.cast
    folder.add("QT-01")
    assert folder.come_in(a_list(cast), login="vanan") == ["ADOPTION-NOT-ALLOWED"]
