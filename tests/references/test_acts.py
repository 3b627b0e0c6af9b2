"""The list of external documents, and the three-month clock when one of them ends."""

from datetime import date

import pytest
from sqlalchemy import select

from qms.audit.model import AuditEvent
from qms.db import Database
from qms.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from qms.home.queries import waiting_count, waiting_for
from qms.outbox import notices_for
from qms.references import acts
from qms.references.queries.external import (
    ExternalFilter,
    ShowExternal,
    external_list,
    external_page,
    unregistered,
)
from qms.references.queries.printed import external_rows
from qms.references.rules.standing import Stands, Status
from qms.references.schemas import CheckGiven, ExternalChange, ExternalList, StatusChange
from tests.references.law import NEW, OLD, a_law, keep, replace, resting_on, reviews
from tests.support.cast import Cast, issued, register


def tasks(cast: Cast, login: str) -> list[tuple[str, str, date | None]]:
    """Kind, code and day of what waits in this room; the counter must say the same number."""
    with cast.service.db.read() as session:
        actor, now = cast.actor(login), cast.service.now()
        found = waiting_for(session, actor, now)
        assert waiting_count(session, actor, now) == len(found)
    return [(one.kind, one.code, one.due_on) for one in found if one.kind.startswith("references")]


def notices(cast: Cast, login: str) -> list[tuple[str, str]]:
    with cast.service.db.read() as session:
        found = notices_for(session, cast[login])
    return sorted((one.kind, one.code) for one in found if one.kind.startswith("law"))


def page(cast: Cast, law, login: str = "giang"):
    with cast.service.db.read() as session:
        return external_page(session, cast.actor(login), law, cast.service.now())


def listed(cast: Cast, **asked) -> list[str]:
    with cast.service.db.read() as session:
        found = external_list(session, ExternalFilter(**asked), cast.service.now())
    return [one.number for one in found.rows]


# The list


def test_a_number_stands_in_the_list_once_however_it_is_typed(cast: Cast):
    a_law(cast, "30/2020/NĐ-CP")
    for same in ("30/2020/ND-CP", "Nghị định số 30/2020/NĐ–CP", "30/2020/nđ-cp".upper()):
        with pytest.raises(Conflict, match="EXTERNAL-NUMBER-TAKEN"):
            a_law(cast, same)
    a_law(cast, "101/QĐ-BKHCN", issued_on=date(2019, 1, 21))
    a_law(cast, "101/QĐ-BKHCN", issued_on=date(2023, 1, 21))


def test_authors_and_quality_managers_keep_the_list_and_nobody_else(cast: Cast):
    a_law(cast, login="vanan")
    for login in ("dung", "binh", "chau", "hai"):
        with pytest.raises(NotAllowed, match="EXTERNAL-KEEP-NOT-ALLOWED"):
            a_law(cast, NEW, login)


def test_days_that_cannot_be_are_refused(cast: Cast):
    with pytest.raises(Invalid, match="EXTERNAL-EFFECTIVE-EARLY"):
        a_law(cast, issued_on=date(2020, 3, 5), effective_on=date(2020, 3, 4))
    law = a_law(cast, issued_on=date(2020, 3, 5))
    ended = StatusChange(status=Status.EXPIRED, ended_on=date(2019, 1, 1))
    with pytest.raises(Invalid, match="EXTERNAL-ENDS-EARLY"):
        acts.mark_status(cast.service, cast["giang"], law, ended)
    with pytest.raises(Invalid, match="EXTERNAL-END-DAY-MISSING"):
        acts.mark_status(cast.service, cast["giang"], law, StatusChange(status=Status.EXPIRED))


def test_a_correction_over_somebody_elses_is_refused(cast: Cast):
    law = a_law(cast)
    change = ExternalChange(number=OLD, title="Tên đã sửa", issuer="Chính phủ", row_version=1)
    acts.change_external(cast.service, cast["vanan"], law, change)
    assert page(cast, law).line.title == "Tên đã sửa"
    with pytest.raises(Stale, match="EXTERNAL-CHANGED-MEANWHILE"):
        acts.change_external(cast.service, cast["giang"], law, change)
    with pytest.raises(NotFound, match="EXTERNAL-NOT-FOUND"):
        acts.change_external(cast.service, cast["giang"], cast["giang"], change)


def test_who_looked_it_up_and_when_is_remembered(cast: Cast, clock):
    law = a_law(cast)
    assert listed(cast, show=ShowExternal.TO_CHECK) == [OLD]
    acts.check_external(cast.service, cast["vanan"], law, CheckGiven(note="Còn hiệu lực."))
    assert listed(cast, show=ShowExternal.TO_CHECK) == []
    seen = page(cast, law)
    assert (seen.line.last_checked_by, seen.checks[0].note) == ("Nguyễn Văn An", "Còn hiệu lực.")
    clock.advance(days=93)
    assert listed(cast, show=ShowExternal.TO_CHECK) == [OLD]


def test_the_list_is_ordered_by_legal_force_filtered_and_paged(cast: Cast):
    for number in ("26/2014/TT-BKHCN", "TCVN ISO 9001:2015", "33/2024/QH15", "9/2010/NĐ-CP", OLD):
        a_law(cast, number)
    ordered = ["33/2024/QH15", "9/2010/NĐ-CP", OLD, "26/2014/TT-BKHCN", "TCVN ISO 9001:2015"]
    assert listed(cast) == ordered
    assert listed(cast, text="tcvn") == ["TCVN ISO 9001:2015"]
    with cast.service.db.read() as session:
        now, cursor, seen = cast.service.now(), "", []
        while True:
            part = external_list(session, ExternalFilter(), now, cursor, limit=2)
            seen += [one.number for one in part.rows]
            if not (cursor := part.next):
                break
    assert seen == ordered


def test_laws_that_are_cited_and_not_in_the_list_are_offered(cast: Cast):
    issued(cast, register(cast, "QT-05"), f"Theo {OLD}, ISO 9001 và ISO 9001:2015 ngày 01/01/2016.")
    acts.read_citations(cast.service)
    with cast.service.db.read() as session:
        found = unregistered(session, cast.actor("giang"), cast.service.now())
    assert [(one.number, one.documents) for one in found] == [(OLD, 1), ("ISO 9001:2015", 1)]


# The clock


def test_when_a_law_is_replaced_everything_in_force_that_cites_it_is_to_be_reviewed(cast: Cast):
    law = a_law(cast)
    resting_on(cast, "QT-05")
    resting_on(cast, "QT-06", "63/2010/ND-CP")
    resting_on(cast, "QT-07", "30/2020/NĐ-CP")
    assert replace(cast, law) == 2
    due = date(2026, 6, 1)
    assert [(one.code, one.due_on) for one in reviews(cast)] == [("QT-05", due), ("QT-06", due)]
    authors = [("references.document", "QT-05", due), ("references.document", "QT-06", due)]
    assert tasks(cast, "vanan") == authors
    assert tasks(cast, "giang") == [("references.law", OLD, due)]
    assert tasks(cast, "dung") == []
    assert notices(cast, "vanan") == [("law_changed", "QT-05"), ("law_changed", "QT-06")]
    assert notices(cast, "giang") == [("law_changed", OLD)]
    assert page(cast, law).line.stands is Stands.REPLACED
    assert listed(cast, show=ShowExternal.OPEN) == [OLD]
    assert listed(cast, show=ShowExternal.ENDED) == [OLD]


def test_the_day_counts_from_the_new_law_else_from_the_end(cast: Cast):
    resting_on(cast)
    law = a_law(cast)
    replace(cast, law, effective_on=date(2026, 11, 30))
    assert page(cast, law).line.stands is Stands.ENDING
    assert reviews(cast)[0].due_on == date(2027, 2, 28)
    expired = StatusChange(status=Status.EXPIRED, ended_on=date(2026, 1, 31))
    acts.mark_status(cast.service, cast["giang"], law, expired)
    assert reviews(cast)[0].due_on == date(2026, 4, 30)


def test_a_newer_revision_that_no_longer_cites_it_is_the_answer(cast: Cast, clock):
    law, document = a_law(cast), resting_on(cast)
    replace(cast, law)
    clock.advance(hours=1)
    issued(cast, document, f"Vẫn theo {OLD}.")
    acts.read_citations(cast.service)
    assert len(reviews(cast)) == 1
    clock.advance(hours=1)
    issued(cast, document, f"Theo {NEW}.")
    acts.read_citations(cast.service)
    assert reviews(cast) == []
    assert tasks(cast, "giang") == tasks(cast, "vanan") == []
    closed = page(cast, law).closed
    assert [(one.code, one.reason) for one in closed] == [("QT-05", "")]


def test_a_quality_manager_may_decide_that_no_change_is_needed(cast: Cast):
    law, document = a_law(cast), resting_on(cast)
    with pytest.raises(Conflict, match="REFERENCE-REVIEW-NOT-OPEN"):
        keep(cast, law, document)
    replace(cast, law)
    with pytest.raises(NotAllowed, match="REFERENCE-DECIDE-NOT-ALLOWED"):
        keep(cast, law, document, "vanan")
    keep(cast, law, document)
    assert reviews(cast) == []
    closed = page(cast, law).closed
    assert [(one.reason, one.by) for one in closed] == [
        ("Chỉ viện dẫn để nêu lịch sử.", "Hoàng Giang")
    ]
    with pytest.raises(Conflict, match="REFERENCE-REVIEW-NOT-OPEN"):
        keep(cast, law, document)


def test_a_new_revision_that_still_cites_it_is_asked_again(cast: Cast, clock):
    law, document = a_law(cast), resting_on(cast)
    replace(cast, law)
    keep(cast, law, document)
    clock.advance(hours=1)
    issued(cast, document, f"Vẫn theo {OLD}.")
    acts.read_citations(cast.service)
    assert [one.code for one in reviews(cast)] == ["QT-05"]


def test_a_mark_made_by_mistake_is_taken_back(cast: Cast):
    law = a_law(cast)
    resting_on(cast)
    replace(cast, law)
    alive = StatusChange(status=Status.IN_FORCE)
    assert acts.mark_status(cast.service, cast["giang"], law, alive) == 0
    assert reviews(cast) == []
    with pytest.raises(Conflict, match="EXTERNAL-STATUS-UNCHANGED"):
        acts.mark_status(cast.service, cast["giang"], law, alive)


def test_only_a_quality_manager_starts_the_clock_and_a_stranger_needs_a_name(cast: Cast):
    law = a_law(cast)
    with pytest.raises(NotAllowed, match="EXTERNAL-END-NOT-ALLOWED"):
        replace(cast, law, "vanan")
    with pytest.raises(Invalid, match="EXTERNAL-REPLACEMENT-UNKNOWN"):
        replace(cast, law, title="")
    missing = StatusChange(status=Status.REPLACED)
    with pytest.raises(Invalid, match="EXTERNAL-REPLACEMENT-MISSING"):
        acts.mark_status(cast.service, cast["giang"], law, missing)
    assert listed(cast) == [OLD]


def test_nothing_replaces_itself_also_not_by_way_of_others(cast: Cast):
    law = a_law(cast)
    with pytest.raises(Invalid, match="EXTERNAL-REPLACES-ITSELF"):
        replace(cast, law, number=OLD)
    replace(cast, law)
    successor = page(cast, law).line.successor_id
    with pytest.raises(Invalid, match="EXTERNAL-REPLACES-ITSELF"):
        replace(cast, successor, number=OLD)


def test_reminders_come_before_the_day_and_after_it_the_latest_only(cast: Cast, clock):
    law = a_law(cast)
    resting_on(cast)
    replace(cast, law)  # due on 1 June 2026
    assert acts.remind(cast.service) == 0
    said = []
    for days in (30, 1, 29, 1, 23, 8):
        clock.advance(days=days)
        said.append(acts.remind(cast.service))
        assert acts.remind(cast.service) == 0
    # 1 April, 2 April (60), 1 May (31), 2 May (30), 25 May (7), 2 June (overdue): two people each
    assert said == [0, 2, 0, 2, 2, 2]
    assert ("law_review_due", OLD) in notices(cast, "giang")
    assert ("law_review_due", "QT-05") in notices(cast, "vanan")


def test_after_downtime_only_the_latest_reminder_is_said(cast: Cast, clock):
    law = a_law(cast)
    resting_on(cast)
    replace(cast, law)
    clock.advance(days=200)
    assert acts.remind(cast.service) == 2
    assert acts.remind(cast.service) == 0


def test_every_act_leaves_its_event(cast: Cast):
    law, document = a_law(cast), resting_on(cast)
    acts.check_external(cast.service, cast["giang"], law, CheckGiven())
    replace(cast, law)
    keep(cast, law, document)
    query = select(AuditEvent.action).where(AuditEvent.action.startswith("references."))
    with cast.service.db.read() as session:
        found = list(session.scalars(query.order_by(AuditEvent.id)))
    assert found == [
        "references.external.added",
        "references.external.checked",
        "references.external.added",
        "references.external.replaced",
        "references.review.decided",
    ]


# Bringing lists in; printing


def test_the_usual_laws_come_in_once_and_wholly(cast: Cast):
    first = acts.seed_external(cast.service, cast["giang"])
    assert first.added == len(acts.usual_laws().items) > 40
    again = acts.seed_external(cast.service, cast["giang"])
    assert (again.added, again.known) == (0, first.added)
    with pytest.raises(NotAllowed):
        acts.seed_external(cast.service, cast["vanan"])


def test_a_list_with_a_fault_brings_in_nothing(cast: Cast):
    rows = [
        {"number": OLD, "title": "Nghị định"},
        {"number": "1/2001/NĐ-CP", "title": "Nghị định", "status": Status.EXPIRED},
    ]
    with pytest.raises(Invalid, match="EXTERNAL-END-DAY-MISSING"):
        acts.bring_in(cast.service, cast["giang"], ExternalList(items=rows))
    assert listed(cast) == []


def test_the_printed_list_says_how_things_stood_on_a_day(cast: Cast, clock):
    law = a_law(cast)
    replace(cast, law, effective_on=date(2026, 3, 20))
    with cast.service.db.read() as session:
        before = external_rows(session, date(2026, 3, 19))
        after = external_rows(session, date(2026, 3, 20))
        assert external_rows(session, date(2026, 3, 1)) == []
    shown = {one.number: (one.stands, one.replaced_by) for one in before}
    assert shown == {OLD: (Stands.IN_FORCE, ""), NEW: (Stands.NOT_YET, "")}
    shown = {one.number: (one.stands, one.replaced_by) for one in after}
    assert shown == {OLD: (Stands.REPLACED, NEW), NEW: (Stands.IN_FORCE, "")}
    assert after[0].last_checked_on == date(2026, 3, 2)


def test_the_database_itself_keeps_checks_and_decisions(cast: Cast, db: Database):
    from sqlalchemy import text

    law, document = a_law(cast), resting_on(cast)
    replace(cast, law)
    keep(cast, law, document)
    for statement in (
        "DELETE FROM external_document",
        "UPDATE external_check SET note = 'x'",
        "DELETE FROM reference_review",
        "UPDATE external_document SET status = 'in_force'",
    ):
        with pytest.raises(Conflict), db.write() as session:
            session.execute(text(statement))
