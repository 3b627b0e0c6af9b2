"""Killed, without room, without time-stamps, asleep for a week: signed papers stay whole."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select

from qms.audit import AuditEvent
from qms.audit.model import Checkpoint
from qms.documents.acts import return_to_draft
from qms.documents.acts.archive import archive_papers
from qms.documents.rules.states import State
from qms.errors import Conflict, Unavailable
from qms.jobs import anchoring, certificates
from qms.people.acts import revoke_certificate
from qms.proofs.acts import checkpoints
from qms.proofs.queries.checkpoints import newest
from qms.sealing.model import SealUse
from qms.signing.model import Certificate, PdfStep, RevocationReason
from qms.verification import verify_installation
from tests.faults.children import DONE, KILLED, injected, killed, needs_strace
from tests.faults.test_kills import check_database
from tests.races.papers import Papers
from tests.races.stage import check_log, happened, state

SIGNATURE, SEAL, ARCHIVE = PdfStep.SIGNATURE, PdfStep.SEAL, PdfStep.ARCHIVE
# Beside the steps of the store, on SQLite those of a commit, on PostgreSQL the messages to it.
STORE = [("fsync", 1), ("rename", 1)]
STEPS = {
    True: [*STORE, ("fdatasync", 3), ("pwrite64", 61)],
    False: [*STORE, ("sendto", 23)],
}


def each_kill(papers: Papers, name: str, act: Callable[[], object]) -> Iterator[str]:
    """The act is killed at step after step, each time from where it is now; what it said before."""
    papers.keep(name)
    for call, stride in STEPS[papers.service.db.is_sqlite]:
        papers.service.db.engine.dispose()
        for said in killed(act, call, stride):
            assert said in {KILLED, DONE}
            check_database(papers.service.db)
            yield said
            papers.at(name)
            papers.service.db.engine.dispose()


def count(papers: Papers, model: type) -> int:
    with papers.service.db.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def whole(papers: Papers) -> list[PdfStep]:
    """The chain, the log and every stored state hold; what was appended so far."""
    papers.check()
    check_log(papers.cast)
    return papers.steps()


@needs_strace
def test_an_approval_on_paper_killed_at_every_step(papers: Papers) -> None:
    papers.at("approvable")
    kills = 0
    for said in each_kill(papers, "asked_to_approve", papers.approving()):
        kills += said == KILLED
        approved = state(papers.cast, papers.revision_id) is State.APPROVED
        assert approved or said == KILLED
        assert whole(papers) == [SIGNATURE] * (3 + approved)
        assert happened(papers.cast, "revision.approved", papers.revision_id) == approved
    papers.approving()()
    assert papers.check()[-1] == "approver"
    assert kills >= 6, kills


@needs_strace
def test_a_seal_killed_at_every_step(papers: Papers) -> None:
    papers.at("approved")
    kills = 0
    for said in each_kill(papers, "asked_to_seal", papers.sealing()):
        kills += said == KILLED
        sealed = count(papers, SealUse)
        assert sealed or said == KILLED
        assert whole(papers) == [SIGNATURE] * 4 + [SEAL] * sealed
    papers.sealing()()
    assert papers.check()[-1] == "organisation"
    assert kills >= 6, kills


@needs_strace
def test_an_archiving_killed_at_every_step_is_done_at_the_next_turn(papers: Papers) -> None:
    papers.at("approved")
    papers.sealing()()
    kills = 0
    for said in each_kill(papers, "to_archive", partial(archive_papers, papers.service)):
        kills += said == KILLED
        archived = ARCHIVE in papers.steps()
        assert archived or said == KILLED
        assert archive_papers(papers.service) == (not archived)
        assert whole(papers) == [SIGNATURE] * 4 + [SEAL, ARCHIVE]
    assert kills >= 6, kills


@needs_strace
def test_a_checkpoint_killed_at_every_step_is_made_once_and_published(
    papers: Papers, tmp_path: Path
) -> None:
    papers.at("approved")
    service = replace(
        papers.service, settings=replace(papers.service.settings, checkpoint_folder=str(tmp_path))
    )

    def act() -> None:
        checkpoints.make_checkpoint(service)
        checkpoints.publish(service)

    kills = 0
    for said in each_kill(papers, "before_checkpoint", act):
        kills += said == KILLED
        assert happened_of(papers, checkpoints.MADE) == count(papers, Checkpoint)
        written = {one for one in tmp_path.iterdir() if not one.name.startswith(".")}
        with service.db.read() as session:
            notes = set(session.scalars(select(Checkpoint.note)))
        assert {one.read_text() for one in written if one.suffix == ".txt"} <= notes
        anchoring.daily(service)
        anchoring.publish(service)
        assert count(papers, Checkpoint) == 1
        with service.db.read() as session:
            stem = newest(session)
        assert stem is not None
        assert {one.suffix for one in tmp_path.glob("checkpoint-*")} == {".txt", ".tst"}
        check_log(papers.cast)
        for one in tmp_path.iterdir():
            one.unlink()
    service.close()
    assert kills >= 6, kills


def happened_of(papers: Papers, action: str) -> int:
    query = select(func.count()).where(AuditEvent.action == action)
    with papers.service.db.read() as session:
        return session.scalar(query) or 0


@needs_strace
def test_where_the_store_is_full_nothing_is_signed_sealed_or_archived(papers: Papers) -> None:
    """With room again the same request is still good."""
    papers.at("approvable")
    approving = papers.approving()
    refused(papers, approving)
    assert state(papers.cast, papers.revision_id) is State.IN_APPROVAL
    approving()
    sealing = papers.sealing()
    refused(papers, sealing)
    assert count(papers, SealUse) == 0
    sealing()
    refused(papers, partial(archive_papers, papers.service))
    assert archive_papers(papers.service) == 1
    assert whole(papers) == [SIGNATURE] * 4 + [SEAL, ARCHIVE]


def refused(papers: Papers, act: Callable[[], object]) -> None:
    """For want of room, at the first byte of the PDF; nothing of it is left."""
    chain, kept = papers.chain(), set(papers.service.store.scan())
    papers.service.db.engine.dispose()
    assert injected(act, "write:error=ENOSPC:when=1") == "DISK-FULL"
    check_database(papers.service.db)
    assert [one.sha256 for one in papers.chain()] == [one.sha256 for one in chain]
    assert set(papers.service.store.scan()) == kept
    check_log(papers.cast)


def test_without_time_stamps_everything_goes_on_and_they_come_later(papers: Papers) -> None:
    """The level drops; the archiving, which needs one, waits; nothing else is held up."""
    papers.at("submitted")
    with papers.outage():
        papers.agreeing("binh")()
        papers.agreeing("minh")()
        papers.approving()()
        papers.sealing()()
        checkpoints.make_checkpoint(papers.service)
        for job in (archive_papers, certificates.stamp_missing):
            with pytest.raises(Unavailable, match="TSA-UNAVAILABLE"):
                job(papers.service)
        assert [one.level.value for one in papers.chain()] == ["T", "B", "B", "B", "B"]
        papers.check()
        assert evidence_reasons(papers) == set()
    papers.clock.advance(hours=6)
    assert certificates.stamp_missing(papers.service) == 4
    assert archive_papers(papers.service) == 1
    assert anchoring.publish(papers.service) == 0
    assert papers.chain()[-1].level.value == "LTA"
    papers.check()
    assert verify_installation(papers.service).ok


def test_who_signed_without_time_stamp_and_then_changed_keys_stops_nobody(papers: Papers) -> None:
    papers.at("submitted")
    with papers.outage():
        papers.agreeing("binh")()
        papers.clock.advance(minutes=1)
        end_certificate(papers, "binh", RevocationReason.SUPERSEDED)
        papers.clock.advance(minutes=1)
        papers.agreeing("minh")()
    papers.clock.advance(minutes=1)
    papers.approving()()
    papers.sealing()()
    assert certificates.stamp_missing(papers.service) == 2
    assert archive_papers(papers.service) == 1
    papers.check()


def test_on_top_of_a_signature_by_a_stolen_key_nobody_signs(papers: Papers) -> None:
    """The act is refused with the name; the round can be sent back and signed anew."""
    papers.at("approvable")
    since = papers.service.now() - timedelta(minutes=1)
    papers.clock.advance(minutes=5)
    end_certificate(papers, "minh", RevocationReason.KEY_COMPROMISE, since)
    with pytest.raises(Conflict, match="SIGNED-PDF-EARLIER-ENDED") as told:
        papers.approving()()
    assert told.value.parameters["names"] == "Đỗ Minh"
    assert state(papers.cast, papers.revision_id) is State.IN_APPROVAL
    return_to_draft(papers.service, papers.cast["chau"], papers.revision_id, "Khóa bị lộ")
    assert state(papers.cast, papers.revision_id) is State.DRAFT


def end_certificate(
    papers: Papers, login: str, reason: RevocationReason, since: datetime | None = None
) -> None:
    """Somebody ends the own certificate."""
    me = papers.cast[login]
    with papers.service.db.read() as session:
        row = session.scalars(select(Certificate.id).where(Certificate.holder_id == me)).one()
    revoke_certificate(papers.service, me, row, reason, invalidity_at=since)


def evidence_reasons(papers: Papers) -> set[str]:
    """What the verification of the whole installation finds."""
    return {one.code for one in verify_installation(papers.service).problems}


@pytest.mark.parametrize("days", [7, 40])
def test_after_days_asleep_the_service_catches_up(papers: Papers, days: int) -> None:
    """The revocation lists have run out by the second time; what was asked before, too."""
    papers.at("approvable")
    asked = papers.approving()
    papers.clock.advance(days=days)
    assert evidence_reasons(papers) == set()
    with pytest.raises(Conflict, match="SIGN-REQUEST-EXPIRED"):
        asked()
    papers.approving()()
    papers.clock.advance(days=days)
    jobs = [certificates.refresh, certificates.stamp_missing, certificates.renew_tokens]
    jobs += [anchoring.daily, anchoring.daily, archive_papers, certificates.warn]
    done = [job(papers.service) for job in jobs]
    assert done[:5] == [1, 0, 0, True, False]
    papers.sealing()()
    assert archive_papers(papers.service) == 1
    papers.check()
    assert evidence_reasons(papers) == set()


def test_a_damaged_paper_is_left_for_the_verification_and_holds_up_no_other(
    papers: Papers,
) -> None:
    papers.at("approved")
    papers.sealing()()
    head = papers.chain()[-1]
    file = next(Path(papers.service.settings.instance).rglob(f"*{head.sha256[4:]}"))
    kept = file.read_bytes()
    file.chmod(0o640)
    file.write_bytes(kept[:-1] + b"\0")
    try:
        assert archive_papers(papers.service) == 0
        assert not verify_installation(papers.service).ok
    finally:
        file.write_bytes(kept)
    assert archive_papers(papers.service) == 1
