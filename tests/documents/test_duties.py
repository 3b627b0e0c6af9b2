"""Nobody verifies the own work, and nobody signs in a role that was taken away."""

import uuid
from functools import partial

import pytest
from sqlalchemy import select

from qms.documents import acts
from qms.documents.model import Revision, RevisionAuthor
from qms.documents.rules.states import Act, State
from qms.documents.schemas import ImportRow, NewApprover, Proof
from qms.errors import Conflict, NotAllowed
from qms.people import acts as people
from qms.people.model import RoleGrant
from qms.people.rules import Role, today
from qms.people.schemas import NewRole
from tests.races.moments import DONE, Moment, at_once
from tests.races.stage import in_approval, signed_approval, state
from tests.support.cast import PASSPHRASE, ROOT, Cast, a_docx, ready, register, submit

ROUNDS = 20


def take_away(cast: Cast, login: str, role: Role) -> None:
    """The administrator ends a role from now on."""
    query = select(RoleGrant.id).where(RoleGrant.person_id == cast[login], RoleGrant.role == role)
    with cast.service.db.read() as session:
        grant_id: uuid.UUID = session.scalars(query).one()
    people.end_role(cast.service, ROOT, grant_id)


def test_an_approver_whose_role_ended_after_the_signature_does_not_approve(cast: Cast) -> None:
    revision_id = in_approval(cast, register(cast), "Bản.")
    approval = signed_approval(cast, revision_id)
    take_away(cast, "chau", Role.APPROVER)
    assert at_once(approval) == ["DOCUMENT-ACT-NOT-ALLOWED"]
    assert state(cast, revision_id) is State.IN_APPROVAL


def test_a_reviewer_whose_role_ended_gives_no_verdict(cast: Cast) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    take_away(cast, "binh", Role.REVIEWER)
    with pytest.raises(NotAllowed, match="DOCUMENT-ACT-NOT-ALLOWED"):
        cast.ask("binh", Act.AGREE, revision_id)


def test_whoever_submitted_is_an_author_and_cannot_become_the_approver(cast: Cast) -> None:
    """Giang uploads nothing: she signs the submission, then wants the approval for herself."""
    people.grant_role(cast.service, ROOT, cast["giang"], NewRole(role=Role.APPROVER))
    revision_id = ready(cast, register(cast), "Bản.")
    proof = cast.ask("giang", Act.SUBMIT, revision_id)
    acts.submit_for_review(cast.service, cast["giang"], revision_id, proof)
    with cast.service.db.read() as session:
        query = select(RevisionAuthor.person_id).where(RevisionAuthor.revision_id == revision_id)
        assert set(session.scalars(query)) == {cast["vanan"], cast["giang"]}
    herself = NewApprover(person_id=cast["giang"], reason="Giám đốc đi vắng")
    with pytest.raises(NotAllowed, match="APPROVER-IS-AUTHOR"):
        acts.change_approver(cast.service, cast["giang"], revision_id, herself)


def test_a_draft_given_up_while_its_list_is_signed(cast: Cast) -> None:
    """Adopted or given up, never both, and the loser hears of a conflict."""
    moment = Moment(cast.service.db)
    day = today(cast.service.now())
    adoption_id = acts.prepare_adoption(cast.service, cast["giang"], "12/QĐ", day, cast["chau"])
    row = ImportRow(
        file="qt.docx", code="QT-05", title="Quy trình", type_code="QT", field_code="chung",
        owner_unit_id=cast.units["VP"], clauses=[], edition=2, revision=1, effective_on=day,
        summary="Đang áp dụng",
    )  # fmt: skip
    acts.import_document(cast.service, cast["giang"], row, a_docx(), adoption_id)
    with cast.service.db.read() as session:
        revision_id = session.scalars(select(Revision.id)).one()
    request = acts.ask_to_adopt(cast.service, cast["chau"], adoption_id)
    proof = Proof(challenge=request.challenge, passphrase=PASSPHRASE)
    adopting = partial(acts.adopt, cast.service, cast["chau"], adoption_id, proof)
    giving_up = partial(acts.abandon, cast.service, cast["giang"], revision_id, "Nhầm")
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        outcome = at_once(adopting, giving_up)
        assert outcome.count(DONE) == 1, outcome
        expected = State.APPROVED if outcome[0] == DONE else State.ABANDONED
        assert state(cast, revision_id) is expected


def test_a_row_changed_behind_our_back_is_a_conflict(cast: Cast) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    db = cast.service.db
    if db.is_sqlite:
        return  # writers there are alone

    def change_what_was_read_before() -> None:
        with db.write() as session:
            mine = session.get_one(Revision, revision_id)
            acts.abandon(cast.service, cast["vanan"], revision_id, "Thôi")
            mine.title = "Khác"

    with pytest.raises(Conflict, match="CONFLICT-AT-WRITE"):
        change_what_was_read_before()
