"""People at their desks: one method per thing they do, each by the act the pages use."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from qms import word
from qms.demo.agency import PASSPHRASE
from qms.demo.clock import StoryClock
from qms.demo.office import Office
from qms.documents import acts
from qms.documents.acts import Intent, Upload
from qms.documents.queries.document import document_by_code, document_page
from qms.documents.queries.files import file_to_edit
from qms.documents.queries.revision import RevisionPage, revision_page
from qms.documents.rules.numbering import Step
from qms.documents.rules.states import Act
from qms.documents.schemas import NewComment, Proof, ReviewerPlan, RevisionPlan
from qms.people.rules import today
from qms.service import Service

REVIEW_DAYS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Change:
    """What a revision changes and why, and the words in which the file says it."""

    summary: str
    reason: str
    place: str = ""
    reworded: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """Who reviews and approves, from when, by which decision."""

    reviewers: Sequence[str]
    approver: str = "minh.le"
    effective_on: date | None = None
    decision: str = ""


@dataclass
class Desk:
    """Everybody's desk in the office."""

    office: Office

    @property
    def service(self) -> Service:
        return self.office.service

    @property
    def clock(self) -> StoryClock:
        return self.office.clock

    def id(self, login: str) -> uuid.UUID:
        return self.office.people[login]

    def today(self) -> date:
        """The day in the story."""
        return today(self.service.now())

    def document(self, code: str) -> uuid.UUID:
        with self.service.db.read() as session:
            return document_by_code(session, code)

    def page(self, login: str, revision_id: uuid.UUID) -> RevisionPage:
        """The revision as this person sees it."""
        with self.service.db.read() as session:
            return revision_page(session, self.office.actor(login), revision_id, self.service.now())

    def draft(
        self, login: str, code: str, change: Change, step: Step = Step.AMENDMENT
    ) -> uuid.UUID:
        """Open the next revision, take the file to edit, change it, put it back."""
        revision_id = acts.open_revision(self.service, self.id(login), self.document(code), step)
        self.clock.later(hours=2)
        self.edit(login, revision_id, change)
        return revision_id

    def edit(self, login: str, revision_id: uuid.UUID, change: Change) -> None:
        """Download to edit, change the words, upload."""
        data, name, _ = file_to_edit(self.service, self.office.actor(login), revision_id)
        self.clock.later(minutes=50)
        sent = Upload(word.reworded(data, change.reworded, change.added), name)
        acts.upload(self.service, self.id(login), revision_id, sent)

    def plan(self, login: str, revision_id: uuid.UUID, change: Change, plan: Plan) -> None:
        """Say what changes and why, who reviews and who approves."""
        page = self.page(login, revision_id)
        due_on = self.today() + REVIEW_DAYS
        reviewers = [ReviewerPlan(person_id=self.id(one), due_on=due_on) for one in plan.reviewers]
        wanted = RevisionPlan(
            title=page.title,
            change_summary=change.summary,
            change_reason=change.reason,
            change_place=change.place,
            effective_on=plan.effective_on,
            decision_number=plan.decision,
            decision_on=self.today() if plan.decision else None,
            reviewers=reviewers,
            approver_id=self.id(plan.approver),
            row_version=page.row_version,
        )
        acts.plan_revision(self.service, self.id(login), revision_id, wanted)

    def _proof(self, login: str, act: Act, revision_id: uuid.UUID, words: str = "") -> Proof:
        intent = Intent(act, revision_id, words)
        asked = acts.ask_to_sign(self.service, self.id(login), intent)
        return Proof(challenge=asked.challenge, passphrase=PASSPHRASE)

    def submit(self, login: str, revision_id: uuid.UUID) -> None:
        """The author signs the submission."""
        self.clock.later(minutes=14)
        proof = self._proof(login, Act.SUBMIT, revision_id)
        acts.submit_for_review(self.service, self.id(login), revision_id, proof)

    def agree(self, login: str, revision_id: uuid.UUID, words: str = "") -> None:
        """A reviewer agrees the next day."""
        self.clock.later(hours=3)
        proof = self._proof(login, Act.AGREE, revision_id, words)
        acts.agree(self.service, self.id(login), revision_id, words, proof)

    def ask_for_changes(self, login: str, revision_id: uuid.UUID, words: str) -> None:
        """A reviewer asks for changes: the draft opens again."""
        self.clock.later(hours=2)
        proof = self._proof(login, Act.REQUEST_CHANGES, revision_id, words)
        acts.request_changes(self.service, self.id(login), revision_id, words, proof)

    def comment(self, login: str, revision_id: uuid.UUID, place: str, text: str) -> None:
        """A remark on a place of the text."""
        self.clock.later(minutes=35)
        new = NewComment(place=place, text=text)
        acts.comment_on(self.service, self.id(login), revision_id, new)

    def approve(self, login: str, revision_id: uuid.UUID) -> None:
        """The approver signs the next working day."""
        self.clock.next_day()
        proof = self._proof(login, Act.APPROVE, revision_id)
        acts.approve(self.service, self.id(login), revision_id, proof)

    def withdraw(self, login: str, code: str, reason: str) -> None:
        """End a document in force by a signed act."""
        revision_id = self.in_force(code)
        proof = self._proof(login, Act.WITHDRAW, revision_id, reason)
        acts.withdraw(self.service, self.id(login), revision_id, reason, proof)

    def in_force(self, code: str) -> uuid.UUID:
        """The revision in force in the story now."""
        with self.service.db.read() as session:
            actor = self.office.actor("yen.phan")
            page = document_page(session, actor, self.document(code), self.service.now())
        if page.current is None:
            raise AssertionError(f"the story needs {code} in force")
        return page.current.id

    def send(
        self, author: str, code: str, change: Change, plan: Plan, step: Step = Step.AMENDMENT
    ) -> uuid.UUID:
        """Draft, plan and submit, all on one day."""
        revision_id = self.draft(author, code, change, step)
        self.plan(author, revision_id, change, plan)
        self.submit(author, revision_id)
        return revision_id

    def issue(
        self, author: str, code: str, change: Change, plan: Plan, step: Step = Step.AMENDMENT
    ) -> uuid.UUID:
        """The whole way: draft, reviews, approval."""
        revision_id = self.send(author, code, change, plan, step)
        for reviewer in plan.reviewers:
            self.clock.next_day()
            self.agree(reviewer, revision_id)
        self.approve(plan.approver, revision_id)
        return revision_id
