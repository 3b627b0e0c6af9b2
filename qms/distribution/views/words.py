"""Words for what the room computes: kinds of recipients, states and steps of copies, choices."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from qms.distribution.queries.copies import CopyLine, CopyShow
from qms.distribution.queries.lists import RecipientLine
from qms.distribution.queries.reading import Who
from qms.distribution.rules import CopyAct, CopyState, RecipientKind
from qms.distribution.views.blueprints import distribution
from qms.people.views.words import ROLES

KINDS: dict[RecipientKind, LazyString] = {
    RecipientKind.UNIT: _l("Đơn vị"),
    RecipientKind.ROLE: _l("Vai trò"),
    RecipientKind.PERSON: _l("Cá nhân"),
}
STATES: dict[CopyState, tuple[LazyString, str]] = {
    CopyState.ISSUED: (_l("Chưa giao cho ai"), "soon"),
    CopyState.HELD: (_l("Đã giao"), "good"),
    CopyState.RETURNED: (_l("Đã thu hồi về"), "quiet"),
    CopyState.LOST: (_l("Bị mất"), "sign"),
    CopyState.DESTROYED: (_l("Đã tiêu hủy"), "dead"),
}
RECALL = (_l("Phải thu hồi"), "wait")
STEPS: dict[CopyAct, LazyString] = {
    CopyAct.ISSUE: _l("Cấp số bản"),
    CopyAct.PRINT: _l("In bản kiểm soát"),
    CopyAct.HAND_OVER: _l("Giao"),
    CopyAct.RETURN: _l("Thu hồi về"),
    CopyAct.LOSE: _l("Báo mất"),
    CopyAct.DESTROY: _l("Hủy"),
}
WHO: dict[Who, LazyString] = {
    Who.MISSING: _l("Chưa đọc"),
    Who.OVERDUE: _l("Quá hạn"),
    Who.READ: _l("Đã đọc"),
    Who.ALL: _l("Tất cả"),
}
SHOWS: dict[CopyShow, LazyString] = {
    CopyShow.RECALL: _l("Phải thu hồi"),
    CopyShow.OUT: _l("Đang lưu hành"),
    CopyShow.ALL: _l("Tất cả"),
}


@distribution.app_template_filter("recipient_words")
def recipient_words(line: RecipientLine) -> str:
    """A line of a list as people say it: unit, `Vai trò – đơn vị`, person."""
    if line.role is None:
        return line.name
    role = str(ROLES[line.role])
    return f"{role} – {line.name}" if line.name else role


@distribution.app_template_filter("copy_chip")
def copy_chip(copy: CopyLine) -> tuple[str, str]:
    """The state of a copy in words, and its tone."""
    words, tone = RECALL if copy.recall else STATES[copy.state]
    return str(words), tone


@distribution.app_template_filter("copy_step")
def copy_step(act: CopyAct) -> str:
    """What was done with a copy."""
    return str(STEPS[act])


@distribution.app_template_filter("kind_words")
def kind_words(kind: RecipientKind) -> str:
    """What a line of a list names."""
    return str(KINDS[kind])
