"""Who may read and who may act (design: people and positions; separation of duties)."""

import uuid
from dataclasses import dataclass, field
from enum import StrEnum

from qms.documents.rules.period import DEAD, Standing
from qms.documents.rules.states import OPEN, Act, State
from qms.errors import NotAllowed
from qms.people.rules import Actor, Role

PersonIds = frozenset[uuid.UUID]
REVIEWING = frozenset({Role.REVIEWER, Role.QUALITY_MANAGER, Role.APPROVER})


class Visibility(StrEnum):
    """Who may read a document in force; secret classes are refused by design."""

    AGENCY = "agency"
    UNIT = "unit"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What permission asks of a document."""

    owner_unit_id: uuid.UUID
    visibility: Visibility = Visibility.AGENCY
    named: PersonIds = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class RevisionFacts:
    """What permission asks of a revision: who wrote, reviews and approves it."""

    state: State
    authors: PersonIds = field(default_factory=frozenset)
    reviewers: PersonIds = field(default_factory=frozenset)
    approver: uuid.UUID | None = None
    approver_delegates: PersonIds = field(default_factory=frozenset)


def manages(actor: Actor, document: DocumentFacts) -> bool:
    """The quality manager of the owning unit (or of the whole agency)."""
    return actor.has(Role.QUALITY_MANAGER, document.owner_unit_id)


def may_register(actor: Actor, owner_unit_id: uuid.UUID) -> bool:
    """Quality managers and authors take new documents into the register for their units."""
    return actor.has(Role.QUALITY_MANAGER, owner_unit_id) or actor.has(Role.AUTHOR, owner_unit_id)


def may_register_somewhere(actor: Actor) -> bool:
    """Whether there is a unit for which this person may register."""
    return actor.has_any((Role.QUALITY_MANAGER, Role.AUTHOR))


def may_hand_over(actor: Actor) -> bool:
    """The quality manager of the whole agency gives a leaver's open work to somebody else."""
    return actor.has_everywhere(Role.QUALITY_MANAGER)


def may_draft(actor: Actor, document: DocumentFacts) -> bool:
    """Who may open a revision and upload into it."""
    return may_register(actor, document.owner_unit_id)


def may_see_history(actor: Actor, document: DocumentFacts) -> bool:
    """Superseded and withdrawn editions are for those who answer for them, and for auditors."""
    return (
        actor.has(Role.AUDITOR, document.owner_unit_id)
        or manages(actor, document)
        or actor.has(Role.AUTHOR, document.owner_unit_id)
        or actor.has(Role.APPROVER, document.owner_unit_id)
        or actor.has(Role.UNIT_HEAD, document.owner_unit_id)
    )


def may_read_in_force(actor: Actor, document: DocumentFacts) -> bool:
    """A reader in the circle of the document; those who see its history may always read it."""
    if may_see_history(actor, document) or document.visibility is Visibility.AGENCY:
        return True
    if document.visibility is Visibility.UNIT:
        return document.owner_unit_id in actor.unit_ids
    return actor.id in document.named


def is_party(actor: Actor, revision: RevisionFacts) -> bool:
    """Who writes, reviews or approves this revision."""
    approvers = revision.approver_delegates | ({revision.approver} if revision.approver else set())
    return actor.id in revision.authors | revision.reviewers | approvers


def may_see_revision(
    actor: Actor, document: DocumentFacts, revision: RevisionFacts, stands: Standing
) -> bool:
    """Readers are offered only what is in force; drafts are for who writes, reviews, manages."""
    if stands is Standing.IN_FORCE:
        return may_read_in_force(actor, document) or is_party(actor, revision)
    if stands in DEAD:
        return may_see_history(actor, document)
    if actor.has(Role.AUDITOR, document.owner_unit_id) or manages(actor, document):
        return True
    writing = revision.state in OPEN and may_draft(actor, document)
    return writing or is_party(actor, revision)


def may_see_making(
    actor: Actor, document: DocumentFacts, revision: RevisionFacts, stands: Standing
) -> bool:
    """Uploads, verdicts and remarks of what is in force are for who made it or sees its history."""
    if stands is not Standing.IN_FORCE:
        return True  # then `may_see_revision` has let in nobody else
    return is_party(actor, revision) or may_see_history(actor, document)


def permitted_acts(
    actor: Actor, document: DocumentFacts, revision: RevisionFacts
) -> frozenset[Act]:
    """The acts this person may do to this revision, before the state table is asked.

    Being named is not enough: the role is asked again, so that it can be taken away in between.
    """
    acts: set[Act] = set()
    unit_id, writes = document.owner_unit_id, may_draft(actor, document)
    if writes and revision.state in OPEN:
        acts |= {Act.EDIT, Act.ABANDON}
    if writes and (actor.id in revision.authors or manages(actor, document)):
        acts |= {Act.SUBMIT, Act.CANCEL_REVIEW, Act.REASSIGN}
    if actor.id in revision.reviewers and actor.has_any(REVIEWING, unit_id):
        acts |= {Act.AGREE, Act.REQUEST_CHANGES}
    named = actor.id == revision.approver and actor.has(Role.APPROVER, unit_id)
    if named or actor.id in revision.approver_delegates:
        acts |= {Act.APPROVE, Act.RETURN}
    if actor.has(Role.APPROVER, unit_id):
        acts |= {Act.WITHDRAW, Act.CANCEL}
    if manages(actor, document):
        acts.add(Act.CANCEL)
    return frozenset(acts)


def require(actor: Actor, act: Act, document: DocumentFacts, revision: RevisionFacts) -> None:
    """Refuse an act that is not this person's."""
    if act not in permitted_acts(actor, document, revision):
        raise NotAllowed("DOCUMENT-ACT-NOT-ALLOWED", act=act.value)


def require_apart(doers: PersonIds, authors: PersonIds, code: str) -> None:
    """Author ≠ reviewer and author ≠ approver; the one acted for counts like the one who acts."""
    if doers & authors:
        raise NotAllowed(code)
