"""Several at the same signed PDF: every signature is in it once, none is lost, none overwritten."""

from functools import partial

from sqlalchemy import func, select

from qms.documents.acts.archive import archive_papers
from qms.documents.rules.states import State
from qms.people.acts import revoke_certificate
from qms.sealing import acts as sealing
from qms.sealing.model import SealKey, SealUse
from qms.sealing.schemas import SealPicture
from qms.signing.model import (
    Certificate,
    PdfStep,
    RevocationReason,
    Signature,
    Timestamp,
)
from qms.signing.tokens import renew_tokens, stamp_missing
from qms.verification import verify_installation
from tests.races.moments import DONE, at_once
from tests.races.papers import Papers
from tests.races.stage import check_log, happened, state
from tests.sealing.papers import require_seal
from tests.sealing.stage import a_picture

ROUNDS = 2
SIGNATURE, SEAL, ARCHIVE = PdfStep.SIGNATURE, PdfStep.SEAL, PdfStep.ARCHIVE


def count(papers: Papers, model: type) -> int:
    with papers.service.db.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def whole(papers: Papers) -> None:
    """Everything an auditor would look at holds."""
    check_log(papers.cast)
    report = verify_installation(papers.service)
    assert report.ok, report.problems


def test_two_reviewers_who_agree_at_once_are_both_in_the_pdf(papers: Papers) -> None:
    for _ in range(ROUNDS):
        papers.at("submitted")
        assert at_once(*map(papers.agreeing, ("binh", "minh"))) == [DONE, DONE]
        assert papers.check() == ["author", "reviewer-1", "reviewer-2"]
        assert state(papers.cast, papers.revision_id) is State.IN_APPROVAL
    whole(papers)


def test_one_request_signed_twice_at_once_is_in_the_pdf_once(papers: Papers) -> None:
    for _ in range(ROUNDS):
        papers.at("approvable")
        approving = papers.approving()
        outcome = sorted(at_once(approving, approving))
        assert outcome[1] == DONE
        assert outcome[0] in {
            "SIGN-REQUEST-USED",
            "REVISION-WRONG-STATE",
            "DOCUMENT-ACT-NOT-ALLOWED",
        }
        assert papers.check() == ["author", "reviewer-1", "reviewer-2", "approver"]
        assert happened(papers.cast, "revision.approved", papers.revision_id) == 1


def test_two_clerks_set_the_seal_once(papers: Papers) -> None:
    for _ in range(ROUNDS):
        papers.at("approved")
        outcome = sorted(at_once(papers.sealing("khanh"), papers.sealing("lan")))
        assert outcome == sorted([DONE, "SEAL-ALREADY"])
        assert papers.check()[-1] == "organisation"
        assert papers.steps() == [SIGNATURE] * 4 + [SEAL]
        assert count(papers, SealUse) == 1
    whole(papers)


def test_two_archivers_stamp_a_sealed_paper_once(papers: Papers) -> None:
    for _ in range(ROUNDS):
        papers.at("approved")
        papers.sealing()()
        archiving = partial(archive_papers, papers.service)
        assert at_once(archiving, archiving) == [DONE, DONE]
        assert papers.steps() == [SIGNATURE] * 4 + [SEAL, ARCHIVE]
        papers.check()
    assert happened(papers.cast, "revision.paper_archived", papers.revision_id) == 1
    whole(papers)


def test_a_paper_sealed_while_it_is_archived_keeps_both(papers: Papers) -> None:
    """The type was without seal when the archiver came, and with it when the clerk did."""
    for _ in range(ROUNDS):
        papers.at("approved")
        sealing_it = papers.sealing()
        require_seal(papers.cast, seal=False)
        archiving = partial(archive_papers, papers.service)
        wanting = partial(require_seal, papers.cast)
        archived, _wanted, sealed = at_once(archiving, wanting, sealing_it)
        assert archived == DONE
        assert sealed in {DONE, "SEAL-NOT-REQUIRED"}
        if sealed != DONE:
            papers.sealing()()
        archive_papers(papers.service)
        assert papers.check()[-1] == "organisation"
        assert papers.steps()[-1] is ARCHIVE
        assert papers.steps().count(SEAL) == 1
    whole(papers)


def test_a_new_picture_of_the_seal_while_it_is_set_spoils_nothing(papers: Papers) -> None:
    papers.at("approved")
    red = a_picture("#b01030", (280, 280))
    put = partial(
        sealing.put_picture, papers.service, papers.cast["quan"], red, SealPicture(width_mm=34)
    )
    assert at_once(papers.sealing(), put) == [DONE, DONE]
    assert papers.check()[-1] == "organisation"


def certificate_of(papers: Papers, login: str) -> Certificate:
    query = select(Certificate).where(Certificate.holder_id == papers.cast[login])
    with papers.service.db.read() as session:
        return session.scalars(query).one()


def test_a_certificate_revoked_while_it_signs_has_signed_before_or_not_at_all(
    papers: Papers,
) -> None:
    for _ in range(ROUNDS):
        papers.at("approvable")
        approving = papers.approving()
        ending = partial(
            revoke_certificate,
            papers.service,
            papers.cast["chau"],
            certificate_of(papers, "chau").id,
            RevocationReason.SUPERSEDED,
        )
        signed, ended = at_once(approving, ending)
        assert ended == DONE
        assert signed in {DONE, "CERTIFICATE-REVOKED", "SIGNING-NO-CERTIFICATE"}
        done = signed == DONE
        assert happened(papers.cast, "revision.approved", papers.revision_id) == done
        assert papers.steps() == [SIGNATURE] * (3 + done)
        papers.check()
    whole(papers)


def test_the_seal_s_key_ended_while_it_seals_has_sealed_before_or_not_at_all(
    papers: Papers,
) -> None:
    for _ in range(ROUNDS):
        papers.at("approved")
        sealing_it = papers.sealing()
        with papers.service.db.read() as session:
            key = session.scalars(select(SealKey.certificate_id)).one()
        ending = partial(
            sealing.end_key, papers.service, papers.cast["quan"], key, RevocationReason.SUPERSEDED
        )
        sealed, ended = at_once(sealing_it, ending)
        assert ended == DONE
        assert sealed in {DONE, "CERTIFICATE-REVOKED", "SEAL-NO-KEY", "SIGNING-NO-CERTIFICATE"}
        assert (papers.steps()[-1] is SEAL) == (sealed == DONE)
        papers.check()
    whole(papers)


def test_time_stamps_asked_for_by_two_workers_at_once_are_kept_once(papers: Papers) -> None:
    papers.at("approvable")
    with papers.outage():
        papers.approving()()
    before, signatures = count(papers, Timestamp), count(papers, Signature)
    assert before == signatures - 1
    now = papers.service.now()
    stamping = partial(stamp_missing, papers.service.db, papers.service.stamper, now)
    assert at_once(stamping, stamping, stamping) == [DONE] * 3
    assert count(papers, Timestamp) == signatures
    later = papers.clock.advance(days=4 * 365 + 30)
    renewing = partial(renew_tokens, papers.service.db, papers.service.stamper, later)
    assert at_once(renewing, renewing) == [DONE, DONE]
    assert count(papers, Timestamp) == 2 * signatures


def test_a_renewed_archive_beside_a_renewed_archive_is_renewed_once(papers: Papers) -> None:
    papers.at("approved")
    papers.sealing()()
    archive_papers(papers.service)
    papers.clock.advance(days=4 * 365 + 30)
    archiving = partial(archive_papers, papers.service)
    assert at_once(archiving, archiving, archiving) == [DONE] * 3
    assert papers.steps() == [SIGNATURE] * 4 + [SEAL, ARCHIVE, ARCHIVE]
    papers.check()
