"""Two people at the same instant: numbers stay gapless, one decision wins."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from sqlalchemy import select

from qms.changes import acts
from qms.changes.model import ChangeRequest
from qms.errors import Conflict, Unavailable
from tests.changes.asking import accepted, ask, merge, seen


def at_once(*doings):
    """Everybody at once; what each came back with, or its refusal."""

    def outcome(doing):
        while True:
            try:
                return doing()
            except Unavailable:  # busy: nothing was changed, it is tried again
                continue
            except Conflict as refused:
                return refused

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(outcome, doings))


def test_numbers_are_given_without_gaps_by_people_at_once(cast, qt05):
    people = ["dung", "vanan", "giang"] * 4
    made = at_once(*[partial(ask, cast, qt05, login) for login in people])
    assert not [one for one in made if isinstance(one, Conflict)]
    with cast.service.db.read() as session:
        numbers = list(session.scalars(select(ChangeRequest.number).order_by("number")))
    assert numbers == list(range(1, 13))


def test_of_acceptance_and_withdrawal_at_once_one_wins(cast, qt05):
    for _ in range(5):
        request_id = ask(cast, qt05)
        took, gave = at_once(
            lambda one=request_id: acts.accept_request(cast.service, cast["giang"], one),
            lambda one=request_id: acts.withdraw_request(cast.service, cast["dung"], one),
        )
        refused = [one for one in (took, gave) if isinstance(one, Conflict)]
        assert [one.code for one in refused] == ["CHANGE-WRONG-STATE"]
        stands = seen(cast, request_id).row.standing.value
        assert stands == ("withdrawn" if refused == [took] else "accepted")


def test_two_owners_at_once_fill_one_draft(cast, qt05):
    first, second = accepted(cast, qt05), accepted(cast, qt05)
    made = at_once(
        lambda: merge(cast, qt05, first, login="vanan"),
        lambda: merge(cast, qt05, second, login="giang"),
    )
    assert made[0] == made[1]
