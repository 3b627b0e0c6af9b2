"""Due days, tasks and notices in words; colour only repeats what the words say."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext as _n

from qms import messages
from qms.documents.queries.waiting import Task, Wait
from qms.home.queries import Said
from qms.home.views.blueprints import home

SOON = 2  # days
TO_DO: dict[Wait, LazyString] = {
    Wait.REVIEW: _l("Xem xét dự thảo"),
    Wait.APPROVE: _l("Ký phê duyệt"),
    Wait.ADOPT: _l("Ký danh sách tiếp nhận"),
    Wait.FINISH_DRAFT: _l("Hoàn thiện dự thảo"),
}
VERBS: dict[Wait, LazyString] = {
    Wait.REVIEW: _l("Xem xét"),
    Wait.APPROVE: _l("Đọc và ký"),
    Wait.ADOPT: _l("Đọc và ký"),
    Wait.FINISH_DRAFT: _l("Soạn tiếp"),
}
WAITED: dict[Wait, LazyString] = {
    Wait.REVIEW: _l("Chờ %(name)s xem xét"),
    Wait.APPROVE: _l("Chờ %(name)s ký phê duyệt"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """How a due day is told: tone of the chip and its words."""

    tone: str
    text: str


def due(day: date, today: date) -> Due:
    """`Quá hạn 3 ngày`, `Hạn hôm nay`, `Còn 2 ngày`; calendar days."""
    left = (day - today).days
    if left < 0:
        return Due("dead", _n("Quá hạn %(num)s ngày", "Quá hạn %(num)s ngày", -left))
    if left == 0:
        return Due("wait", _("Hạn hôm nay"))
    text = _n("Còn %(num)s ngày", "Còn %(num)s ngày", left)
    return Due("wait" if left <= SOON else "quiet", text)


@home.app_template_filter("task_name")
def task_name(task: Task) -> str:
    """What is to be done."""
    return str(TO_DO[task.kind])


@home.app_template_filter("task_verb")
def task_verb(task: Task) -> str:
    """The word on the button."""
    return str(VERBS[task.kind])


@home.app_template_filter("waited_words")
def waited_words(task: Task) -> str:
    """For whom one waits, and for what."""
    return str(WAITED[task.kind]) % {"name": task.who}


@home.app_template_filter("task_address")
def task_address(task: Task) -> str:
    """Where it is done."""
    if task.adoption_id is not None:
        return url_for("documents.adoption", adoption_id=task.adoption_id)
    return url_for("documents.revision", revision_id=task.revision_id)


@home.app_template_filter("notice_words")
def notice_words(said: Said) -> str:
    """A notice in one line."""
    return messages.notice(said.kind, {"code": said.code, "title": said.title})


@home.app_template_filter("subject_address")
def subject_address(said: Said) -> str:
    """Where to read on about a notice."""
    subject_id: UUID = said.subject_id
    if said.subject_kind == "adoption":
        return url_for("documents.adoption", adoption_id=subject_id)
    return url_for("documents.revision", revision_id=subject_id)
