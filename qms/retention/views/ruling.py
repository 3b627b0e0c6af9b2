"""Rules, their versions, and the policy where two terms disagree."""

from typing import Any

from flask import flash, render_template
from flask_babel import gettext as _

from qms.errors import Conflict, Invalid
from qms.people.current import actor, service
from qms.people.rules import VIETNAM, today
from qms.people.views.sign_in import Page, see_other
from qms.retention import acts
from qms.retention.queries.rules import policy_row, rules_now, versions
from qms.retention.rules import Kind, may_rule, may_see
from qms.retention.schemas import NewRule, PolicyChoice, RuleWords
from qms.retention.views import words
from qms.retention.views.blueprints import retention
from qms.schemas import take
from qms.web.forms import Form, refused, submitted
from qms.web.guards import permission

SHOWN = ("title", "kind", "years", "event", "legal_basis", "note")


@retention.get("/rules")
@permission(may_see)
def rules() -> Page:
    """The rules that hold now."""
    return render_template("retention/rules.html", form=_fresh(), **_context())


@retention.post("/rules")
@permission(may_rule)
def add_rule() -> Page:
    """A rule under a new code."""
    values = submitted()
    try:
        acts.add_rule(service(), actor().id, take(NewRule, values, form=True))
    except (Invalid, Conflict) as error:
        return refused("retention/rules.html", values, error, **_context())
    flash(_("Đã thêm quy tắc."))
    return see_other("retention.rules")


@retention.post("/rules/seed")
@permission(may_rule)
def bring_seed() -> Page:
    """The sample durations, to be compared with the circular in force."""
    count = acts.bring_seed(service(), actor().id)
    flash(_("Đã nạp %(count)s quy tắc mẫu. Hãy đối chiếu với thông tư hiện hành.", count=count))
    return see_other("retention.rules")


@retention.post("/policy")
@permission(may_rule)
def choose_policy() -> Page:
    """Which term applies from now on."""
    values = submitted()
    try:
        acts.choose_policy(service(), actor().id, take(PolicyChoice, values, form=True))
    except (Invalid, Conflict) as error:
        return refused("retention/rules.html", values, error, **_context())
    flash(_("Đã đổi cách chọn thời hạn."))
    return see_other("retention.rules")


@retention.get("/rules/<code>")
@permission(may_see)
def rule(code: str) -> Page:
    """One rule with every version it had."""
    context = _one(code)
    last = context["versions"][0]
    values = {name: getattr(last, name) for name in SHOWN}
    return render_template("retention/rule.html", form=Form(values), **context)


@retention.post("/rules/<code>")
@permission(may_rule)
def change_rule(code: str) -> Page:
    """The next version; the one before it ends and stays."""
    values, context = submitted(), _one(code)
    try:
        acts.change_rule(service(), actor().id, code, take(RuleWords, values, form=True))
    except (Invalid, Conflict) as error:
        return refused("retention/rule.html", values, error, **context)
    flash(_("Đã ghi bản mới của quy tắc."))
    return see_other("retention.rule", code=code)


def _fresh() -> Form:
    return Form({"kind": Kind.YEARS.value, "valid_from": today(service().now())})


def _context() -> dict[str, Any]:
    with service().db.read() as session:
        rows = rules_now(session, service().now())
        policy = policy_row(session)
    policies = [(one.value, name) for one, name in words.POLICIES.items()]
    return {"rows": rows, "policy": policy, "policies": policies, **_choices()}


def _one(code: str) -> dict[str, Any]:
    with service().db.read() as session:
        found = versions(session, code)
    earliest = found[0].valid_from.astimezone(VIETNAM).date()
    return {"code": code, "versions": found, "earliest": earliest, **_choices()}


def _choices() -> dict[str, Any]:
    kinds = [(kind.value, name) for kind, name in words.KINDS.items()]
    return {"kinds": kinds, "may_rule": may_rule(actor())}
