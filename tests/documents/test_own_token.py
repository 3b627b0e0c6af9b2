"""Own token, own way: taken away, signed by a stranger's tool on an RSA key, judged, recorded."""

import json
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from qms import signing
from qms.documents import acts
from qms.documents.acts import Intent, own_token
from qms.documents.model import Revision
from qms.documents.rules.states import Act, State
from qms.errors import Conflict, Invalid, NotFound
from qms.people.acts import outside_certificates, revoke_certificate, trust_anchors
from qms.people.rules import Role
from qms.people.schemas import NewAnchor
from qms.service import Service
from qms.signing import RevocationReason, verify_statement
from qms.signing.model import Asks, Certificate, Signature, SignatureFormat, SignedPdf, Statement
from qms.signing.outside import outside_trust
from qms.signing.status import KnownCertificate
from qms.store import read_bytes
from tests.documents.desk import Desk
from tests.documents.test_evidence import store_file
from tests.support.cast import ROOT, Cast, approve, assemble, ready, register, review, submit
from tests.support.foreign import ForeignCa, Token, sign_outside, sign_pdf_outside

LOOSE = NewAnchor(name="CA Nước ngoài", usages=["non_repudiation"], revocation=Asks.IF_KNOWN)
SECOND = timedelta(seconds=1)


@pytest.fixture(scope="module")
def foreign() -> ForeignCa:
    return ForeignCa()


@pytest.fixture(scope="module")
def token(foreign: ForeignCa) -> Token:
    return foreign.person("Trần Thị Bình")


def with_token(cast: Cast, foreign: ForeignCa, token: Token, login: str = "binh") -> UUID:
    """Somebody's token is registered and confirmed; returns the certificate's id."""
    if "quantri" not in cast.ids:
        cast.add("quantri", "Đỗ Thị Quản Trị", (Role.ADMINISTRATOR, None))
        trust_anchors.add_anchor(cast.service, ROOT, LOOSE, foreign.files)
    chain = token.pem + foreign.middle.pem
    asked = outside_certificates.register_certificate(cast.service, cast[login], chain)
    return outside_certificates.confirm_certificate(cast.service, cast["quantri"], asked)


@pytest.fixture
def reviewing(cast: Cast, foreign: ForeignCa, token: Token) -> tuple[Cast, UUID]:
    """A submitted revision without a PDF; Bình reviews, with her own token."""
    with_token(cast, foreign, token)
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    return cast, revision_id


class Errand:
    """Bình asks, takes the statement away, signs it, and brings it back."""

    def __init__(self, cast: Cast, revision_id: UUID, words: str = "", who: str = "binh") -> None:
        self.cast, self.me = cast, cast[who]
        self.intent = Intent(Act.AGREE, revision_id, words)
        asked = acts.ask_to_sign(cast.service, self.me, self.intent, own_token=True)
        self.challenge, self.statement = asked.challenge, asked.statement

    def bring(self, data: bytes) -> None:
        own_token.accept(self.cast.service, self.me, self.intent, self.challenge, data)

    def signed(self, token: Token, folder: Path, *, pem: bool = False) -> bytes:
        return sign_outside(self.statement, token, folder, self.cast.service.now(), pem=pem)


def stored(service: Service, act: str = "agree") -> tuple[Statement, Signature, Certificate]:
    """What was recorded of the last such act."""
    query = (
        select(Statement, Signature, Certificate)
        .join(Signature, Signature.statement_id == Statement.id)
        .join(Certificate, Certificate.id == Signature.certificate_id)
        .where(Statement.action == act)
    )
    with service.db.read() as session:
        statement, signature, certificate = session.execute(query).one()
    return statement, signature, certificate


@pytest.mark.parametrize("pem", [False, True])
def test_a_signature_of_openssl_on_an_rsa_key_is_a_verdict(reviewing, token, tmp_path, pem):
    cast, revision_id = reviewing
    errand = Errand(cast, revision_id, "Đồng ý")
    errand.bring(errand.signed(token, tmp_path, pem=pem))
    statement, signature, certificate = stored(cast.service)
    assert statement.bytes == errand.statement
    assert certificate.der == token.der
    with cast.service.db.read() as session:
        assert session.get_one(Revision, revision_id).state is State.IN_APPROVAL
        outside, crls = outside_trust(session)
    judged = verify_statement(
        statement.bytes,
        signature.der,
        roots=cast.service.authority.roots(),
        certificates={certificate.sha256: KnownCertificate.of(certificate)},
        at=cast.service.now(),
        outside=outside,
        crls=crls,
    )
    assert judged.ok, judged.reasons
    approve(cast, revision_id)


def test_the_statement_names_the_registered_certificate(reviewing, token):
    cast, revision_id = reviewing
    named = json.loads(Errand(cast, revision_id).statement)["signer"]["cert_sha256"]
    assert named == stored_sha256(token)


def stored_sha256(token: Token) -> str:
    import hashlib

    return hashlib.sha256(token.der).hexdigest()


def test_a_signature_over_other_bytes_is_refused_and_the_request_stays_open(
    reviewing, token, tmp_path
):
    cast, revision_id = reviewing
    errand = Errand(cast, revision_id)
    other = sign_outside(errand.statement + b" ", token, tmp_path / "a", cast.service.now())
    with pytest.raises(Invalid, match="CONTENT-CHANGED"):
        errand.bring(other)
    errand.bring(errand.signed(token, tmp_path / "b"))


def test_a_signature_of_another_request_is_refused(reviewing, token, tmp_path):
    cast, revision_id = reviewing
    first, second = Errand(cast, revision_id), Errand(cast, revision_id)
    with pytest.raises(Invalid, match="CONTENT-CHANGED"):
        second.bring(first.signed(token, tmp_path))


@pytest.mark.parametrize("name", ["Trần Thị Bình 2", "Người khác"])
def test_another_certificate_of_the_same_ca_is_refused(reviewing, foreign, tmp_path, name):
    cast, revision_id = reviewing
    errand = Errand(cast, revision_id)
    with pytest.raises(Invalid, match="SIGNER-OTHER-CERTIFICATE"):
        errand.bring(errand.signed(foreign.person(name), tmp_path))


def test_a_stranger_s_certificate_for_the_same_key_is_refused(reviewing, token, tmp_path):
    cast, revision_id = reviewing
    errand = Errand(cast, revision_id)
    forged = ForeignCa("CA Lạ").person("Trần Thị Bình", key=token.key)
    made = errand.signed(forged, tmp_path)
    with pytest.raises(Invalid, match="SIGNER-OTHER-CERTIFICATE|CHAIN-NOT-TRUSTED"):
        errand.bring(made)


@pytest.mark.parametrize(
    "data",
    [b"", b"rubbish", b"\x30\x03\x02\x01\x01", b"-----BEGIN CMS-----\nA\n-----END CMS-----"],
)
def test_what_is_no_signature_is_refused(reviewing, data):
    cast, revision_id = reviewing
    with pytest.raises(Invalid):
        Errand(cast, revision_id).bring(data)


def test_a_pdf_is_refused_where_there_is_none_to_sign(reviewing):
    cast, revision_id = reviewing
    with pytest.raises(Invalid, match="OWN-TOKEN-NO-PDF"):
        Errand(cast, revision_id).bring(b"%PDF-1.7\n")


def test_a_late_signature_is_refused(reviewing, token, tmp_path, clock):
    cast, revision_id = reviewing
    errand = Errand(cast, revision_id)
    made = errand.signed(token, tmp_path)
    clock.advance(minutes=11)
    with pytest.raises(Conflict, match="SIGN-REQUEST-EXPIRED"):
        errand.bring(made)


def test_a_machine_whose_clock_is_wrong_is_told(reviewing, token, tmp_path):
    cast, revision_id = reviewing
    errand = Errand(cast, revision_id)
    wrong = cast.service.now() - timedelta(hours=7)
    with pytest.raises(Invalid, match="SIGNING-TIME-APART"):
        errand.bring(sign_outside(errand.statement, token, tmp_path, wrong))


def test_after_its_revocation_here_the_token_signs_no_more(cast, foreign, token, tmp_path):
    certificate = with_token(cast, foreign, token)
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    errand = Errand(cast, revision_id)
    made = errand.signed(token, tmp_path)
    revoke_certificate(cast.service, cast["binh"], certificate, RevocationReason.KEY_COMPROMISE)
    with pytest.raises((Conflict, Invalid), match="CERTIFICATE-REVOKED"):
        errand.bring(made)
    with pytest.raises(Conflict, match="OUTSIDE-NOT-REGISTERED"):
        Errand(cast, revision_id)


def test_a_request_for_the_key_here_is_not_answered_by_a_token(reviewing, token, tmp_path):
    cast, revision_id = reviewing
    intent = Intent(Act.AGREE, revision_id)
    asked = acts.ask_to_sign(cast.service, cast["binh"], intent)
    made = sign_outside(asked.statement, token, tmp_path, cast.service.now())
    with pytest.raises(NotFound, match="SIGN-REQUEST-NOT-FOUND"):
        own_token.accept(cast.service, cast["binh"], intent, asked.challenge, made)


def test_somebody_else_cannot_bring_it(reviewing, token, tmp_path):
    cast, revision_id = reviewing
    errand = Errand(cast, revision_id)
    made, errand.me = errand.signed(token, tmp_path), cast["giang"]
    with pytest.raises(NotFound, match="SIGN-REQUEST-NOT-FOUND"):
        errand.bring(made)


def test_other_words_than_those_signed_are_refused(reviewing, token, tmp_path):
    cast, revision_id = reviewing
    errand = Errand(cast, revision_id, "Ý kiến một")
    made = errand.signed(token, tmp_path)
    errand.intent = Intent(Act.AGREE, revision_id, "Ý kiến hai")
    with pytest.raises(Conflict, match="SIGNED-STATE-CHANGED"):
        errand.bring(made)


def test_the_pages_hand_out_and_take_back(reviewing, desk, token, tmp_path):
    cast, revision_id = reviewing
    binh = desk("binh").look(revision_id)
    binh.press("Đồng ý", words="Ý kiến dài của tôi")
    binh.press("Ký bằng thiết bị của tôi (USB token)")
    assert "Ý kiến dài của tôi" in binh.text
    shown = binh.page
    statement = binh.open(shown.find("a", string="Tải tệp tuyên bố")["href"]).data
    binh.look(revision_id).press("Đồng ý", words="Ý kiến dài của tôi")
    binh.press("Ký bằng thiết bị của tôi (USB token)")
    statement = binh.client.get(binh.page.find("a", string="Tải tệp tuyên bố")["href"]).data
    bad = (BytesIO(b"rubbish"), "a.p7s")
    binh.press("Tải lên và kiểm tra", 422, file=bad)
    assert "không phải chữ ký rời" in binh.summary
    assert "Ý kiến dài của tôi" in binh.text
    made = sign_outside(statement, token, tmp_path, cast.service.now())
    binh.press("Tải lên và kiểm tra", file=(BytesIO(made), "a.p7s"))
    assert "Đã ký ý kiến đồng ý." in binh.text


def test_without_a_registered_token_the_page_says_what_to_do(cast, desk):
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    binh = desk("binh").look(revision_id)
    binh.press("Đồng ý", words="Giữ lời này")
    binh.press("Ký bằng thiết bị của tôi (USB token)", 409)
    assert "Gửi chứng thư để xác nhận" in binh.text
    assert "Giữ lời này" in binh.text


def test_programs_sign_outside_too(reviewing, calls, token, tmp_path):
    cast, revision_id = reviewing
    binh, path = calls("binh"), f"/revisions/{revision_id}"
    asked = binh.post(f"{path}/signature-requests", act="agree", words="Ổn", own_token=True)
    place = binh.get(f"{path}/signature-requests/{asked['challenge']}/place")
    assert place == {"field": "", "reason": ""}
    data = asked["statement"].encode()
    made = sign_outside(data, token, tmp_path, cast.service.now())
    form = {"challenge": asked["challenge"], "words": "Ổn", "file": (BytesIO(made), "a.p7s")}
    answer = binh.send("POST", f"{path}/outside-signatures", data=form)
    assert answer.status_code == 201, answer.json
    assert answer.json["statement_sha256"] == asked["sha256"]


@pytest.fixture
def on_paper(service: Service, foreign: ForeignCa, token: Token) -> tuple[Cast, UUID]:
    """The same with a PDF that the author has signed with the key kept here."""
    cast = assemble(service, pdf=True)
    with_token(cast, foreign, token)
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    return cast, revision_id


def test_a_pdf_signed_outside_joins_the_chain_of_ours(on_paper, foreign, token):
    cast, revision_id = on_paper
    service, errand = cast.service, Errand(cast, revision_id)
    handed = own_token.hand_out(service, errand.me, errand.intent, errand.challenge)
    base = own_token.pdf_to_sign(service, handed)

    def made(**how: object) -> bytes:
        told = {"field": handed.spot.field, "reason": handed.reason, "at": service.now()}
        return sign_pdf_outside(base, token, chain=[foreign.middle], **{**told, **how})

    for data, code in [
        (base, "OWN-TOKEN-STALE"),
        (base + b"\n% more", "SIGNED-PDF"),
        (b"%PDF-1.7 khac", "OWN-TOKEN-OTHER-PDF"),
        (made(reason="Đồng ý"), "OWN-TOKEN-NO-REASON"),
        (made(field="approver"), "OWN-TOKEN-OTHER-FIELD"),
        (made(at=service.now() - timedelta(hours=1)), "SIGNING-TIME-APART"),
        (made() + b"\n% more", "SIGNED-PDF"),
    ]:
        with pytest.raises((Invalid, Conflict), match=code):
            errand.bring(data)
    errand.bring(made())
    statement, signature, certificate = stored(service)
    assert (signature.format, certificate.der) == (SignatureFormat.PADES, token.der)
    approve(cast, revision_id)
    with service.db.read() as session:
        chain = list(session.scalars(select(SignedPdf).order_by(SignedPdf.number)))
        assert session.get_one(Revision, revision_id).state is State.APPROVED
    assert [one.field for one in chain][:3] == ["author", "reviewer-1", "approver"]
    last = read_bytes(service.store, chain[-1].sha256)
    assert last.startswith(read_bytes(service.store, chain[1].sha256))
    assert statement.id == chain[1].statement_id
    with service.db.read() as session:
        (kept,) = signing.evidence(session, statement_ids=[statement.id])
        later = service.now() + timedelta(days=1)
        against = signing.against_all(session, service.authority, later)
    judged = signing.verify(kept, against, partial(read_bytes, service.store))
    assert judged.ok, judged.reasons
    lost = store_file(cast, kept.pdf_sha256)
    lost.unlink()
    gone = signing.verify(kept, against, partial(read_bytes, service.store))
    assert "SIGNED-PDF-MISSING" in gone.reasons


def test_a_pdf_that_somebody_signed_meanwhile_has_to_be_fetched_anew(app, on_paper, foreign, token):
    cast, revision_id = on_paper
    service, errand = cast.service, Errand(cast, revision_id)
    handed = own_token.hand_out(service, errand.me, errand.intent, errand.challenge)
    with service.db.read() as session:
        frozen = session.scalars(select(SignedPdf.base_sha256)).one()
    old = sign_pdf_outside(
        read_bytes(service.store, frozen),
        token,
        field=handed.spot.field,
        reason=handed.reason,
        at=service.now(),
        chain=[foreign.middle],
    )
    with pytest.raises(Conflict, match="OWN-TOKEN-STALE"):
        errand.bring(old)
    binh = Desk(app, "binh").look(revision_id)
    binh.press("Đồng ý", words="Vẫn giữ")
    binh.press("Ký bằng thiết bị của tôi (USB token)")
    binh.press("Tải lên và kiểm tra", 409, file=(BytesIO(old), "a.pdf"))
    assert "tải bản PDF mới nhất" in binh.summary
    assert "Vẫn giữ" in binh.text
    assert binh.page.find("a", string="Tải bản PDF hiện hành")
    review(cast, revision_id)
