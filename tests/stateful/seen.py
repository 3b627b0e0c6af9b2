"""What people see of one document, compared with the paper."""

import json
import uuid
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import word
from qms.audit import AuditEvent
from qms.documents.model import Revision, RevisionAuthor, Round
from qms.documents.queries.document import document_page
from qms.documents.queries.files import original_file, readable
from qms.documents.queries.in_force import in_force_at
from qms.documents.queries.register import RegisterFilter, register_page
from qms.errors import NotAllowed, NotFound
from qms.people.rules import today
from qms.store import read_bytes
from tests.stateful.model import Paper, Sheet
from tests.support.cast import Cast

LEADS_TO = {
    "opened": "draft",
    "submitted": "in_review",
    "sent_for_approval": "in_approval",
    "changes_requested": "draft",
    "returned": "draft",
    "approved": "approved",
    "withdrawn": "withdrawn",
    "abandoned": "abandoned",
}


def folded(events: list[tuple[str, str]]) -> str:
    """The state that the log tells, from (action, data) in order."""
    state = ""
    for action, data in events:
        what = action.rsplit(".", maxsplit=1)[1]
        if what == "cancelled":  # a round, or an approval before its day
            state = "draft" if "round" in json.loads(data) else "cancelled"
        state = LEADS_TO.get(what, state)
    return state


class Seen:
    """One document through the eyes of a reader, an auditor and the log."""

    def __init__(self, cast: Cast, document_id: uuid.UUID, code: str) -> None:
        self.cast, self.document_id, self.code = cast, document_id, code

    def is_the_paper(self, paper: Paper, now: datetime) -> None:
        """Everything that must be so at any instant."""
        with self.cast.service.db.read() as session:
            revisions = {
                one.id: one
                for one in session.scalars(
                    select(Revision).where(Revision.document_id == self.document_id)
                )
            }
            assert {key: one.state.value for key, one in revisions.items()} == {
                one.id: one.state for one in paper.sheets
            }
            assert len([one for one in paper.sheets if one.state in {"draft", "in_review"}]) <= 1
            self._in_force_is(session, paper.in_force(now), now)
            self._bytes_are_the_approved_ones(revisions, paper)
            self._the_log_tells_the_same(session, paper)
            self._nobody_approved_the_own_work(session, revisions)

    def frozen(self, sheet: Sheet) -> str:
        """The file of the running round; its body is what the author wrote, word for word."""
        running = select(Round.docx_sha256).where(
            Round.revision_id == sheet.id, Round.ended_at.is_(None)
        )
        with self.cast.service.db.read() as session:
            sha256 = session.scalars(running).one()
        data = read_bytes(self.cast.service.store, sha256)
        assert word.body_text(data) == sheet.words
        return sha256

    def _in_force_is(self, session: Session, expected: Sheet | None, now: datetime) -> None:
        query = select(Revision.id).where(Revision.document_id == self.document_id)
        holding = session.scalars(query.where(in_force_at(now))).all()
        assert holding == ([expected.id] if expected else [])
        dung = self.cast.actor("dung")
        try:
            page = document_page(session, dung, self.document_id, now)
        except NotFound:
            assert expected is None
            return
        assert (page.scheduled, page.open, page.past) == ((), None, ())
        if expected is None:  # once in force: the page says only that it is no more
            assert page.current is None
            return
        assert page.current is not None
        assert page.current.id == expected.id
        assert readable(session, dung, expected.id, now).file.sha256 == expected.approved
        with pytest.raises(NotAllowed, match="ORIGINAL-NOT-ALLOWED"):
            original_file(session, dung, expected.id, "docx", now)

    def _bytes_are_the_approved_ones(
        self, revisions: dict[uuid.UUID, Revision], paper: Paper
    ) -> None:
        for sheet in paper.sheets:
            one = revisions[sheet.id]
            assert (one.docx_sha256 or "") == sheet.approved
            assert one.effective_at == sheet.begins
            if sheet.state != "cancelled":
                assert (one.withdrawn_at or one.superseded_at) == sheet.ends

    def _the_log_tells_the_same(self, session: Session, paper: Paper) -> None:
        for sheet in paper.sheets:
            query = select(AuditEvent.action, AuditEvent.data).order_by(AuditEvent.id)
            query = query.where(AuditEvent.object_id == sheet.id)
            events = [(row.action, row.data) for row in session.execute(query)]
            assert len(events) == sheet.events, events
            assert folded(events) == sheet.state

    def _nobody_approved_the_own_work(
        self, session: Session, revisions: dict[uuid.UUID, Revision]
    ) -> None:
        query = select(RevisionAuthor).where(RevisionAuthor.revision_id.in_(revisions))
        for author in session.scalars(query):
            assert revisions[author.revision_id].approved_by != author.person_id

    def was_in_force_on(self, instant: datetime, expected: Sheet | None) -> None:
        """The register of a past day answers what held at the end of that day."""
        now = self.cast.service.now()
        wanted = RegisterFilter(text=self.code, on=today(instant))
        with self.cast.service.db.read() as session:
            page = register_page(session, self.cast.actor("hai"), wanted, now)
        found = {row.id: row.revision_id for row in page.rows}
        assert found.get(self.document_id) == (expected.id if expected else None)
