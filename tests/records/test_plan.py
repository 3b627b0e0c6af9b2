"""The yearly file plan: numbered by its order, approved, carried on, used by records."""

import pytest
from sqlalchemy import select, text

from qms.errors import Conflict, Invalid, NotAllowed
from qms.records import acts
from qms.records.queries.listing import RecordFilter, records_page
from qms.records.queries.objects import named_objects
from qms.records.queries.registers import file_plan_rows, record_rows
from qms.records.queries.waiting import waiting_count, waiting_for
from qms.records.rules import LineKind, roman
from qms.records.schemas import NewPlan, PlanLine
from qms.schemas import take
from tests.records.office import FormOffice, add_line


def marks(office: FormOffice) -> list[str]:
    return [one.mark for one in office.plan().lines]


@pytest.mark.parametrize(("number", "text"), [(1, "I"), (4, "IV"), (19, "XIX"), (90, "XC")])
def test_headings_have_roman_numbers(number: int, text: str):
    assert roman(number) == text


def test_numbers_follow_from_the_order(office: FormOffice):
    assert marks(office) == ["I", "01.ISO", "02.ISO"]
    add_line(
        office,
        kind=LineKind.SUBHEADING,
        title="Đánh giá nội bộ",
        after_id=office.files["fixed"],
    )
    add_line(office, title="Kế hoạch đánh giá", symbol="VP", retention_years=10)
    assert marks(office) == ["I", "01.ISO", "1", "02.ISO", "03.VP"]
    acts.drop_line(office.service, office.cast["giang"], office.files["fixed"])
    assert marks(office) == ["I", "1", "01.ISO", "02.VP"]


def test_a_file_says_how_long_it_is_kept_in_one_way(office: FormOffice):
    for how in ({}, {"permanent": True, "retention_years": 5}):
        with pytest.raises(Invalid) as refused:
            take(PlanLine, {"kind": "file", "title": "Hồ sơ", **how})
        assert refused.value.fields == {"retention_years": "PLAN-HOW-LONG"}


def test_an_issued_plan_is_fixed_but_takes_files_at_its_end(office: FormOffice):
    giang = office.cast["giang"]
    acts.approve_plan(office.service, giang, office.plan_id, "Quyết định số 01/QĐ-STNMT")
    wish = PlanLine(kind=LineKind.FILE, title="Tên khác", permanent=True)
    for act in (
        lambda: acts.change_line(office.service, giang, office.files["fixed"], wish),
        lambda: acts.drop_line(office.service, giang, office.files["fixed"]),
        lambda: add_line(office, kind=LineKind.HEADING, title="Đề mục"),
        lambda: acts.approve_plan(office.service, giang, office.plan_id, "Lần hai"),
    ):
        with pytest.raises(Conflict, match="PLAN-APPROVED"):
            act()
    with pytest.raises(Conflict), office.service.db.write() as session:
        session.execute(text("UPDATE file_plan_line SET retention_years = 1 WHERE mark = '01.ISO'"))
    add_line(office, title="Hồ sơ phát sinh", symbol="VP", retention_years=2)
    assert marks(office)[-1] == "03.VP"
    page = office.plan()
    assert (page.permanent, page.fixed_term) == (1, 2)


def test_a_plan_is_carried_on_to_the_next_year_and_opened_once(office: FormOffice):
    giang = office.cast["giang"]
    acts.open_plan(office.service, giang, NewPlan(year=office.year + 1))
    with office.service.db.read() as session:
        rows = file_plan_rows(session, office.year + 1)
    assert [(one.mark, one.retention_years) for one in rows] == [
        ("I", None),
        ("01.ISO", 5),
        ("02.ISO", None),
    ]
    with pytest.raises(Conflict, match="PLAN-YEAR-TAKEN"):
        acts.open_plan(office.service, giang, NewPlan(year=office.year + 1))
    with pytest.raises(NotAllowed, match="PLAN-NOT-ALLOWED"):
        acts.open_plan(office.service, office.cast["dung"], NewPlan(year=office.year + 2))


def test_a_file_that_holds_records_is_not_taken_out(office: FormOffice):
    office.closed()
    with pytest.raises(Conflict, match="PLAN-LINE-IN-USE"):
        acts.drop_line(office.service, office.cast["giang"], office.files["fixed"])


def test_a_closed_record_may_be_moved_to_another_file(office: FormOffice):
    record_id = office.closed()
    acts.file_into(office.service, office.cast["giang"], record_id, office.files["permanent"])
    assert office.page(record_id).file.permanent


def test_the_printed_list_has_the_official_facts_as_of_an_instant(office: FormOffice):
    before = office.service.now()
    office.service.clock.advance(hours=1)
    record_id = office.closed()
    with office.service.db.read() as session:
        assert record_rows(session, before) == []
        (line,) = record_rows(session, office.service.now())
        assert record_rows(session, office.service.now(), office.cast.actor("vanan")) == []
    assert (line.id, line.file, line.retention_years) == (record_id, "01.ISO", 5)
    assert line.code == f"BM-01-QT-04, số 01/{office.year}"
    assert line.keeper == "Phạm Thị Dung"


def test_lists_show_only_what_may_be_read_by_pages_and_filters(office: FormOffice):
    first, second = office.start(title="Đất đai phường"), office.closed()
    service = office.service

    def seen(login: str, limit: int = 50, after: str = "", **wanted: object):
        with service.db.read() as session:
            return records_page(
                session,
                office.cast.actor(login),
                RecordFilter(**wanted),
                service.now(),
                after,
                limit,
            )

    assert {one.id for one in seen("dung").rows} == {first, second}
    assert seen("vanan").rows == []
    assert [one.id for one in seen("hai", text="dat dai").rows] == [first]
    assert [one.id for one in seen("giang", file_id=office.files["fixed"]).rows] == [second]
    page = seen("dung", 1)
    following = seen("dung", 1, page.next)
    assert {page.rows[0].id, following.rows[0].id} == {first, second}
    assert following.next == ""


def test_what_was_begun_waits_until_it_is_closed(office: FormOffice):
    office.start()
    office.completed()
    office.closed()
    actor, now = office.cast.actor("dung"), office.service.now()
    with office.service.db.read() as session:
        tasks = waiting_for(session, actor, now)
        assert session.scalar(select(waiting_count(actor, now))) == len(tasks) == 2
    assert {one.kind for one in tasks} == {"records.fill", "records.close"}


def test_every_stored_file_of_a_record_is_named(office: FormOffice):
    page = office.page(office.closed())
    with office.service.db.read() as session:
        assert list(named_objects(session)) == [page.docx_sha256]
