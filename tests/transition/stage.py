"""Projects and bulk issues as people of the cast do them."""

import uuid
from collections.abc import Sequence
from datetime import date

from qms.documents import acts as documents
from qms.documents.acts import Asked
from qms.documents.schemas import BulkProof, OneSign
from qms.transition import acts
from qms.transition.queries.projects import ProjectPage, project_page
from qms.transition.rules import Verdict
from qms.transition.schemas import Choice, Choices, IssuingDecision, NewProject
from tests.support.cast import PASSPHRASE, Cast, ready, register, review, submit

NUMBER, DECIDED = "215/QĐ-STNMT", date(2026, 3, 2)
DECISION = {"decision_number": NUMBER, "decision_on": DECIDED}


def begin(cast: Cast) -> uuid.UUID:
    """Giang begins the change from 2008 to 2015."""
    new = NewProject(
        name="Chuyển đổi sang TCVN ISO 9001:2015",
        from_standard="TCVN ISO 9001:2008",
        to_standard="TCVN ISO 9001:2015",
        map="9001-2008-2015",
    )
    return acts.begin_project(cast.service, cast["giang"], new)


def page(cast: Cast, project_id: uuid.UUID, login: str = "giang") -> ProjectPage:
    """The project as this person sees it."""
    with cast.service.db.read() as session:
        return project_page(session, cast.actor(login), project_id, cast.service.now())


def choose(cast: Cast, project_id: uuid.UUID, verdict: Verdict, *ids: uuid.UUID) -> None:
    """Giang puts documents on the list."""
    reason = "" if verdict in {Verdict.EDITION, Verdict.AMEND} else "Vẫn phù hợp, hoặc thừa."
    choices = [Choice(document_id=one, verdict=verdict, reason=reason) for one in ids]
    acts.choose(cast.service, cast["giang"], project_id, Choices(choices=choices))


def decide(cast: Cast, project_id: uuid.UUID, effective_on: date | None = None) -> None:
    """The decision under which all is issued."""
    wanted = IssuingDecision(
        **DECISION,
        effective_on=effective_on,
        row_version=page(cast, project_id).row_version,
    )
    acts.decide(cast.service, cast["giang"], project_id, wanted)


def in_approval(cast: Cast, *codes: str, **changes: object) -> list[uuid.UUID]:
    """New documents that wait for their approver under one decision."""
    found = []
    for code in codes:
        document_id = register(cast, code, f"Quy trình {code}")
        revision_id = ready(cast, document_id, f"Nội dung {code}.", **{**DECISION, **changes})
        submit(cast, revision_id)
        review(cast, revision_id)
        found.append(revision_id)
    return found


def ask(cast: Cast, revision_ids: Sequence[uuid.UUID], login: str = "chau") -> BulkProof:
    """What the page of many statements does: ask, and have the passphrase ready."""
    asked = documents.ask_to_approve_many(cast.service, cast[login], revision_ids)
    return proof_of(asked)


def proof_of(asked: Sequence[Asked], passphrase: str = PASSPHRASE) -> BulkProof:
    """The shown statements with a passphrase."""
    signs = [OneSign(revision_id=one.revision_id, challenge=one.request.challenge) for one in asked]
    return BulkProof(signs=signs, passphrase=passphrase)


def issue(cast: Cast, revision_ids: Sequence[uuid.UUID], login: str = "chau") -> None:
    """Asked and signed."""
    proof = ask(cast, revision_ids, login)
    documents.approve_many(cast.service, cast[login], proof)
