"""The life of a document as random people lead it, beside the same life kept on paper."""

import hashlib
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from qms import word
from qms.documents import acts
from qms.documents.rules.numbering import Step
from qms.documents.rules.states import Act
from qms.documents.schemas import ReviewerPlan
from qms.errors import Conflict, QmsError
from qms.people.rules import VIETNAM, today
from tests.stateful.model import Paper, Sheet
from tests.stateful.seen import Seen
from tests.support.cast import Cast, a_docx, base_of, plan, register
from tests.support.clock import START, Clock

REASON = "Theo kết luận kiểm tra"
NUMBERS = count(100)
PROMISES = st.sampled_from([None, None, 0, 1, 3, 10])


def is_open(state: str):
    """The rule needs an open revision in this state."""
    return precondition(lambda self: self.paper.open is not None and self.paper.open.state == state)


class Life(RuleBasedStateMachine):
    """Every rule acts and writes the same down on paper; then both are compared."""

    def __init__(self, cast: Cast, clock: Clock) -> None:
        super().__init__()
        self.cast, self.clock = cast, clock
        self.service = cast.service
        self.paper = Paper()
        self.ends_of_days: list[tuple[datetime, Sheet | None]] = []
        self.texts = count()

    @initialize()
    def registered(self) -> None:
        self.clock.set(START)
        self.code = f"QT-{next(NUMBERS)}"
        self.document_id = register(self.cast, self.code)
        self.seen = Seen(self.cast, self.document_id, self.code)

    @property
    def sheet(self) -> Sheet:
        assert self.paper.open is not None
        return self.paper.open

    def sign(self, login: str, act: Act, sheet: Sheet, words: str = "") -> None:
        proof = self.cast.ask(login, act, sheet.id, words)
        given = {
            Act.SUBMIT: acts.submit_for_review,
            Act.APPROVE: acts.approve,
            Act.AGREE: acts.agree,
            Act.REQUEST_CHANGES: acts.request_changes,
            Act.WITHDRAW: acts.withdraw,
        }[act]
        said = (words,) if act in {Act.AGREE, Act.REQUEST_CHANGES, Act.WITHDRAW} else ()
        given(self.service, self.cast[login], sheet.id, *said, proof)

    @precondition(lambda self: self.paper.open is None)
    @rule(step=st.sampled_from(Step))
    def open(self, step: Step) -> None:
        opened = acts.open_revision(self.service, self.cast["vanan"], self.document_id, step)
        self.paper.sheets.append(Sheet(opened))

    @is_open("draft")
    @rule(login=st.sampled_from(["vanan", "giang"]))
    def upload(self, login: str) -> None:
        data = a_docx(f"Bản {next(self.texts)} của {self.code}.", self.code)
        sent = acts.Upload(data, "quy trình.docx", base_of(self.cast, self.sheet.id))
        acts.upload(self.service, self.cast[login], self.sheet.id, sent)
        self.sheet.sha256 = hashlib.sha256(data).hexdigest()
        self.sheet.words = word.body_text(data)
        self.sheet.events += 1

    @precondition(lambda self: self.paper.open and self.paper.open.state == "draft"
                  and self.paper.open.sha256)  # fmt: skip
    @rule(days=PROMISES, logins=st.sampled_from([["binh"], ["binh", "minh"]]))
    def submit(self, days: int | None, logins: list[str]) -> None:
        sheet, day = self.sheet, today(self.clock())
        reviewers = [ReviewerPlan(person_id=self.cast[one], due_on=day) for one in logins]
        promised = None if days is None else day + timedelta(days=days)
        plan(self.cast, sheet.id, reviewers=reviewers, effective_on=promised)
        self.sign("vanan", Act.SUBMIT, sheet)
        midnight = promised and datetime(promised.year, promised.month, promised.day)  # noqa: DTZ001
        sheet.promise = midnight.replace(tzinfo=VIETNAM) if midnight else None
        sheet.state, sheet.asked = "in_review", list(logins)
        sheet.events += 2
        self.paper.prepare(sheet)
        sheet.frozen = self.seen.frozen(sheet)

    @is_open("in_review")
    @rule(words=st.sampled_from(["", "Đồng ý, có góp ý"]))
    def agree(self, words: str) -> None:
        sheet = self.sheet
        self.sign(sheet.asked.pop(), Act.AGREE, sheet, words)
        sheet.events += 1
        if not sheet.asked:
            sheet.state = "in_approval"
            sheet.events += 1

    @is_open("in_review")
    @rule()
    def request_changes(self) -> None:
        self.sign(self.sheet.asked[0], Act.REQUEST_CHANGES, self.sheet, REASON)
        self.back_to_draft()

    @precondition(lambda self: self.paper.open and self.paper.open.state != "draft")
    @rule(login=st.sampled_from(["vanan", "giang"]))
    def cancel_review(self, login: str) -> None:
        acts.cancel_review(self.service, self.cast[login], self.sheet.id, REASON)
        self.back_to_draft()

    @is_open("in_approval")
    @rule()
    def send_back(self) -> None:
        acts.return_to_draft(self.service, self.cast["chau"], self.sheet.id, REASON)
        self.back_to_draft()

    def back_to_draft(self) -> None:
        self.sheet.state = "draft"
        self.sheet.events += 1

    @is_open("in_approval")
    @rule()
    def approve(self) -> None:
        sheet, now = self.sheet, self.clock()
        begins = max(sheet.promise or now, now)
        if self.paper.follows(begins):
            self.sign("chau", Act.APPROVE, sheet)
            self.paper.approve(sheet, begins)
        else:
            with pytest.raises(Conflict, match="EFFECTIVE-BEFORE-PREDECESSOR"):
                self.sign("chau", Act.APPROVE, sheet)

    @precondition(lambda self: self.paper.open is None)
    @rule(days=PROMISES)
    def issue(self, days: int | None) -> None:
        """The whole way at once, so that long successions come up."""
        self.open(Step.AMENDMENT)
        self.upload("vanan")
        self.submit(days, ["binh"])
        self.agree("")
        self.approve()

    @precondition(lambda self: not self.paper.open and not self.paper.scheduled(self.clock()))
    @rule(taken_back=st.sampled_from([0, 1]))
    def schedule_two_and_take_one_back(self, taken_back: int) -> None:
        """Two wait for their day, one behind the other, and one of them never comes."""
        self.issue(3)
        self.issue(10)
        sheet = self.paper.scheduled(self.clock())[taken_back]
        acts.cancel_approved(self.service, self.cast["chau"], sheet.id, REASON)
        self.paper.cancel(sheet)

    @precondition(lambda self: self.paper.scheduled(self.clock()))
    @rule(data=st.data())
    def cancel_approved(self, data: st.DataObject) -> None:
        scheduled = self.paper.scheduled(self.clock())
        sheet = scheduled[data.draw(st.integers(0, len(scheduled) - 1))]
        acts.cancel_approved(self.service, self.cast["chau"], sheet.id, REASON)
        self.paper.cancel(sheet)

    @precondition(lambda self: self.paper.in_force(self.clock()) is not None)
    @rule()
    def withdraw(self) -> None:
        sheet = self.paper.in_force(self.clock())
        assert sheet is not None
        if sheet.ends is not None:
            with pytest.raises(Conflict, match="WITHDRAW-HAS-SUCCESSOR"):
                self.sign("chau", Act.WITHDRAW, sheet, REASON)
            return
        self.sign("chau", Act.WITHDRAW, sheet, REASON)
        sheet.state, sheet.ends = "withdrawn", self.clock()
        sheet.events += 1

    @is_open("draft")
    @rule()
    def abandon(self) -> None:
        acts.abandon(self.service, self.cast["vanan"], self.sheet.id, REASON)
        self.sheet.events += 1
        self.sheet.state = "abandoned"

    @rule(hours=st.sampled_from([1, 20, 24, 24 * 4, 24 * 11]))
    def wait(self, hours: int) -> None:
        until = self.clock() + timedelta(hours=hours)
        midnight = self.clock().astimezone(VIETNAM).replace(hour=0, minute=0) + timedelta(days=1)
        while midnight <= until:
            instant = (midnight - timedelta(microseconds=1)).astimezone(UTC)
            self.ends_of_days.append((instant, self.paper.in_force(instant)))
            midnight += timedelta(days=1)
        self.clock.set(until)

    @precondition(lambda self: self.paper.sheets)
    @rule(data=st.data())
    def what_does_not_fit_changes_nothing(self, data: st.DataObject) -> None:
        sheet = self.paper.sheets[data.draw(st.integers(0, len(self.paper.sheets) - 1))]
        cast, service = self.cast, self.service
        sent = acts.Upload(a_docx("Không đúng lúc.", self.code), "x.docx", sheet.sha256)
        draft, review, approval = (sheet.state == s for s in ("draft", "in_review", "in_approval"))
        scheduled = sheet in self.paper.scheduled(self.clock())
        wrong = [
            (draft, partial(acts.upload, service, cast["vanan"], sheet.id, sent)),
            (draft, partial(acts.abandon, service, cast["vanan"], sheet.id, REASON)),
            (review, partial(cast.ask, "binh", Act.AGREE, sheet.id)),
            (review or approval, partial(acts.cancel_review, service, cast["vanan"], sheet.id, "")),
            (approval, partial(acts.return_to_draft, service, cast["chau"], sheet.id, REASON)),
            (approval, partial(cast.ask, "chau", Act.APPROVE, sheet.id)),
            (scheduled, partial(acts.cancel_approved, service, cast["chau"], sheet.id, REASON)),
            (False, partial(cast.ask, "vanan", Act.APPROVE, sheet.id)),
            (False, partial(cast.ask, "dung", Act.WITHDRAW, sheet.id, REASON)),
            (False, partial(acts.return_to_draft, service, cast["vanan"], sheet.id, REASON)),
        ]
        refused = data.draw(st.sampled_from([act for fits, act in wrong if not fits]))
        with pytest.raises(QmsError):
            refused()

    @invariant()
    def paper_and_database_agree(self) -> None:
        if hasattr(self, "seen"):
            self.seen.is_the_paper(self.paper, self.clock())
            for instant, sheet in self.ends_of_days[-1:] + self.ends_of_days[:1]:
                self.seen.was_in_force_on(instant, sheet)
