"""Pages of other rooms that belong to the hub: shown where the application has them."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from qms.people.rules import Actor


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its endpoint, what it is called, one line of what it is, who is offered it."""

    endpoint: str
    name: LazyString
    line: LazyString
    is_shown: Callable[[Actor], bool] = lambda _actor: True


PLACES: tuple[Entry, ...] = (
    Entry(
        "documents.register",
        _l("Tài liệu nội bộ"),
        _l("Tra cứu, lọc và mở tài liệu được kiểm soát."),
    ),
)


def places(actor: Actor) -> tuple[Entry, ...]:
    """What this person is offered."""
    return tuple(one for one in PLACES if one.is_shown(actor))
