"""Rules, the policy, holds and events."""

from uuid import UUID

from qms.documents.schemas import ReasonGiven
from qms.people.current import actor, service
from qms.retention import acts
from qms.retention.api.blueprint import api
from qms.retention.queries.holds import HoldRow, holds
from qms.retention.queries.rules import PolicyRow, RuleRow, policy_row, rules_now, versions
from qms.retention.rules import may_rule, may_see
from qms.retention.schemas import Happened, NewHold, NewRule, PolicyChoice, RuleWords
from qms.web.guards import permission
from qms.web.rest import Items, operation


@api.get("/retention/rules")
@permission(may_see)
@operation(Items[RuleRow])
def list_rules() -> Items[RuleRow]:
    """The version of every rule that holds now."""
    with service().db.read() as session:
        return Items(rules_now(session, service().now()))


@api.post("/retention/rules")
@permission(may_rule)
@operation(Items[RuleRow], body=NewRule, status=201)
def post_rule(body: NewRule) -> Items[RuleRow]:
    """A rule under a new code."""
    acts.add_rule(service(), actor().id, body)
    return _versions(body.code)


@api.post("/retention/rules/seed")
@permission(may_rule)
@operation(Items[RuleRow], status=201)
def post_seed() -> Items[RuleRow]:
    """Bring the sample durations in; codes that are there stay as they are."""
    acts.bring_seed(service(), actor().id)
    with service().db.read() as session:
        return Items(rules_now(session, service().now()))


@api.get("/retention/rules/<code>/versions")
@permission(may_see)
@operation(Items[RuleRow])
def list_versions(code: str) -> Items[RuleRow]:
    """Every version of a rule, the latest first."""
    return _versions(code)


@api.post("/retention/rules/<code>/versions")
@permission(may_rule)
@operation(Items[RuleRow], body=RuleWords, status=201)
def post_version(code: str, body: RuleWords) -> Items[RuleRow]:
    """The next version of a rule, from a later day on."""
    acts.change_rule(service(), actor().id, code, body)
    return _versions(code)


@api.get("/retention/policy")
@permission(may_see)
@operation(PolicyRow)
def get_policy() -> PolicyRow:
    """Which term applies where file plan and rule disagree."""
    with service().db.read() as session:
        return policy_row(session)


@api.put("/retention/policy")
@permission(may_rule)
@operation(PolicyRow, body=PolicyChoice)
def put_policy(body: PolicyChoice) -> PolicyRow:
    """Choose it, with the reason; earlier choices stay recorded."""
    acts.choose_policy(service(), actor().id, body)
    return _policy()


@api.get("/retention/holds")
@permission(may_see)
@operation(Items[HoldRow])
def list_holds() -> Items[HoldRow]:
    """Holds in force first, then those lifted."""
    return _holds()


@api.post("/retention/holds")
@permission(may_see)
@operation(Items[HoldRow], body=NewHold, status=201)
def post_hold(body: NewHold) -> Items[HoldRow]:
    """Let nothing of a record, a file of the plan or a form's records be destroyed."""
    acts.place_hold(service(), actor().id, body)
    return _holds()


@api.post("/retention/holds/<uuid:hold_id>/release")
@permission(may_see)
@operation(Items[HoldRow], body=ReasonGiven, status=201)
def post_release(hold_id: UUID, body: ReasonGiven) -> Items[HoldRow]:
    """Lift a hold, with the reason."""
    acts.release_hold(service(), actor().id, hold_id, body.reason)
    return _holds()


@api.post("/retention/events")
@permission(may_see)
@operation(body=Happened)
def post_event(body: Happened) -> None:
    """Say that the event happened until which something was kept."""
    acts.say_happened(service(), actor().id, body)


def _policy() -> PolicyRow:
    with service().db.read() as session:
        return policy_row(session)


def _versions(code: str) -> Items[RuleRow]:
    with service().db.read() as session:
        return Items(versions(session, code))


def _holds() -> Items[HoldRow]:
    with service().db.read() as session:
        return Items(holds(session, actor()))
