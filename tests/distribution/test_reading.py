"""Who is asked to read what, confirms it, is reminded; and what a new edition asks again."""

import pytest
from sqlalchemy import select

from qms.audit import AuditEvent
from qms.distribution import acts
from qms.distribution.acts import clock as jobs
from qms.distribution.model import Acknowledgement
from qms.distribution.queries.lists import list_page, overview
from qms.distribution.queries.reading import ReaderFilter, Who, reader_page, reading_summary
from qms.distribution.rules import RecipientKind
from qms.distribution.schemas import Acknowledge, NewRecipient, ReadingTerms
from qms.documents.acts import change_document
from qms.documents.model import Revision
from qms.documents.queries.document import document_page
from qms.documents.rules.permissions import Visibility
from qms.documents.schemas import DocumentChange
from qms.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from qms.home.queries import waiting_count
from qms.people import acts as people
from qms.people.rules import Role
from qms.people.schemas import NewRole
from tests.distribution.stage import (
    mine,
    put_person,
    put_role,
    put_unit,
    read,
    tasks,
    told,
)
from tests.support.cast import ROOT, Cast, issued, register

READ = ("distribution.read", "QT-05")


def summary(cast: Cast, document_id):
    with cast.service.db.read() as session:
        return reading_summary(session, document_id, cast.service.now())


def names(cast: Cast, document_id, who: Who, **more) -> list[str]:
    with cast.service.db.read() as session:
        page = reader_page(session, document_id, cast.service.now(), ReaderFilter(who=who), **more)
    return [one.full_name for one in page.rows]


# Who is asked


def test_members_of_a_unit_on_the_list_are_asked_to_read(cast: Cast, document_id):
    put_unit(cast, document_id, "QLDD")
    assert READ in tasks(cast, "dung")
    assert READ in tasks(cast, "khoa")
    assert READ not in tasks(cast, "vanan")


def test_a_unit_means_all_units_below_it(cast: Cast, document_id):
    put_unit(cast, document_id, "SO")
    everybody = names(cast, document_id, Who.ALL)
    assert sorted(everybody) == ["Lê Minh Châu", "Nguyễn Văn An", "Phạm Thị Dung", "Đặng Khoa"]


def test_holders_of_a_role_are_asked_for_the_agency_or_for_one_unit(cast: Cast, document_id):
    line = put_role(cast, document_id, Role.STAFF)
    assert sorted(names(cast, document_id, Who.ALL)) == ["Nguyễn Văn An", "Phạm Thị Dung"]
    acts.remove_recipient(cast.service, cast["vanan"], line)
    put_role(cast, document_id, Role.STAFF, "QLDD")
    assert names(cast, document_id, Who.ALL) == ["Phạm Thị Dung"]


def test_whoever_comes_to_the_unit_later_is_asked_from_then_on(cast: Cast, document_id, clock):
    put_unit(cast, document_id, "QLDD")
    clock.advance(days=30)
    cast.add("moi", "Trịnh Thị Mới", (Role.STAFF, "QLDD"))
    found = mine(cast, "moi", document_id)
    assert found.asked
    assert not found.overdue
    assert mine(cast, "dung", document_id).overdue


def test_whoever_leaves_the_unit_is_asked_no_more(cast: Cast, document_id, clock):
    put_unit(cast, document_id, "QLDD")
    clock.advance(days=1)
    people.disable_person(cast.service, ROOT, cast["khoa"])
    assert names(cast, document_id, Who.ALL) == ["Phạm Thị Dung"]


def test_a_person_on_two_lines_is_asked_and_counted_once(cast: Cast, document_id):
    put_unit(cast, document_id, "QLDD")
    put_person(cast, document_id, "dung")
    put_role(cast, document_id, Role.STAFF, "QLDD")
    assert tasks(cast, "dung").count(READ) == 1
    assert summary(cast, document_id).total.asked == 2


def test_nobody_is_asked_to_read_what_the_page_would_not_show(cast: Cast, document_id):
    put_unit(cast, document_id, "QLDD")
    with cast.service.db.read() as session:
        page = document_page(session, cast.actor("giang"), document_id, cast.service.now())
    change = DocumentChange(
        title=page.title,
        field_code=page.field_code,
        owner_unit_id=page.owner_unit_id,
        clauses=[],
        visibility=Visibility.UNIT,
        review_months=12,
        row_version=page.row_version,
    )
    change_document(cast.service, cast["giang"], document_id, change)
    assert READ not in tasks(cast, "dung")
    assert summary(cast, document_id).total.asked == 0
    with cast.service.db.read() as session:
        seen = list_page(session, cast.actor("giang"), document_id, cast.service.now())
    assert (seen.people, seen.outside) == (0, 2)


def test_the_count_of_the_navigation_is_the_count_of_the_tasks(cast: Cast, document_id):
    put_unit(cast, document_id, "SO")
    for login in ("dung", "vanan", "khoa", "giang"):
        with cast.service.db.read() as session:
            now, actor = cast.service.now(), cast.actor(login)
            assert waiting_count(session, actor, now) == len(tasks(cast, login))


def test_only_quality_managers_and_authors_of_the_owner_keep_the_list(cast: Cast, document_id):
    for login in ("dung", "binh", "hai", "khoa"):
        with pytest.raises(NotAllowed, match="DISTRIBUTION-NOT-ALLOWED"):
            put_unit(cast, document_id, "QLDD", login)
    put_unit(cast, document_id, "QLDD", "giang")


def test_the_same_line_is_not_put_on_the_list_twice(cast: Cast, document_id):
    line = put_unit(cast, document_id, "QLDD")
    with pytest.raises(Conflict, match="RECIPIENT-TWICE"):
        put_unit(cast, document_id, "QLDD")
    acts.remove_recipient(cast.service, cast["vanan"], line)
    with pytest.raises(Conflict, match="RECIPIENT-REMOVED-ALREADY"):
        acts.remove_recipient(cast.service, cast["vanan"], line)
    put_unit(cast, document_id, "QLDD")


def test_a_line_names_exactly_what_its_kind_says(cast: Cast, document_id):
    wrong = [
        NewRecipient(kind=RecipientKind.UNIT),
        NewRecipient(kind=RecipientKind.ROLE, unit_id=cast.units["VP"]),
        NewRecipient(kind=RecipientKind.PERSON, person_id=cast["dung"], role=Role.STAFF),
        NewRecipient(kind=RecipientKind.UNIT, unit_id=cast.units["VP"], person_id=cast["dung"]),
    ]
    for new in wrong:
        with pytest.raises(Invalid, match="RECIPIENT-INCOMPLETE"):
            acts.add_recipient(cast.service, cast["vanan"], document_id, new)


# Confirming


def test_an_acknowledgement_names_person_revision_and_file(cast: Cast, document_id):
    put_unit(cast, document_id, "QLDD")
    read(cast, "dung", document_id)
    with cast.service.db.read() as session:
        row = session.scalars(select(Acknowledgement)).one()
        revision = session.get_one(Revision, row.revision_id)
        event = session.scalars(select(AuditEvent).where(AuditEvent.object_id == row.id)).one()
    assert row.person_id == cast["dung"]
    assert row.sha256 == (revision.pdf_sha256 or revision.docx_sha256)
    assert row.sha256 in event.data
    assert READ not in tasks(cast, "dung")
    assert summary(cast, document_id).total.percent == 50


def test_reading_is_confirmed_once(cast: Cast, document_id):
    put_unit(cast, document_id, "QLDD")
    read(cast, "dung", document_id)
    with pytest.raises(Conflict, match="ACKNOWLEDGED-ALREADY"):
        read(cast, "dung", document_id)


def test_another_file_is_not_confirmed(cast: Cast, document_id):
    put_unit(cast, document_id, "QLDD")
    revision_id = mine(cast, "dung", document_id).revision_id
    with pytest.raises(Conflict, match="ACKNOWLEDGED-OTHER-FILE"):
        acts.acknowledge(cast.service, cast["dung"], revision_id, Acknowledge(sha256="0" * 64))


def test_whoever_is_not_on_the_list_confirms_nothing(cast: Cast, document_id):
    put_person(cast, document_id, "khoa")
    found = mine(cast, "khoa", document_id)
    with pytest.raises(Conflict, match="ACKNOWLEDGE-NOT-ASKED"):
        acts.acknowledge(
            cast.service, cast["dung"], found.revision_id, Acknowledge(sha256=found.sha256)
        )


def test_a_new_edition_asks_again_and_says_what_changed(cast: Cast, document_id, clock):
    put_unit(cast, document_id, "QLDD")
    read(cast, "dung", document_id)
    clock.advance(days=10)
    issued(cast, document_id, "Lần hai.", change_summary="Rút ngắn bước 3")
    found = mine(cast, "dung", document_id)
    assert READ in tasks(cast, "dung")
    assert (found.acknowledged_at, found.change_summary) == (None, "Rút ngắn bước 3")
    assert (found.previous, found.previous_number, found.overdue) == (1, "01/00", False)


def test_an_ended_edition_is_refused_and_the_present_one_offered(cast: Cast, document_id, clock):
    put_unit(cast, document_id, "QLDD")
    old = mine(cast, "dung", document_id)
    clock.advance(days=10)
    issued(cast, document_id, "Lần hai.")
    with pytest.raises(Conflict, match="ACKNOWLEDGE-OUTDATED") as refused:
        acts.acknowledge(
            cast.service, cast["dung"], old.revision_id, Acknowledge(sha256=old.sha256)
        )
    current = mine(cast, "dung", document_id)
    assert refused.value.parameters["revision_id"] == str(current.revision_id)
    assert refused.value.parameters["current"] == "01/01"


def test_what_is_not_yet_in_force_is_not_there_to_be_confirmed(cast: Cast, clock):
    from tests.documents.reading import scheduled

    document_id = register(cast)
    revision_id = scheduled(cast, document_id)
    put_unit(cast, document_id, "QLDD")
    assert tasks(cast, "dung") == []
    with pytest.raises(NotFound):
        acts.acknowledge(cast.service, cast["dung"], revision_id, Acknowledge(sha256="0" * 64))
    clock.advance(days=9)
    assert tasks(cast, "dung") == [READ]


# Terms, reminders, the unit head


def terms(cast: Cast, document_id, days: int, escalate: int, version: int = 1) -> None:
    new = ReadingTerms(days_to_read=days, escalate_after=escalate, row_version=version)
    acts.change_terms(cast.service, cast["vanan"], document_id, new)


def test_the_days_to_read_are_a_setting_of_the_list(cast: Cast, document_id, clock):
    put_unit(cast, document_id, "QLDD")
    terms(cast, document_id, 20, 2)
    clock.advance(days=10)
    assert summary(cast, document_id).total.overdue == 0
    clock.advance(days=11)
    assert summary(cast, document_id).total.overdue == 2
    with pytest.raises(Stale, match="DISTRIBUTION-CHANGED-MEANWHILE"):
        terms(cast, document_id, 3, 3)


def test_on_coming_into_force_everybody_is_told_once(cast: Cast, document_id, clock):
    put_unit(cast, document_id, "QLDD")
    assert jobs.announce(cast.service) == 2
    assert jobs.announce(cast.service) == 0
    assert told(cast, "dung") == ["read_asked"]
    clock.advance(days=3)
    issued(cast, document_id, "Lần hai.")
    assert jobs.announce(cast.service) == 2


def test_reminders_come_by_stages_and_not_by_days(cast: Cast, document_id, clock):
    put_person(cast, document_id, "dung")
    clock.advance(days=3)
    assert jobs.remind(cast.service) == 0
    clock.advance(days=1)
    assert jobs.remind(cast.service) == 1  # due tomorrow
    clock.advance(days=3)
    assert jobs.remind(cast.service) == 1  # overdue
    clock.advance(days=1)
    assert told(cast, "khoa") == []
    assert jobs.remind(cast.service) >= 0
    clock.advance(days=30)
    said = jobs.remind(cast.service)
    assert jobs.remind(cast.service) == 0
    assert said == 2  # after a month of downtime: one reminder, one word to the unit head
    assert "read_overdue" in told(cast, "khoa")


def test_whoever_has_read_is_not_reminded(cast: Cast, document_id, clock):
    put_unit(cast, document_id, "QLDD")
    read(cast, "dung", document_id)
    clock.advance(days=30)
    jobs.remind(cast.service)
    assert told(cast, "dung") == []


def test_a_unit_head_who_is_late_is_the_concern_of_the_next_one_above(
    cast: Cast, document_id, clock
):
    people.grant_role(
        cast.service, ROOT, cast["chau"], NewRole(role=Role.UNIT_HEAD, unit_id=cast.units["SO"])
    )
    put_person(cast, document_id, "khoa")
    clock.advance(days=30)
    jobs.remind(cast.service)
    assert "read_overdue" in told(cast, "chau")
    assert told(cast, "khoa") == ["read_due"]


# Pages of names


def test_names_come_by_pages_and_by_who_is_missing(cast: Cast, document_id, clock):
    for number in range(7):
        cast.add(f"nguoi{number}", f"Nguyễn Văn Người {number}", (Role.STAFF, "QLDD"))
    put_unit(cast, document_id, "QLDD")
    read(cast, "dung", document_id)
    with cast.service.db.read() as session:
        now, wanted = cast.service.now(), ReaderFilter()
        first = reader_page(session, document_id, now, wanted, limit=5)
        rest = reader_page(session, document_id, now, wanted, first.next, limit=5)
    found = [one.full_name for one in (*first.rows, *rest.rows)]
    assert len(found) == len(set(found)) == 8
    assert rest.next == ""
    assert names(cast, document_id, Who.READ) == ["Phạm Thị Dung"]
    clock.advance(days=10)
    assert len(names(cast, document_id, Who.OVERDUE)) == 8


def test_the_overview_counts_like_the_page_of_the_document(cast: Cast, document_id, clock):
    put_unit(cast, document_id, "SO")
    read(cast, "dung", document_id)
    clock.advance(days=10)
    with cast.service.db.read() as session:
        (row,) = overview(session, cast.actor("giang"), cast.service.now()).rows
    assert row.tally == summary(cast, document_id).total
    assert (row.tally.asked, row.tally.read, row.tally.overdue) == (4, 1, 3)
