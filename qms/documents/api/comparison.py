"""Two versions compared, for programs: what changed at once, the redline when it is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import Response

from qms import messages
from qms.documents.acts import comparison as acts
from qms.documents.api.blueprint import api
from qms.documents.comparison import ComparisonWanted, SideName, compared, suggested_line
from qms.documents.model.access import AccessKind
from qms.documents.queries.comparison import (
    Beside,
    RedlineLine,
    RedlineState,
    Side,
    beside,
    redline_line,
)
from qms.documents.views.comparison import made_redline, redline_name
from qms.documents.views.noting import note
from qms.documents.views.sending import send
from qms.people.current import actor, service
from qms.schemas import Schema
from qms.web.guards import signed_in
from qms.web.rest import operation
from qms.word import DOCX
from qms.word.redline import Kind, Line, Piece, Summary


class SidesWanted(Schema):
    """`base` the older and `file` the newer side: r3 a revision, f2 an upload, t1 a round."""

    base: SideName | None = None
    file: SideName | None = None


class LinesWanted(SidesWanted):
    """With `all` also what did not change."""

    all: bool = False


@dataclass(frozen=True, slots=True)
class SideLine:
    """One side of a comparison."""

    name: str
    revision_id: UUID
    edition: int
    revision: int
    sha256: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A paragraph (one cell) or row of a table with its pieces; `place` counts all lines."""

    place: int
    kind: Kind
    row: bool
    level: int
    heading: str
    cells: Sequence[Sequence[Piece]]


@dataclass(frozen=True, slots=True)
class LogLine:
    """Proposed words for the amendment log."""

    place: str
    summary: str


@dataclass(frozen=True, slots=True)
class ComparisonAnswer:
    """What changed between two files; `front` and `running` follow the register."""

    old: SideLine
    new: SideLine
    bases: Sequence[SideLine]
    summary: Summary
    shared: float
    unrelated: bool
    total: int
    lines: Sequence[ChangedLine]
    front: Sequence[ChangedLine]
    running: Sequence[ChangedLine]
    log_line: LogLine
    redline: RedlineState


@dataclass(frozen=True, slots=True)
class RedlineAnswer:
    """How the Word file with tracked changes stands; where it failed, why."""

    state: RedlineState
    code: str | None = None
    detail: str | None = None


@api.get("/revisions/<uuid:revision_id>/comparison")
@signed_in
@operation(ComparisonAnswer, query=LinesWanted)
def get_comparison(revision_id: UUID, query: LinesWanted) -> ComparisonAnswer:
    """What changed, by paragraph, table row and word, at once."""
    pair = _pair(revision_id, query)
    found = compared(service(), pair.old, pair.new)
    with service().db.read() as session:
        made = redline_line(session, pair.old.sha256, pair.new.sha256)
    note(AccessKind.VIEW, pair.document_id, revision_id)
    return ComparisonAnswer(
        old=_side(pair.old),
        new=_side(pair.new),
        bases=[_side(one) for one in pair.bases],
        summary=found.summary,
        shared=round(found.shared, 4),
        unrelated=found.unrelated,
        total=len(found.lines),
        lines=_lines(found.lines, all_lines=query.all),
        front=_lines(found.front),
        running=_lines(found.running),
        log_line=LogLine(*suggested_line(found)),
        redline=made.state,
    )


@api.post("/revisions/<uuid:revision_id>/redline")
@signed_in
@operation(RedlineAnswer, body=SidesWanted, status=202)
def post_redline(revision_id: UUID, body: SidesWanted) -> RedlineAnswer:
    """Have the Word file with tracked changes made; ask for its state until it is ready."""
    made = acts.ask_redline(service(), actor().id, revision_id, base=body.base, file=body.file)
    return _redline(made)


@api.get("/revisions/<uuid:revision_id>/redline")
@signed_in
@operation(RedlineAnswer, query=SidesWanted)
def get_redline(revision_id: UUID, query: SidesWanted) -> RedlineAnswer:
    """Whether the redline is there."""
    pair = _pair(revision_id, query)
    with service().db.read() as session:
        return _redline(redline_line(session, pair.old.sha256, pair.new.sha256))


@api.get("/revisions/<uuid:revision_id>/redline/file")
@signed_in
@operation(
    media=DOCX, query=SidesWanted, headers={"Content-Disposition": "Carries the file's name"}
)
def get_redline_file(revision_id: UUID, query: SidesWanted) -> Response:
    """The Word file; 409 REDLINE-WAITING or REDLINE-NOT-ASKED while there is none."""
    wanted = ComparisonWanted(base=query.base, file=query.file)
    pair, sha256 = made_redline(revision_id, wanted)
    stream = service().store.open(sha256)
    note(AccessKind.DOWNLOAD, pair.document_id, revision_id)
    return send(stream, DOCX, redline_name(pair))


def _pair(revision_id: UUID, wanted: SidesWanted) -> Beside:
    with service().db.read() as session:
        return beside(
            session, actor(), revision_id, service().now(), base=wanted.base, file=wanted.file
        )


def _side(side: Side) -> SideLine:
    return SideLine(side.name, side.revision_id, side.edition, side.revision, side.sha256, side.at)


def _lines(lines: Sequence[Line], *, all_lines: bool = False) -> list[ChangedLine]:
    return [
        ChangedLine(place, line.kind, line.row, line.level, line.heading, line.cells)
        for place, line in enumerate(lines)
        if all_lines or line.kind is not Kind.SAME
    ]


def _redline(made: RedlineLine) -> RedlineAnswer:
    detail = messages.sentence(made.failure, {"seconds": "…"}) if made.failure else None
    return RedlineAnswer(made.state, made.failure, detail)
