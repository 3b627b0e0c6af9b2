"""Any sequence of acts on requests, beside the table of what may follow what."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from qms.changes import acts
from qms.changes.model import ChangeRequest
from qms.changes.queries.links import request_numbers
from qms.changes.queries.listing import is_free
from qms.changes.rules import RequestAct, RequestState, Standing
from qms.documents import acts as documents
from qms.documents.model import Revision
from qms.documents.rules.states import OPEN
from qms.errors import Conflict
from tests.changes.asking import ask, merge, seen

MOST = 6
ACTS = st.sampled_from(RequestAct)


class Life(RuleBasedStateMachine):
    """Paper: how each request stands, and which of them lie in the open draft."""

    def __init__(self, cast, document_id) -> None:
        super().__init__()
        self.cast, self.document_id = cast, document_id
        self.paper: dict = {}
        self.draft = None

    @rule()
    def somebody_proposes(self) -> None:
        if len(self.paper) < MOST:
            self.paper[ask(self.cast, self.document_id)] = Standing.PROPOSED

    @rule(which=st.integers(0, MOST - 1), act=ACTS)
    def somebody_acts(self, which: int, act: RequestAct) -> None:
        if not self.paper:
            return
        request_id = list(self.paper)[which % len(self.paper)]
        expected = self.after(self.paper[request_id], act)
        if expected is None:
            with pytest.raises(Conflict, match="CHANGE-WRONG-STATE"):
                self.do(request_id, act)
        else:
            self.do(request_id, act)
            self.paper[request_id] = expected

    @rule()
    def the_draft_is_given_up(self) -> None:
        if self.draft is None:
            return
        documents.abandon(self.cast.service, self.cast["vanan"], self.draft, "Hoãn")
        self.draft = None
        for request_id, stands in self.paper.items():
            if stands is Standing.IN_WORK:
                self.paper[request_id] = Standing.ACCEPTED

    @invariant()
    def everything_is_as_on_paper(self) -> None:
        for request_id, stands in self.paper.items():
            assert seen(self.cast, request_id).row.standing is stands
        with self.cast.service.db.read() as session:
            opened = session.scalars(select(Revision).where(Revision.state.in_(OPEN))).all()
            free = (
                select(func.count())
                .select_from(ChangeRequest)
                .outerjoin(Revision, Revision.id == ChangeRequest.revision_id)
            )
            accepted = list(self.paper.values()).count(Standing.ACCEPTED)
            assert session.scalar(free.where(is_free())) == accepted
            assert [one.id for one in opened] == ([self.draft] if self.draft else [])
            for one in opened:
                numbers = request_numbers(session, one.id)
                assert one.change_requests == "; ".join(numbers)
                assert len(numbers) == list(self.paper.values()).count(Standing.IN_WORK)

    def do(self, request_id, act: RequestAct) -> None:
        service, giang = self.cast.service, self.cast["giang"]
        match act:
            case RequestAct.ACCEPT:
                acts.accept_request(service, giang, request_id)
            case RequestAct.DECLINE:
                acts.decline_request(service, giang, request_id, "Không phù hợp")
            case RequestAct.WITHDRAW:
                acts.withdraw_request(service, self.cast["dung"], request_id)
            case RequestAct.UNLINK:
                acts.unlink_request(service, giang, request_id)
            case RequestAct.LINK:
                self.draft = merge(self.cast, self.document_id, request_id)

    @staticmethod
    def after(present: Standing, act: RequestAct) -> Standing | None:
        """Written out here once more, not read from the rules."""
        match present, act:
            case Standing.PROPOSED, RequestAct.ACCEPT:
                return Standing.ACCEPTED
            case ((Standing.PROPOSED | Standing.ACCEPTED), RequestAct.DECLINE):
                return Standing.DECLINED
            case Standing.PROPOSED, RequestAct.WITHDRAW:
                return Standing.WITHDRAWN
            case Standing.ACCEPTED, RequestAct.LINK:
                return Standing.IN_WORK
            case Standing.IN_WORK, RequestAct.UNLINK:
                return Standing.ACCEPTED
        return None


def test_any_life_of_requests_is_as_it_would_be_on_paper(cast, qt05):
    def life() -> Life:
        made = Life(cast, qt05)
        with cast.service.db.read() as session:
            opened = session.scalars(select(Revision.id).where(Revision.state.in_(OPEN))).all()
        for revision_id in opened:
            documents.abandon(cast.service, cast["vanan"], revision_id, "Lần thử trước")
        for request_id in _left_over(cast):
            acts.decline_request(cast.service, cast["giang"], request_id, "Lần thử trước")
        return made

    run_state_machine_as_test(
        life,
        settings=settings(
            max_examples=10,
            stateful_step_count=25,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def _left_over(cast):
    with cast.service.db.read() as session:
        query = select(ChangeRequest.id).where(ChangeRequest.state == RequestState.ACCEPTED)
        return list(session.scalars(query))
