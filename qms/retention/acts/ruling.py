"""Rules and the policy: added, changed as a new version, never rewritten."""

import uuid

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qms.errors import Conflict, NotFound
from qms.people.rules import day_start
from qms.retention import seeds
from qms.retention.acts.case import Case, begin
from qms.retention.model import RetentionPolicy, RetentionRule
from qms.retention.queries.terms import policy_now
from qms.retention.rules import require_rule
from qms.retention.schemas import NewRule, PolicyChoice, RuleWords
from qms.service import Service


def add_rule(service: Service, actor_id: uuid.UUID, wish: NewRule) -> uuid.UUID:
    """A rule under a new code; raises Conflict("RETENTION-CODE-TAKEN")."""
    with service.db.write() as session:
        case = _ruler(session, service, actor_id)
        if _last(case, wish.code) is not None:
            raise Conflict("RETENTION-CODE-TAKEN", code=wish.code)
        return _added(case, wish.code, 1, wish).id


def change_rule(service: Service, actor_id: uuid.UUID, code: str, wish: RuleWords) -> uuid.UUID:
    """The next version of a rule; the one before it ends on that day and stays.

    What was closed before keeps the version it was closed under.
    """
    with service.db.write() as session:
        case = _ruler(session, service, actor_id)
        last = _last(case, code)
        if last is None:
            raise NotFound("RETENTION-RULE-NOT-FOUND")
        begins = day_start(wish.valid_from)
        if begins <= last.valid_from:
            raise Conflict("RETENTION-VERSION-TOO-EARLY", valid_from=last.valid_from)
        last.valid_to = begins
        session.flush()
        return _added(case, code, last.version + 1, wish).id


def bring_seed(service: Service, actor_id: uuid.UUID) -> int:
    """The sample durations, to be compared with the circular in force; codes there stay."""
    with service.db.write() as session:
        case = _ruler(session, service, actor_id)
        known = set(session.scalars(select(RetentionRule.code)))
        new = [rule for rule in seeds.rules() if rule.code not in known]
        for rule in new:
            _added(case, rule.code, 1, rule)
        return len(new)


def choose_policy(service: Service, actor_id: uuid.UUID, wish: PolicyChoice) -> None:
    """Which term applies from now on where the file plan and a legal rule disagree."""
    with service.db.write() as session:
        case = _ruler(session, service, actor_id)
        before = policy_now(session)
        if before is wish.policy:
            raise Conflict("RETENTION-POLICY-SAME")
        number = (session.scalar(select(func.max(RetentionPolicy.number))) or 0) + 1
        row = RetentionPolicy(
            number=number,
            policy=wish.policy,
            reason=wish.reason,
            made_at=case.now,
            made_by=case.actor.id,
        )
        session.add(row)
        session.flush()
        case.event(
            "policy.chosen",
            "person",
            case.actor.id,
            policy=wish.policy.value,
            before=before.value,
        )


def _ruler(session: Session, service: Service, actor_id: uuid.UUID) -> Case:
    case = begin(session, service, actor_id)
    require_rule(case.actor)
    return case


def _last(case: Case, code: str) -> RetentionRule | None:
    query = (
        select(RetentionRule)
        .where(RetentionRule.code == code)
        .order_by(RetentionRule.version.desc())
        .limit(1)
        .with_for_update(key_share=True)
    )
    return case.session.scalars(query).one_or_none()


def _added(case: Case, code: str, version: int, wish: RuleWords) -> RetentionRule:
    rule = RetentionRule(
        code=code,
        version=version,
        title=wish.title,
        kind=wish.kind,
        years=wish.years,
        event=wish.event,
        legal_basis=wish.legal_basis,
        note=wish.note,
        valid_from=day_start(wish.valid_from),
        made_at=case.now,
        made_by=case.actor.id,
    )
    case.session.add(rule)
    case.session.flush()
    case.event(
        "rule.added" if version == 1 else "rule.changed",
        "retention_rule",
        rule.id,
        code=code,
        version=version,
        term=wish.kind.value,
        years=wish.years or 0,
        valid_from=wish.valid_from.isoformat(),
    )
    return rule
