"""Lifecycle and permissions: every state, every act, everybody, as one table to be read."""

import uuid
from itertools import product

import pytest

from qms.documents.rules.period import Standing
from qms.documents.rules.permissions import (
    DocumentFacts,
    RevisionFacts,
    Visibility,
    may_see_revision,
    permitted_acts,
    require,
    require_apart,
)
from qms.documents.rules.states import (
    ENDS_ROUND,
    OPEN,
    SIGNED,
    TRANSITIONS,
    Act,
    State,
    Verdict,
    WrongState,
    acts_from,
    after_agreement,
    next_state,
    steps,
)
from qms.errors import NotAllowed
from qms.people.rules import Actor, Grant, Role

pytestmark = pytest.mark.unit
OFFICE, ELSEWHERE = uuid.uuid4(), uuid.uuid4()
DOCUMENT = DocumentFacts(OFFICE)

# Who is named in the revision (or not), with which roles for the owning unit.
PEOPLE: dict[str, tuple[Role, ...]] = {
    "author": (Role.AUTHOR, Role.STAFF),
    "colleague who writes too": (Role.AUTHOR,),
    "quality manager": (Role.QUALITY_MANAGER,),
    "reviewer": (Role.REVIEWER,),
    "reviewer who lost the role": (Role.STAFF,),
    "approver": (Role.APPROVER,),
    "approver who lost the role": (Role.STAFF,),
    "delegate of the approver": (Role.STAFF,),
    "another approver": (Role.APPROVER,),
    "another reviewer": (Role.REVIEWER,),
    "unit head": (Role.UNIT_HEAD,),
    "staff": (Role.STAFF,),
    "auditor": (Role.AUDITOR,),
    "administrator": (Role.ADMINISTRATOR,),
    "inspector": (Role.INSPECTOR,),
}
IDS = {name: uuid.uuid4() for name in PEOPLE}

# Everything that may be done; what is not here is refused.
MAY: dict[str, dict[State, str]] = {
    "author": {
        State.DRAFT: "edit submit abandon",
        State.IN_REVIEW: "cancel_review reassign",
        State.IN_APPROVAL: "cancel_review reassign",
    },
    "colleague who writes too": {State.DRAFT: "edit abandon"},
    "quality manager": {
        State.DRAFT: "edit submit abandon",
        State.IN_REVIEW: "cancel_review reassign",
        State.IN_APPROVAL: "cancel_review reassign",
        State.APPROVED: "cancel",
    },
    "reviewer": {State.IN_REVIEW: "agree request_changes"},
    "approver": {State.IN_APPROVAL: "approve return", State.APPROVED: "cancel withdraw"},
    "delegate of the approver": {State.IN_APPROVAL: "approve return"},
    "another approver": {State.APPROVED: "cancel withdraw"},
}


def actor(name: str, unit_id: uuid.UUID | None = OFFICE) -> Actor:
    grants = frozenset(Grant(role, unit_id) for role in PEOPLE[name])
    units = frozenset({unit_id} if unit_id else ())
    return Actor(IDS[name], name, name, grants, units, {}, "vi")


def revision(state: State, approver: str = "approver") -> RevisionFacts:
    return RevisionFacts(
        state=state,
        authors=frozenset({IDS["author"]}),
        reviewers=frozenset({IDS["reviewer"], IDS["reviewer who lost the role"]}),
        approver=IDS[approver],
        approver_delegates=frozenset({IDS["delegate of the approver"]}),
    )


def can(name: str, state: State, act: Act, unit_id: uuid.UUID | None = OFFICE) -> bool:
    """What the acts ask: is it this person's, and has the table such a step."""
    facts = revision(state, name if name.startswith("approver") else "approver")
    try:
        require(actor(name, unit_id), act, DOCUMENT, facts)
        next_state(state, act)
    except (NotAllowed, WrongState):
        return False
    return True


@pytest.mark.parametrize("name", PEOPLE)
def test_everybody_can_do_exactly_what_the_table_says(name: str) -> None:
    for state, act in product(State, Act):
        expected = act.value in MAY.get(name, {}).get(state, "").split()
        assert can(name, state, act) is expected, (name, state, act)
        assert can(name, state, act, unit_id=None) is expected, "the role for the whole agency"


@pytest.mark.parametrize("name", PEOPLE)
def test_a_role_for_another_unit_is_worth_nothing(name: str) -> None:
    """Only a delegation does not ask for a role of the one who signs."""
    for state, act in product(State, Act):
        delegated = name == "delegate of the approver" and can(name, state, act)
        assert can(name, state, act, ELSEWHERE) is delegated, (name, state, act)


def test_what_is_offered_is_what_is_allowed() -> None:
    for name, state in product(PEOPLE, State):
        offered = permitted_acts(actor(name), DOCUMENT, revision(state)) & acts_from(state)
        if not name.startswith("approver who"):
            assert offered == {act for act in Act if can(name, state, act)}


def test_adoption_is_nobodys_act_on_a_single_revision() -> None:
    assert not any(can(name, state, Act.ADOPT) for name, state in product(PEOPLE, State))


def test_every_pair_of_state_and_act_has_one_answer() -> None:
    for state, act in product(State, Act):
        if (state, act) in TRANSITIONS:
            assert next_state(state, act) is TRANSITIONS[state, act]
        else:
            with pytest.raises(WrongState) as refused:
                next_state(state, act)
            assert refused.value.parameters == {"state": state.value, "act": act.value}


def test_what_is_over_stays_over() -> None:
    for state in (State.WITHDRAWN, State.CANCELLED, State.ABANDONED):
        assert acts_from(state) == frozenset()
        assert state not in OPEN
    assert {end for start, end in steps() if start is State.APPROVED} == {
        State.CANCELLED,
        State.WITHDRAWN,
    }


def test_every_state_can_be_reached_from_a_draft() -> None:
    reached, before = {State.DRAFT}, set()
    while reached != before:
        before = set(reached)
        reached |= {end for start, end in steps() if start in reached}
    assert reached == set(State)


def test_nothing_is_approved_without_the_steps_before_it() -> None:
    """Only from approval, or as part of a signed list; a way there leads through the review."""
    into = {(start, act) for (start, act), end in TRANSITIONS.items() if end is State.APPROVED}
    assert into == {(State.IN_APPROVAL, Act.APPROVE), (State.DRAFT, Act.ADOPT)}
    assert {start for start, end in steps() if end is State.IN_APPROVAL} == {State.IN_REVIEW}


def test_what_decides_is_signed_and_ends_its_round() -> None:
    assert {
        Act.SUBMIT, Act.AGREE, Act.REQUEST_CHANGES, Act.APPROVE, Act.ADOPT, Act.WITHDRAW,
    } == SIGNED  # fmt: skip
    left = {
        act
        for (start, act), end in TRANSITIONS.items()
        if start in {State.IN_REVIEW, State.IN_APPROVAL} and end not in {start, State.IN_APPROVAL}
    }
    assert set(ENDS_ROUND) == left


def test_all_named_reviewers_must_agree() -> None:
    assert after_agreement([]) is State.IN_REVIEW
    for verdicts in product([None, *Verdict], repeat=3):
        all_agree = set(verdicts) == {Verdict.AGREE}
        expected = State.IN_APPROVAL if all_agree else State.IN_REVIEW
        assert after_agreement(list(verdicts)) is expected


# Who may see a revision as it stands, of a document that the whole agency reads.
READERS = set(PEOPLE)
HISTORY = {"author", "colleague who writes too", "quality manager", "approver", "another approver",
           "auditor", "unit head"}  # fmt: skip
PARTIES = {"author", "reviewer", "reviewer who lost the role", "approver",
           "delegate of the approver"}  # fmt: skip
MANAGING = {"quality manager", "auditor"}
SEES = {
    Standing.IN_FORCE: READERS,
    Standing.SUPERSEDED: HISTORY,
    Standing.WITHDRAWN: HISTORY,
    Standing.DRAFT: PARTIES | MANAGING | {"colleague who writes too"},
    Standing.IN_REVIEW: PARTIES | MANAGING | {"colleague who writes too"},
    Standing.IN_APPROVAL: PARTIES | MANAGING | {"colleague who writes too"},
    Standing.SCHEDULED: PARTIES | MANAGING,
    Standing.CANCELLED: PARTIES | MANAGING,
    Standing.ABANDONED: PARTIES | MANAGING,
}
STORED = {
    Standing.IN_FORCE: State.APPROVED,
    Standing.SUPERSEDED: State.APPROVED,
    Standing.SCHEDULED: State.APPROVED,
}


@pytest.mark.parametrize("stands", Standing)
def test_readers_are_offered_only_what_is_in_force(stands: Standing) -> None:
    state = STORED.get(stands) or State(stands.value)
    sees = {
        name for name in PEOPLE if may_see_revision(actor(name), DOCUMENT, revision(state), stands)
    }
    assert sees == SEES[stands]


def test_a_document_for_some_is_not_for_others() -> None:
    """For the own unit, for named people; whoever sees its history and its parties always."""
    always = HISTORY | PARTIES
    unit = DocumentFacts(OFFICE, Visibility.UNIT)
    named = DocumentFacts(OFFICE, Visibility.NAMED, frozenset({IDS["staff"]}))
    for name in PEOPLE:
        stranger = actor(name, ELSEWHERE)
        facts = revision(State.APPROVED)
        at_home = may_see_revision(actor(name), unit, facts, Standing.IN_FORCE)
        assert at_home
        assert may_see_revision(stranger, unit, facts, Standing.IN_FORCE) is (name in PARTIES)
        by_name = may_see_revision(actor(name), named, facts, Standing.IN_FORCE)
        assert by_name is (name in always | {"staff"})


def test_doers_and_authors_are_kept_apart_with_those_acted_for() -> None:
    author, director, deputy = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    require_apart(frozenset({director, deputy}), frozenset({author}), "APPROVER-IS-AUTHOR")
    with pytest.raises(NotAllowed, match="APPROVER-IS-AUTHOR"):
        require_apart(frozenset({deputy, author}), frozenset({author}), "APPROVER-IS-AUTHOR")
