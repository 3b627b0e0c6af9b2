"""The life of a request, as rules alone tell it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.changes.rules import (
    ENDED,
    TRANSITIONS,
    RequestAct,
    RequestState,
    Standing,
    WrongStanding,
    check_together,
    decide_by,
    next_standing,
    standing,
    stored,
)
from qms.documents.rules.states import State
from qms.errors import Invalid


@given(st.sampled_from(RequestState), st.sampled_from([None, *State]))
def test_only_an_accepted_request_stands_by_its_revision(state, revision):
    stands = standing(state, revision)
    if state is not RequestState.ACCEPTED:
        assert stands.value == state.value
    assert stored(stands) is state


@pytest.mark.parametrize(
    ("revision", "stands"),
    [
        (None, Standing.ACCEPTED),
        (State.DRAFT, Standing.IN_WORK),
        (State.IN_REVIEW, Standing.IN_WORK),
        (State.IN_APPROVAL, Standing.IN_WORK),
        (State.APPROVED, Standing.ANSWERED),
        (State.WITHDRAWN, Standing.ANSWERED),
        (State.ABANDONED, Standing.ACCEPTED),
        (State.CANCELLED, Standing.ACCEPTED),
    ],
)
def test_an_accepted_request_is_answered_with_its_revision_and_free_again_without(revision, stands):
    assert standing(RequestState.ACCEPTED, revision) is stands


@given(st.sampled_from(Standing), st.sampled_from(RequestAct))
def test_what_ended_is_never_taken_up_again(present, act):
    if (present, act) in TRANSITIONS:
        assert present not in ENDED
        next_standing(present, act)
    else:
        with pytest.raises(WrongStanding):
            next_standing(present, act)


def test_the_owner_has_ten_days():
    assert decide_by(date(2026, 12, 25)) == date(2027, 1, 4)


@pytest.mark.parametrize("count", [0, 21])
def test_one_revision_answers_between_one_and_twenty_requests(count):
    with pytest.raises(Invalid) as refused:
        check_together(count)
    assert refused.value.code == "CHANGE-MERGE-COUNT"
