"""`verify` finds what somebody changed in the rooms beside documents, and names it."""

import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import select

from qms.distribution.model import Acknowledgement
from qms.documents.model import Revision
from qms.records import acts as records
from qms.service import Service
from qms.verification import Found, silent
from qms.verification.rooms import rooms
from tests.changes.asking import accepted, ask, merge
from tests.distribution.stage import a_copy, give_back, hand_over, put_person, put_unit, read
from tests.records.office import FormOffice, set_up
from tests.references.law import a_law, keep, replace, resting_on
from tests.support.cast import Cast
from tests.verification.tampering import key, tamper


class House:
    """Everything the rooms keep, once: read, handed out, filled in, asked for, cited."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.office: FormOffice = set_up(service)
        self.cast: Cast = self.office.cast
        self.document_id = resting_on(self.cast)
        put_unit(self.cast, self.document_id, "QLDD")
        self.reader_line = put_person(self.cast, self.document_id, "giang")
        read(self.cast, "dung", self.document_id)
        self.copy_id = a_copy(self.cast, self.document_id, "QLDD", "VP", "SO")
        hand_over(self.cast, self.copy_id)
        give_back(self.cast, self.copy_id)
        self.record_id = self.office.closed()
        self.note_id = records.add_note(service, self.cast["dung"], self.record_id, "Đã xong.")
        self.typed_id = self.office.start()
        self.office.save(self.typed_id, so_phieu="08/2026")
        self.law_id = a_law(self.cast)
        replace(self.cast, self.law_id)
        keep(self.cast, self.law_id, self.document_id)
        self.asked_id = ask(self.cast, self.document_id)
        self.taken_id = accepted(self.cast, self.document_id)
        merge(self.cast, self.document_id, self.taken_id)

    def found(self) -> list[Found]:
        """What the walk through the rooms finds."""
        return [one for _, check in rooms(self.service, silent) for one in check()]

    def after(self, *statements: str) -> list[tuple[str, str, str]]:
        """(code, table, column) of everything found once this was done behind the service."""
        tamper(self.service.db, *statements)
        return [
            (one.code, str(one.parameters.get("table", "")), str(one.parameters.get("field", "")))
            for one in self.found()
        ]

    def key(self, value: uuid.UUID) -> str:
        return key(self.service.db, value)


@pytest.fixture
def house(service: Service) -> House:
    """A house with something in every room."""
    return House(service)


OTHER = "NOT-AS-LOGGED"
TAMPERINGS: dict[str, tuple[Callable[[House], str], tuple[str, str, str]]] = {
    "reading by another": (
        lambda h: f"UPDATE reading_acknowledgement SET person_id = {h.key(h.cast['hai'])}",
        (OTHER, "reading_acknowledgement", "person_id"),
    ),
    "reading removed": (
        lambda h: "DELETE FROM reading_acknowledgement",
        ("GONE", "reading_acknowledgement", ""),
    ),
    "copy state": (
        lambda h: f"UPDATE paper_copy SET state = 'held' WHERE id = {h.key(h.copy_id)}",
        (OTHER, "paper_copy", "state"),
    ),
    "copy step": (
        lambda h: "UPDATE paper_copy_step SET done_on = '2020-01-01' WHERE act = 'return'",
        (OTHER, "paper_copy", "steps[3].done_on"),
    ),
    "copy step removed": (
        lambda h: "DELETE FROM paper_copy_step WHERE act = 'return'",
        (OTHER, "paper_copy", "steps"),
    ),
    "list terms": (
        lambda h: "UPDATE distribution_list SET days_to_read = 90",
        (OTHER, "distribution_list", "days_to_read"),
    ),
    "recipient taken off": (
        lambda h: (
            f"UPDATE distribution_recipient SET removed_at = added_at,"
            f" removed_by = {h.key(h.cast['vanan'])} WHERE id = {h.key(h.reader_line)}"
        ),
        (OTHER, "distribution_recipient", "removed_by"),
    ),
    "recipient removed": (
        lambda h: f"DELETE FROM distribution_recipient WHERE id = {h.key(h.reader_line)}",
        ("GONE", "distribution_recipient", ""),
    ),
    "values of a closed record": (
        lambda h: (
            "UPDATE record SET content = replace(content, 'Ba hồ sơ', 'Không hồ sơ nào')"
            f" WHERE id = {h.key(h.record_id)}"
        ),
        (OTHER, "record", "content"),
    ),
    "file of a closed record": (
        lambda h: f"UPDATE record SET docx_sha256 = '{'0' * 64}' WHERE id = {h.key(h.record_id)}",
        (OTHER, "record", "docx_sha256"),
    ),
    "values of an open record": (
        lambda h: (
            "UPDATE record SET content = replace(content, '08/2026', '09/2026')"
            f" WHERE id = {h.key(h.typed_id)}"
        ),
        (OTHER, "record", "content"),
    ),
    "note removed": (
        lambda h: "DELETE FROM record_note",
        ("GONE", "record_note", ""),
    ),
    "note by another": (
        lambda h: f"UPDATE record_note SET made_by = {h.key(h.cast['hai'])}",
        (OTHER, "record_note", "made_by"),
    ),
    "request decided": (
        lambda h: (
            "UPDATE change_request SET state = 'withdrawn', decided_at = proposed_at,"
            f" decided_by = proposed_by WHERE id = {h.key(h.asked_id)}"
        ),
        (OTHER, "change_request", "state"),
    ),
    "request taken out": (
        lambda h: (
            "UPDATE change_request SET revision_id = NULL, linked_at = NULL, linked_by = NULL"
            f" WHERE id = {h.key(h.taken_id)}"
        ),
        (OTHER, "change_request", "revision_id"),
    ),
    "law in force again": (
        lambda h: (
            "UPDATE external_document SET status = 'in_force', replaced_by_id = NULL"
            f" WHERE id = {h.key(h.law_id)}"
        ),
        (OTHER, "external_document", "status"),
    ),
    "decision by another": (
        lambda h: f"UPDATE reference_review SET decided_by = {h.key(h.cast['hai'])}",
        (OTHER, "reference_review", "decided_by"),
    ),
}


def test_what_people_do_in_every_room_leaves_no_fault(house: House):
    assert house.found() == []


@pytest.mark.parametrize("removing", [False, True], ids=["changed", "removed"])
def test_every_row_changed_behind_the_service_is_named(house: House, removing: bool):
    """All at once, since a house takes seconds to furnish: each must show in its own words."""
    tampered = {name: (statement(house), sign) for name, (statement, sign) in TAMPERINGS.items()}
    chosen = {
        name: one for name, one in tampered.items() if one[0].startswith("DELETE") is removing
    }
    found = house.after(*(statement for statement, _ in chosen.values()))
    unseen = [
        name
        for name, (_, (code, table, field)) in chosen.items()
        if (f"VERIFY-ROW-{code}", table, field) not in found
    ]
    assert unseen == []


def test_a_reading_of_a_file_that_was_never_issued_is_named(house: House):
    found = house.after(f"UPDATE reading_acknowledgement SET sha256 = '{'a' * 64}'")
    assert ("VERIFY-READING-FILE", "", "") in found


def test_a_copy_that_vanished_leaves_a_gap_in_the_numbers(house: House):
    gone = "SELECT id FROM paper_copy WHERE number = 2"
    found = house.after(
        f"DELETE FROM paper_copy_step WHERE copy_id IN ({gone})",
        "DELETE FROM paper_copy WHERE number = 2",
    )
    assert {code for code, _, _ in found} == {"VERIFY-COPY-NUMBERS", "VERIFY-ROW-GONE"}


def test_rows_the_service_never_wrote_are_named(house: House):
    cast, service = house.cast, house.service
    with service.db.write() as session:
        revision = session.scalars(
            select(Revision).where(Revision.document_id == house.document_id)
        ).first()
        session.add(
            Acknowledgement(
                revision_id=revision.id,
                person_id=cast["hai"],
                sha256=revision.docx_sha256,
                acknowledged_at=service.now(),
            )
        )
    rows = [one.parameters for one in house.found() if one.code == "VERIFY-ROW-NOT-IN-LOG"]
    assert [one["table"] for one in rows] == ["reading_acknowledgement"]
    assert str(cast["hai"]) in rows[0]["row"]
