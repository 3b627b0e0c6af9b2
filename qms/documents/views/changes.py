"""What the page of a revision says about its changes, and what the two sides are called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from qms import messages
from qms.documents.comparison import ComparisonWanted, compared, suggested_line
from qms.documents.queries.comparison import Beside, Side, SideKind, beside
from qms.documents.rules.numbering import number_text
from qms.documents.views.blueprints import documents
from qms.errors import Invalid, NotFound, QmsError
from qms.people.current import actor, service
from qms.web.filters import instant
from qms.word.redline import HASH_SHOWN, PICTURE, Comparison

PICTURES = re.compile(rf"{PICTURE}[0-9a-f]{{{HASH_SHOWN}}}")


@dataclass(frozen=True, slots=True)
class Changes:
    """What the page of a revision says about its changes; `problem` where nothing can be said."""

    pair: Beside
    comparison: Comparison | None
    place: str = ""
    suggestion: str = ""
    problem: str = ""


def changes_of(revision_id: UUID) -> Changes | None:
    """The changes against what this revision replaces; None where there is nothing before it."""
    try:
        pair = pair_of(revision_id, ComparisonWanted())
    except (Invalid, NotFound):
        return None
    try:
        found = compared(service(), pair.old, pair.new)
    except QmsError as error:
        return Changes(pair, None, problem=messages.sentence(error.code, error.parameters))
    return Changes(pair, found, *suggested_line(found))


def with_suggestion(typed: Mapping[str, Any], changes: Changes | None) -> dict[str, Any]:
    """What was typed, with the suggested words after it; nothing typed is ever replaced."""
    values = dict(typed)
    if changes is None:
        return values
    for name, words in (("change_summary", changes.suggestion), ("change_place", changes.place)):
        said = str(values.get(name, "")).strip()
        if not said:
            values[name] = words
        elif name == "change_summary" and words not in said:
            values[name] = f"{said}\n{words}"
    return values


def pair_of(revision_id: UUID, wanted: ComparisonWanted) -> Beside:
    """The two files asked for, as far as this person may see them."""
    with service().db.read() as session:
        return beside(
            session, actor(), revision_id, service().now(), base=wanted.base, file=wanted.file
        )


@documents.app_template_filter("side_name")
def side_name(side: Side) -> str:
    """A side of the comparison in words."""
    number = number_text(side.edition, side.revision)
    if side.kind is SideKind.REVISION:
        return str(_("Lần %(number)s", number=number))
    if side.kind is SideKind.ROUND:
        words = _("Lần %(number)s, bản trình vòng %(round)s", number=number, round=side.number)
        return str(words)
    at = instant(side.at)
    return str(_("Lần %(number)s, tệp số %(file)s, %(at)s", number=number, file=side.number, at=at))


@documents.app_template_filter("pictured")
def pictured(text: str) -> str:
    """The text with a word where a picture stands."""
    return PICTURES.sub(str(_("[hình]")), text)
