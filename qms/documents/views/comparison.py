"""Two versions beside each other, in the browser at once and as tracked changes when made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import render_template, request

from qms import messages
from qms.documents.acts import comparison as acts
from qms.documents.comparison import (
    ComparisonView,
    ComparisonWanted,
    compared,
)
from qms.documents.model.access import AccessKind
from qms.documents.queries.comparison import (
    Beside,
    RedlineState,
    Side,
    SideKind,
    redline_line,
)
from qms.documents.rules.numbering import number_text
from qms.documents.views.blueprints import documents
from qms.documents.views.changes import pair_of
from qms.documents.views.noting import note
from qms.documents.views.sending import send
from qms.errors import Conflict
from qms.people.current import actor, service
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.web.forms import submitted
from qms.web.guards import signed_in
from qms.word import DOCX, clean_file_name
from qms.word.redline import Kind, Line

CONTEXT = 1  # unchanged paragraphs shown before and after a change
MOST_LINES = 2000  # more than that nobody reads in a browser


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that are shown together; `left_out` unchanged ones come before them."""

    left_out: int
    lines: tuple[Line, ...]


@documents.get("/revisions/<uuid:revision_id>/compare")
@signed_in
def compare(revision_id: UUID) -> Page:
    """What changed, side by side or in one text; only the changed places unless all is wanted."""
    wanted = take(ComparisonWanted, request.args.to_dict(), form=True)
    pair = pair_of(revision_id, wanted)
    found = compared(service(), pair.old, pair.new)
    with service().db.read() as session:
        made = redline_line(session, pair.old.sha256, pair.new.sha256)
    note(AccessKind.VIEW, pair.document_id, revision_id)
    lines = found.lines[:MOST_LINES]
    return render_template(
        "documents/compare.html",
        pair=pair,
        wanted=wanted,
        views=ComparisonView,
        found=found,
        stretches=[Stretch(0, lines)] if wanted.all else list(stretches(lines, CONTEXT)),
        cut=len(found.lines) - len(lines),
        redline=made,
        failure=messages.sentence(made.failure, {"seconds": "…"}) if made.failure else "",
    )


@documents.post("/revisions/<uuid:revision_id>/redline")
@signed_in
def ask_redline(revision_id: UUID) -> Page:
    """The Word file is made by the background process; the page waits for it."""
    wanted = take(ComparisonWanted, submitted(), form=True)
    acts.ask_redline(service(), actor().id, revision_id, base=wanted.base, file=wanted.file)
    return see_other("documents.compare", revision_id=revision_id, **address(wanted))


@documents.get("/revisions/<uuid:revision_id>/redline")
@signed_in
def redline_file(revision_id: UUID) -> Page:
    """The made Word file, under a name that says what it compares."""
    wanted = take(ComparisonWanted, request.args.to_dict(), form=True)
    pair, sha256 = made_redline(revision_id, wanted)
    stream = service().store.open(sha256)
    note(AccessKind.DOWNLOAD, pair.document_id, revision_id)
    return send(stream, DOCX, redline_name(pair))


def made_redline(revision_id: UUID, wanted: ComparisonWanted) -> tuple[Beside, str]:
    """The pair and the hash of its redline; Conflict while there is none."""
    pair = pair_of(revision_id, wanted)
    with service().db.read() as session:
        made = redline_line(session, pair.old.sha256, pair.new.sha256)
    if made.sha256 is None:
        raise Conflict(made.failure or _MISSING[made.state])
    return pair, made.sha256


_MISSING = {
    RedlineState.NOT_ASKED: "REDLINE-NOT-ASKED",
    RedlineState.WAITING: "REDLINE-WAITING",
}


def redline_name(pair: Beside) -> str:
    """`QT-05 so sánh 01-00 với 01-01.docx`; uploads and rounds by their numbers."""
    sides = (_short(pair.old), _short(pair.new))
    code = pair.code.replace("/", "-")
    return clean_file_name(f"{code} so sánh {sides[0]} với {sides[1]}.docx")


def _short(side: Side) -> str:
    number = number_text(side.edition, side.revision).replace("/", "-")
    if side.kind is SideKind.REVISION:
        return number
    return f"{number} {'tệp' if side.kind is SideKind.UPLOAD else 'vòng'} {side.number}"


def address(wanted: ComparisonWanted, **changed: Any) -> dict[str, Any]:
    """The parameters of the page's address, without those that say what is usual."""
    values = {**wanted.model_dump(mode="json"), **changed}
    return {name: value for name, value in values.items() if value and value != "side"}


def stretches(lines: Sequence[Line], context: int) -> Iterator[Stretch]:
    """The changed places with what stands around them, in the order of the text."""
    near: set[int] = set()
    for place, line in enumerate(lines):
        if line.kind is not Kind.SAME:
            near.update(range(place - context, place + context + 1))
    left_out, shown = 0, []
    for place, line in enumerate(lines):
        if place in near:
            shown.append(line)
            continue
        if shown:
            yield Stretch(left_out, tuple(shown))
            left_out, shown = 0, []
        left_out += 1
    if left_out or shown:
        yield Stretch(left_out, tuple(shown))


@documents.app_template_global("compare_address")
def compare_address(wanted: ComparisonWanted, **changed: Any) -> dict[str, Any]:
    """The same comparison in another view."""
    return address(wanted, **changed)
