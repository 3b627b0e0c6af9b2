"""Due days, tasks and notices in words; colour only repeats what the words say."""

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext as _n

from qms import messages
from qms.home.views.blueprints import home
from qms.home.views.desk import SUBJECTS, TASKS
from qms.outbox import NoticeRow
from qms.people.work import Task
from qms.web.desk import TaskWords

SOON = 2  # days


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


@home.app_template_filter("task_words")
def task_words(task: Task) -> TaskWords:
    """How the task is told."""
    return TASKS[task.kind]


@home.app_template_filter("waited_words")
def waited_words(task: Task) -> str:
    """For whom one waits, and for what."""
    return str(TASKS[task.kind].waited or "%(name)s") % {"name": task.who}


@home.app_template_filter("task_address")
def task_address(task: Task) -> str:
    """Where it is done."""
    return TASKS[task.kind].place.address(task.subject_id)


@home.app_template_filter("notice_words")
def notice_words(said: NoticeRow) -> str:
    """A notice in one line."""
    return messages.notice(said.kind, {"code": said.code, "title": said.title})


@home.app_template_filter("subject_address")
def subject_address(said: NoticeRow) -> str:
    """Where to read on about a notice."""
    place = SUBJECTS.get(said.subject_kind)
    return place.address(said.subject_id) if place else url_for("home.my_work")
