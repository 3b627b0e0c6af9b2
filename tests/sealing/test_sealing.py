"""The clerk seals what the competent person has signed, and nothing before or beside it."""

import hashlib
import subprocess
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import select, text, update

from qms import signing
from qms.audit import AuditEvent
from qms.documents.acts import Intent, ask_to_sign, withdraw
from qms.documents.evidence import judge
from qms.documents.rules.states import Act
from qms.documents.schemas import Proof, TypeChange
from qms.errors import Conflict, Invalid, NotAllowed, NotFound, Throttled
from qms.home.queries import waiting_count
from qms.sealing import acts
from qms.sealing.model import SealUse
from qms.sealing.queries.keys import uses
from qms.sealing.queries.waiting import SEAL, waiting_for
from qms.sealing.schemas import SealProof
from qms.signing.model import PdfStep, Picture, SignatureLevel, SignedPdf
from qms.store import read_bytes
from qms.verification import verify_installation
from qms.verification.rooms.sealing import WATCHED
from qms.verification.rooms.walk import walk
from tests.sealing.papers import a_paper, chain, proof_of, require_seal, seal
from tests.sealing.stage import PIN, hold, make_seal, take_in
from tests.support import databases, installations
from tests.support.cast import PASSPHRASE, Cast, assemble, ready, register, review, submit
from tests.support.clock import Clock


def code_of(call) -> str:
    with pytest.raises((Conflict, Invalid, NotAllowed, NotFound)) as told:
        call()
    return str(told.value.code)


def tasks(cast: Cast, login: str) -> list[str]:
    with cast.service.db.read() as session:
        found = waiting_for(session, cast.actor(login), cast.service.now())
        count = waiting_count(session, cast.actor(login), cast.service.now())
    assert count >= len(found)
    assert {one.kind for one in found} <= {SEAL}
    return [one.code for one in found]


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """QT-05 sealed, QT-06 waiting: for tests that leave them so, since a PDF takes seconds."""
    folder = tmp_path_factory.mktemp("sealed")
    with (
        databases.fresh_sqlite(folder) as db,
        installations.opened(db, folder / "i", Clock()) as it,
    ):
        made = assemble(it)
        take_in(made)
        require_seal(made)
        make_seal(made)
        seal(made, a_paper(made))
        a_paper(made, "QT-06")
        yield made


def waiting_paper(cast: Cast) -> uuid.UUID:
    with cast.service.db.read() as session:
        (task,) = waiting_for(session, cast.actor("khanh"), cast.service.now())
    return task.subject_id


def the_seal(cast: Cast) -> SignedPdf:
    return next(one for one in chain(cast) if one.step is PdfStep.SEAL)


@pytest.fixture
def sealing(cast: Cast) -> Cast:
    """A type that needs the seal, and a seal that is ready."""
    require_seal(cast)
    make_seal(cast)
    return cast


def test_a_signed_paper_waits_for_the_clerk_and_is_sealed_once(sealing):
    cast = sealing
    paper = a_paper(cast)
    assert tasks(cast, "khanh") == ["QT-05"]
    assert tasks(cast, "chau") == []
    before = chain(cast)[-1]
    seal(cast, paper)
    head = chain(cast)[-1]
    assert (head.step, head.field, head.number) == (PdfStep.SEAL, "organisation", before.number + 1)
    assert head.level is SignatureLevel.T
    data = read_bytes(cast.service.store, head.sha256)
    assert data.startswith(read_bytes(cast.service.store, before.sha256))
    assert tasks(cast, "khanh") == []
    assert code_of(lambda: seal(cast, paper)) == "SEAL-ALREADY"
    with cast.service.db.read() as session:
        use = session.scalars(select(SealUse)).one()
        assert (use.clerk_id, use.statement_id) == (cast["khanh"], head.statement_id)
        assert [one.clerk for one in uses(session)] == ["Đỗ Ngọc Khánh"]
        event = select(AuditEvent).where(AuditEvent.action == "sealing.revision.sealed")
        assert session.scalars(event).one().actor_id == cast["khanh"]


def test_the_statement_of_the_organisation_rests_on_the_approval_and_holds(sealed):
    cast = sealed
    with cast.service.db.read() as session:
        found = signing.evidence(session, statement_ids=[the_seal(cast).statement_id])
        everything = signing.evidence(session, subject_ids=[found[0].subject_id])
    said = signing.parse(found[0].data).spec
    approval = next(one for one in everything if one.action == Act.APPROVE.value)
    assert said.basis == (approval.sha256,)
    assert said.signer.role == "CON DẤU CƠ QUAN"
    assert "Lê Minh Châu" in said.meaning
    assert "GIÁM ĐỐC" in said.meaning
    assert said.meaning.endswith("văn thư thực hiện: Đỗ Ngọc Khánh")
    assert all(one.result.ok for one in judge(cast.service, everything))
    assert f"[{hashlib.sha256(found[0].data).hexdigest()}]" in reasons(cast)


def reasons(cast: Cast) -> str:
    """What pdfsig-like readers show as the reason of the last signature."""
    from io import BytesIO

    from pyhanko.pdf_utils.reader import PdfFileReader

    data = read_bytes(cast.service.store, the_seal(cast).sha256)
    last = PdfFileReader(BytesIO(data)).embedded_signatures[-1]
    return str(last.sig_object["/Reason"])


def test_nothing_is_sealed_before_the_competent_person_has_signed(sealing):
    cast = sealing
    draft = ready(cast, register(cast), "Nội dung.")
    for step in (lambda: None, lambda: submit(cast, draft), lambda: review(cast, draft)):
        step()
        assert code_of(lambda: acts.ask_to_seal(cast.service, cast["khanh"], draft)) == (
            "SEAL-NOT-SIGNED"
        )
        assert tasks(cast, "khanh") == []


def test_only_the_clerk_seals(sealed):
    cast = sealed
    paper = waiting_paper(cast)
    proof = proof_of(cast, paper)
    for login in ("dung", "giang", "quan", "chau", "hai"):
        assert code_of(lambda who=login: acts.seal(cast.service, cast[who], paper, proof)) == (
            "SEAL-NOT-CLERK"
        )


def test_the_clerk_never_seals_what_the_clerk_signed(sealed):
    cast, paper = sealed, waiting_paper(sealed)
    hold(cast, "chau", "records_clerk", "SO")
    assert tasks(cast, "chau") == []
    assert code_of(lambda: acts.ask_to_seal(cast.service, cast["chau"], paper)) == (
        "SEAL-CLERK-IS-SIGNER"
    )


def test_a_statement_shown_to_one_clerk_is_not_sealed_by_another(sealed):
    cast, paper = sealed, waiting_paper(sealed)
    hold(cast, "dung", "records_clerk", "SO")
    shown = proof_of(cast, paper, "khanh")
    assert code_of(lambda: acts.seal(cast.service, cast["dung"], paper, shown)) == (
        "SIGNED-STATE-CHANGED"
    )
    assert tasks(cast, "khanh") == ["QT-06"]


def test_a_challenge_for_one_paper_does_not_seal_another(sealing):
    cast = sealing
    one, other = a_paper(cast), a_paper(cast, "QT-06")
    shown = proof_of(cast, one)
    assert code_of(lambda: acts.seal(cast.service, cast["khanh"], other, shown)) == (
        "SIGNED-STATE-CHANGED"
    )
    assert not [one for one in chain(cast) if one.step is PdfStep.SEAL]


def test_a_persons_passphrase_does_not_open_the_seal(sealed):
    cast, paper = sealed, waiting_paper(sealed)
    shown = proof_of(cast, paper)
    for _ in range(4):
        wrong = SealProof(challenge=shown.challenge, passphrase=PASSPHRASE)
        with pytest.raises(signing.WrongPassphrase):
            acts.seal(cast.service, cast["khanh"], paper, wrong)
    with pytest.raises(Throttled):
        acts.seal(cast.service, cast["khanh"], paper, wrong)
    assert tasks(cast, "khanh") == ["QT-06"]
    cast.service.clock.advance(minutes=16)


def test_a_seal_set_on_a_pdf_that_was_renewed_meanwhile_is_set_anew(sealing, monkeypatch):
    cast = sealing
    paper = a_paper(cast)
    put, moved = signing.append_pdf, []

    def once_late(session, chain_id, made, **how):
        if not moved:
            moved.append(made)
            raise signing.PdfMoved
        return put(session, chain_id, made, **how)

    monkeypatch.setattr(signing, "append_pdf", once_late)
    seal(cast, paper)
    assert len(moved) == 1
    assert [one.step for one in chain(cast)].count(PdfStep.SEAL) == 1


def test_a_withdrawn_paper_and_one_of_a_type_without_seal_are_not_sealed(sealing):
    cast = sealing
    paper = a_paper(cast)
    require_seal(cast, seal=False)
    assert tasks(cast, "khanh") == []
    assert code_of(lambda: seal(cast, paper)) == "SEAL-NOT-REQUIRED"
    require_seal(cast)
    asked = ask_to_sign(cast.service, cast["chau"], Intent(Act.WITHDRAW, paper, "Thôi áp dụng."))
    proof = Proof(challenge=asked.challenge, passphrase=PASSPHRASE)
    withdraw(cast.service, cast["chau"], paper, "Thôi áp dụng.", proof)
    assert tasks(cast, "khanh") == []
    assert code_of(lambda: seal(cast, paper)) == "SEAL-PAPER-DEAD"


def test_without_key_or_picture_nothing_is_sealed_and_it_is_said(cast):
    require_seal(cast)
    paper = a_paper(cast)
    assert code_of(lambda: seal(cast, paper)) == "SEAL-NO-KEY"
    make_seal(cast)
    with cast.service.db.write() as session:
        session.delete(session.scalars(select(Picture)).one())
    assert code_of(lambda: seal(cast, paper)) == "SEAL-NO-PICTURE"


def test_a_type_is_sealed_only_where_it_has_a_pdf(cast):
    from qms.documents.acts import change_type

    wish = TypeChange(review_months=12, requires_pdf=False, requires_seal=True)
    assert code_of(lambda: change_type(cast.service, cast["giang"], "QT", wish)) == (
        "TYPE-SEAL-NEEDS-PDF"
    )


def test_the_seal_in_a_device_seals_as_well(with_device):
    from qms.sealing.schemas import DeviceKey, SealPicture
    from tests.sealing.stage import a_picture
    from tests.support.cast import PASSWORD

    cast = with_device
    require_seal(cast)
    wish = DeviceKey(clerk_id=cast["khanh"], clerk_password=PASSWORD, pin=PIN, make=True)
    acts.certify_device(cast.service, cast["quan"], wish)
    red = a_picture("#c81020", (300, 300))
    acts.put_picture(cast.service, cast["quan"], red, SealPicture(width_mm=36))
    paper = a_paper(cast)
    asked = acts.ask_to_seal(cast.service, cast["khanh"], paper)
    wrong = SealProof(challenge=asked.challenge, passphrase="000000")
    with pytest.raises(signing.WrongPassphrase):
        acts.seal(cast.service, cast["khanh"], paper, wrong)
    acts.seal(
        cast.service,
        cast["khanh"],
        paper,
        SealProof(challenge=asked.challenge, passphrase=PIN),
    )
    assert chain(cast)[-1].step is PdfStep.SEAL


def test_pdfsig_sees_every_signature_and_the_last_one_is_the_agencys(sealed, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(read_bytes(sealed.service.store, the_seal(sealed).sha256))
    told = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False)
    assert told.stdout.count("Signature is Valid") == 4
    assert "Total document signed" in told.stdout.split("Signature #4")[1]


def test_the_whole_installation_verifies_with_its_seals(sealed):
    assert verify_installation(sealed.service).problems == ()


def test_an_edited_register_of_the_seal_is_named(sealed):
    service, other = sealed.service, sealed["dung"]
    with service.db.write() as session:
        session.execute(text("DROP TRIGGER seal_use_no_update"))
        session.execute(update(SealUse).values(clerk_id=other))
    (found,) = walk(service, *WATCHED)
    assert found.parameters["table"] == "seal_use"
    assert found.parameters["field"] == "clerk_id"
