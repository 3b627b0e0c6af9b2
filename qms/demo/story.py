"""Four hundred days of a department with its documents, told act by act in order of time."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path

from qms.demo import (
    changes,
    changes_story,
    distribution,
    records,
    references,
    retention,
    sealing,
    transition,
)
from qms.demo.agency import PASSPHRASE
from qms.demo.desk import Desk, Plan
from qms.demo.office import (
    SET,
    Office,
    agency_names,
    by_login,
    name_installation,
    set_up,
    sign_for_director,
    take_in,
)
from qms.documents import acts, manifest
from qms.documents.acts.archive import archive_papers
from qms.documents.manifest import Entry
from qms.documents.rules.numbering import Step
from qms.documents.schemas import HandOver, Proof, Reassignment
from qms.jobs import clockwork
from qms.people import acts as people
from qms.people.rules import today
from qms.proofs.acts import checkpoints

DAYS = 400
DECISION, DECIDED_ON, IN_FORCE_ON = "312/QĐ-STNMT", date(2025, 9, 15), date(2025, 10, 1)
Telling = Callable[[str], AbstractContextManager[None]]
QT09, LAND, PERMIT = "QT-09", "QT-ĐĐ-01", "QT-MT-01"
OFFICE_REVIEW = Plan(["dung.pham", "son.hoang"])


def found(office: Office, folder: Path = SET) -> None:
    """Day 0: the agency's name, its units and its people with their keys."""
    office.clock.days_ago(DAYS)
    name_installation(office.service, agency_names(folder))
    set_up(office)
    sealing.set_up_seal(office)
    sealing.put_pictures(office)


def adopt_the_set(office: Office, folder: Path = SET) -> None:
    """What was in force on paper is imported by the quality manager and signed by the director."""
    service, manager = office.service, office.people["mai.nguyen"]
    office.clock.days_ago(DAYS - 2)
    director, day = office.people["minh.le"], today(service.now())
    adoption_id = acts.prepare_adoption(service, manager, DECISION, min(DECIDED_ON, day), director)
    for result in manifest.bring_in(service, manager, _entries(office, folder), adoption_id):
        if result.error is not None:
            raise result.error
    office.clock.next_day()
    asked = acts.ask_to_adopt(service, director, adoption_id)
    proof = Proof(challenge=asked.challenge, passphrase=PASSPHRASE)
    acts.adopt(service, director, adoption_id, proof)


def _entries(office: Office, folder: Path) -> Sequence[Entry]:
    """The rows, never in force later than the day of the story they are adopted on."""
    rows = manifest.read_manifest(folder / "manifest.json")
    in_force_on = min(IN_FORCE_ON, today(office.service.now()))
    for row in rows:
        row["effective_on"] = in_force_on.isoformat()
    with office.service.db.read() as session:
        checked = manifest.check_rows(
            session,
            folder,
            rows,
            now=office.service.now(),
            most_bytes=office.service.settings.max_upload_bytes,
        )
    if checked.errors:
        raise AssertionError(f"the model set does not fit: {checked.errors}")
    return checked.entries


def first_months(desk: Desk) -> None:
    """A procedure amended, a round sent back by a reviewer, another by the director, a form."""
    desk.clock.days_ago(388)
    retention.begin(desk)
    distribution.keep_lists(desk)
    distribution.a_night(desk)
    desk.clock.next_day()
    distribution.read_what_is_asked(desk)
    desk.clock.days_ago(352)
    desk.issue("kien.luong", QT09, changes.ONLINE_FIRST, OFFICE_REVIEW)
    _land_with_a_request_for_changes(desk)
    _permit_with_a_return(desk)
    desk.clock.days_ago(281)
    desk.issue("kien.luong", "BM-01-QT-08", changes.SURVEY, Plan(["mai.nguyen"], "ha.tran"))
    changes_story.two_requests_one_revision(desk, OFFICE_REVIEW)
    desk.clock.days_ago(222)
    draft = acts.open_revision(
        desk.service, desk.id("tuan.do"), desk.document("QT-KS-01"), Step.AMENDMENT
    )
    desk.clock.days_ago(211)
    reason = "Chờ nghị định mới về khoáng sản; chưa sửa trong năm nay."
    acts.abandon(desk.service, desk.id("tuan.do"), draft, reason)


def _land_with_a_request_for_changes(desk: Desk) -> None:
    desk.clock.days_ago(331)
    soon = desk.today() + timedelta(days=21)
    plan = Plan(["son.hoang", "dung.pham"], effective_on=soon, decision="401/QĐ-STNMT")
    revision_id = desk.send("lan.vu", LAND, changes.LAND_STEPS, plan)
    desk.agree("son.hoang", revision_id, "Thời gian phù hợp với thực tế của phòng.")
    desk.clock.next_day()
    desk.comment(
        "dung.pham", revision_id, "Mục 5.7, bước 3", "Chưa nêu việc đối chiếu số định danh."
    )
    words = "Đề nghị bổ sung bước đối chiếu với cơ sở dữ liệu quốc gia về dân cư."
    desk.ask_for_changes("dung.pham", revision_id, words)
    desk.clock.next_day()
    desk.edit("lan.vu", revision_id, changes.LAND_STEPS_AGAIN)
    desk.plan("lan.vu", revision_id, changes.LAND_STEPS_AGAIN, plan)
    desk.submit("lan.vu", revision_id)
    desk.agree("son.hoang", revision_id)
    desk.agree("dung.pham", revision_id, "Đã tiếp thu.")
    desk.approve("minh.le", revision_id)
    desk.clock.days_ago(308)
    sealing.seal_waiting(desk.office, leave=0)
    a_night(desk)


def _permit_with_a_return(desk: Desk) -> None:
    desk.clock.days_ago(301)
    plan = Plan(["long.dang", "dung.pham"])
    revision_id = desk.send("bich.ngo", PERMIT, changes.PERMIT_CHECK, plan)
    desk.agree("long.dang", revision_id)
    desk.agree("dung.pham", revision_id)
    desk.clock.next_day()
    reason = "Chưa thống nhất với Trung tâm Quan trắc về thời hạn 24 giờ; đề nghị lấy ý kiến."
    acts.return_to_draft(desk.service, desk.id("minh.le"), revision_id, reason)
    desk.clock.days_ago(292)
    desk.plan("bich.ngo", revision_id, changes.PERMIT_CHECK, plan)
    desk.submit("bich.ngo", revision_id)
    desk.agree("long.dang", revision_id, "Trung tâm Quan trắc đã thống nhất bằng văn bản.")
    desk.agree("dung.pham", revision_id)
    desk.approve("minh.le", revision_id)


def people_change(desk: Desk) -> None:
    """The quality manager revises her own procedure; a review is stuck; a leaver hands over."""
    desk.clock.days_ago(202)
    desk.issue("mai.nguyen", "QT-01", changes.CONTROLLED_COPIES, Plan(["dung.pham"]))
    _risk_with_a_stuck_review(desk)
    desk.clock.days_ago(161)
    take_in(desk.office, by_login("ngoc.ta"), desk.office.admin)
    desk.clock.days_ago(133)
    revision_id = desk.draft("kien.luong", "QT-06", changes.TRAINING)
    desk.clock.days_ago(124)
    leaver, heir = desk.id("kien.luong"), desk.id("ngoc.ta")
    wish = HandOver(from_id=leaver, to_id=heir)
    reason = "Chuyển công tác theo quyết định điều động."
    acts.hand_over(desk.service, desk.id("mai.nguyen"), wish, reason)
    people.record_leaver(desk.service, desk.office.admin, leaver, desk.today())
    desk.clock.days_ago(119)
    sealing.seal_waiting(desk.office, leave=0)
    a_night(desk)
    plan = Plan(["dung.pham"])
    desk.plan("ngoc.ta", revision_id, changes.TRAINING, plan)
    desk.submit("ngoc.ta", revision_id)
    desk.agree("dung.pham", revision_id)
    desk.approve("minh.le", revision_id)


def _risk_with_a_stuck_review(desk: Desk) -> None:
    desk.clock.days_ago(182)
    plan = Plan(["dung.pham", "tuan.do"])
    revision_id = desk.send("kien.luong", "QT-02", changes.RISK_SCALE, plan)
    desk.agree("dung.pham", revision_id)
    desk.clock.days_ago(172)
    sealing.seal_waiting(desk.office, leave=0)
    a_night(desk)
    page = desk.page("mai.nguyen", revision_id)
    running = next(one for one in page.rounds if one.ended_at is None)
    stuck = next(one for one in running.tasks if one.verdict is None)
    change = Reassignment(
        task_id=stuck.id,
        person_id=desk.id("thang.bui"),
        due_on=desk.today() + timedelta(days=4),
        reason="Trưởng phòng Khoáng sản đi công tác dài ngày.",
    )
    acts.reassign(desk.service, desk.id("mai.nguyen"), revision_id, change)
    desk.agree("thang.bui", revision_id)
    desk.approve("minh.le", revision_id)


def last_months(desk: Desk) -> None:
    """A third successor, a form, a withdrawal, a deputy signing, an approval taken back."""
    desk.clock.days_ago(92)
    plan = Plan(["dung.pham", "son.hoang"], decision="233/QĐ-STNMT")
    desk.issue("ngoc.ta", QT09, changes.ONE_STOP_EDITION, plan, Step.NEW_EDITION)
    desk.clock.days_ago(76)
    desk.issue("ngoc.ta", "BM-02-QT-09", changes.SUPPLEMENT_SLIP, Plan(["mai.nguyen"], "ha.tran"))
    desk.clock.days_ago(56)
    distribution.hand_out_paper(desk)
    reason = "Nội dung đã có trong BM-01-QT-04; dùng hai mẫu gây trùng lặp."
    desk.withdraw("minh.le", "BM-03-HD-01", reason)
    changes_story.yearly_look(desk)
    desk.clock.days_ago(47)
    sealing.seal_waiting(desk.office, leave=0)
    sign_for_director(desk.office, today(desk.clock.end) + timedelta(days=60))
    desk.clock.days_ago(44)
    plan = Plan(["long.dang"])
    revision_id = desk.send("bich.ngo", PERMIT, changes.PERMIT_TRIAL, plan)
    desk.agree("long.dang", revision_id)
    desk.approve("ha.tran", revision_id)  # KT. GIÁM ĐỐC
    _dispatch_taken_back(desk)


def _dispatch_taken_back(desk: Desk) -> None:
    desk.clock.days_ago(31)
    plan = Plan(["dung.pham"], "ha.tran", effective_on=desk.today() + timedelta(days=20))
    revision_id = desk.issue("ngoc.ta", "QT-07", changes.DISPATCH, plan)
    desk.clock.days_ago(22)
    reason = "Bưu chính vẫn cần cho nơi chưa nối trục liên thông; QT-07 hiện hành tiếp tục dùng."
    acts.cancel_approved(desk.service, desk.id("mai.nguyen"), revision_id, reason)


def these_days(desk: Desk) -> None:
    """What is under way now: scheduled, in review, waiting for a signature, a draft."""
    ahead = today(desk.clock.end)
    desk.clock.days_ago(29)
    distribution.call_back(desk)
    distribution.read_what_is_asked(desk)
    distribution.a_night(desk)
    records.tell(desk)
    desk.clock.days_ago(21)
    references.tell(desk)
    transition.tell(desk)
    desk.clock.days_ago(20)
    promised = Plan(["mai.nguyen"], effective_on=ahead + timedelta(days=40))
    desk.issue("ngoc.ta", "MTCL-01", changes.OBJECTIVES, promised, Step.NEW_EDITION)
    desk.clock.days_ago(14)
    next_week = Plan(
        ["son.hoang", "dung.pham"], effective_on=ahead + timedelta(days=7), decision="415/QĐ-STNMT"
    )
    desk.issue("lan.vu", LAND, changes.LAND_NEXT, next_week)
    changes_story.asked_lately(desk)
    retention.tell(desk)
    desk.clock.days_ago(7)
    signing = Plan(
        ["dung.pham", "mai.nguyen"],
        effective_on=ahead + timedelta(days=14),
        decision="418/QĐ-STNMT",
    )
    revision_id = desk.send("ngoc.ta", "QT-05", changes.REVIEW_MEETING, signing)
    desk.agree("dung.pham", revision_id)
    desk.agree("mai.nguyen", revision_id, "Số liệu lấy từ hệ thống là đúng hướng.")
    desk.clock.days_ago(5)
    revision_id = desk.send(
        "bich.ngo", "QT-MT-02", changes.COUNCIL, Plan(["long.dang", "dung.pham"])
    )
    desk.agree("long.dang", revision_id)
    desk.clock.days_ago(4, hour=14)
    text = "Cần nêu cách xác nhận thành viên họp trực tuyến không vắng mặt khi bỏ phiếu."
    desk.comment("dung.pham", revision_id, "Mục 5.7, bước 5", text)
    desk.clock.days_ago(3)
    desk.draft("thang.bui", "QT-TNN-01", changes.WELL_CHECK)
    changes_story.asked_this_week(desk)
    sealing.seal_waiting(desk.office)
    desk.clock.finish()
    a_night(desk)


def a_night(desk: Desk) -> None:
    """What the background process would have done by now."""
    clockwork.announce(desk.service)
    clockwork.remind(desk.service)
    distribution.a_night(desk)
    clockwork.tidy(desk.service)
    archive_papers(desk.service)
    checkpoints.make_checkpoint(desk.service)
    clockwork.sequence_log(desk.service)
