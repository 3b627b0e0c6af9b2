"""What an approval costs in CPU, beside bare pyHanko and `openssl speed`, and checking it later.

python -m benchmarks.signing [--times 15] [--long 200] [--seconds 1]
"""

import argparse
import hashlib
import re
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.pdfgen.canvas import Canvas

from benchmarks.instance import installation
from qms import audit, signing, word
from qms.service import Service
from qms.signing import certificates as ca
from qms.signing import keys, pdf
from qms.signing.cades import PrivateKey, run, sign_detached, signature_value
from qms.signing.pdf.checking import check_pdf
from qms.signing.pdf.verdict import Expected
from qms.signing.status import KnownCertificate
from tests.signing.pki import Holder, World

FIELDS = ("author", "reviewer-1", "approver")
PASSPHRASE = "câu khóa ký số của tôi"
CURVES = {"P-256": "ecdsap256", "RSA-2048": "rsa2048", "RSA-3072": "rsa3072"}


def main() -> None:
    """Every figure is a median of CPU time: this process with all its threads."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=15)
    options.add_argument("--long", type=int, default=200, help="pages of the long document")
    options.add_argument("--seconds", type=int, default=1, help="for each `openssl speed`")
    told = options.parse_args()
    with installation(0) as cast:
        desk = Desk.of(cast.service)
        approval(desk, told.times)
        beside_pyhanko(desk, told.times)
        print("\n| pages, 3 signatures | our verdict, ms | bare pyHanko, ms | ratio |")
        print("|---|---|---|---|")
        for pages in (3, told.long):
            print(verifying(desk, pages, told.times), flush=True)
    print("\n| key | signatures/s, bare key | openssl speed | share |\n|---|---|---|---|")
    for name in CURVES:
        print(bare_keys(name, told.seconds), flush=True)


@dataclass
class Desk:
    """Somebody with a key, and what is on the desk."""

    service: Service
    key: ec.EllipticCurvePrivateKey
    certificate: bytes
    chain: list[bytes]
    holder: UUID
    now: datetime
    locked: keys.EncryptedKey

    @classmethod
    def of(cls, service: Service) -> "Desk":
        """A new person below the authority of this installation."""
        now, key, holder = service.now(), ca.new_key(), uuid4()
        person = service.authority.issue(
            key.public_key(), login="hong.nt", full_name="Nguyễn Thị Hồng", now=now
        )
        locked = keys.encrypt_key(
            ca.key_bytes(key),
            PASSPHRASE,
            signing.KdfCost(),
            holder=str(holder),
            certificate_sha256=ca.fingerprint(person),
        )
        chain = [service.authority.issuer_of(person)]
        return cls(service, key, person, chain, holder, now, locked)

    @property
    def known(self) -> dict[str, KnownCertificate]:
        """The register of certificates."""
        sha256 = ca.fingerprint(self.certificate)
        return {sha256: KnownCertificate(sha256, self.holder)}

    def unlock(self) -> bytes:
        """The key out of its encryption, at the cost of production."""
        sha256 = ca.fingerprint(self.certificate)
        return keys.decrypt_key(
            self.locked, PASSPHRASE, holder=str(self.holder), certificate_sha256=sha256
        )

    def statement(self) -> bytes:
        """An approval's canonical statement."""
        someone = Holder(self.key, x509.load_der_x509_certificate(self.certificate), self.holder)
        return World(self.now).signed(someone, self.now)[0]

    def sign_statement(self, data: bytes) -> tuple[bytes, bytes]:
        """CAdES-T: the signature and its token."""
        der = sign_detached(
            data, key=self.key, certificate=self.certificate, chain=self.chain, at=self.now
        )
        digest = hashlib.sha256(signature_value(der)).digest()
        return der, self.service.stamper.stamp(digest, self.now).der

    def judge_statement(self, data: bytes, der: bytes, token: bytes) -> None:
        """Our own verdict before anything is recorded."""
        authority = self.service.authority
        verdict = signing.verify_statement(
            data,
            der,
            roots=authority.roots(),
            certificates=self.known,
            at=self.now + timedelta(seconds=1),
            token=token,
            stamp_anchors=authority.stamp_anchors(),
        )
        assert verdict.ok, verdict.reasons

    def sign_pdf(self, data: bytes, field: str, *, look: bytes | None, stamped: bool) -> bytes:
        """PAdES B-T, or B-B without a token."""
        return pdf.sign_pdf(
            data,
            key=self.key,
            certificate=self.certificate,
            chain=self.chain,
            field=field,
            reason=f"Phê duyệt quy trình [{'a' * 64}]",
            name="Nguyễn Thị Hồng",
            at=self.now,
            look=look,
            certify=field == FIELDS[0],
            token=self.service.stamper.pyhanko(self.now) if stamped else None,
        ).data

    def judge_pdf(self, data: bytes, frozen: bytes) -> None:
        """Our own verdict about a signed PDF."""
        authority = self.service.authority
        verdict = check_pdf(
            data,
            expected=(Expected(hashlib.sha256(frozen).hexdigest(), len(frozen)),),
            roots=authority.roots(),
            stamp_anchors=authority.stamp_anchors(),
            certificates=self.known,
            at=self.now + timedelta(seconds=1),
        )
        assert verdict.ok, (verdict.reasons, [one.reasons for one in verdict.signatures])

    def log(self) -> None:
        """The event of the act, in one transaction, brought into the chain and the tree."""
        with self.service.db.write() as session:
            audit.record(
                session,
                act_id=audit.new_act(),
                at=self.now,
                actor_id=self.holder,
                action="revision.approve",
                object_kind="revision",
                object_id=uuid4(),
                data={"statement": "a" * 64},
            )
            audit.sequence(session)


def paper(pages: int) -> bytes:
    """A PDF with some text on each page."""
    out = BytesIO()
    canvas = Canvas(out)
    for number in range(pages):
        for line in range(40):
            canvas.drawString(60, 780 - 15 * line, f"QT-05, trang {number + 1}, dong {line + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def signable(pages: int) -> tuple[bytes, list[dict[str, Any]]]:
    """The same with its sign page and fields, and the places of those."""
    form = word.signing_form(paper(pages), 1, seal=False)
    return pdf.with_fields(form.data, form.places), form.places


def look_of(desk: Desk, place: dict[str, Any]) -> bytes:
    """The appearance of a signature, drawn as for every signature."""
    facts = word.SignatureFacts(
        name="Nguyễn Thị Hồng",
        title_lines=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        signed_at=desk.now,
        picture=None,
        demo=False,
        statement_sha256="a" * 64,
    )
    return word.signature_look(place, facts)


def approval(desk: Desk, times: int) -> None:
    """The parts of one approval, each alone, and all but the key derivation in one run."""
    statement = desk.statement()
    der, token = desk.sign_statement(statement)
    frozen, places = signable(3)
    drawn = look_of(desk, places[0])
    signed = desk.sign_pdf(frozen, FIELDS[0], look=drawn, stamped=True)

    def whole() -> None:
        desk.judge_statement(statement, *desk.sign_statement(statement))
        made = desk.sign_pdf(frozen, FIELDS[0], look=look_of(desk, places[0]), stamped=True)
        desk.judge_pdf(made, frozen)
        desk.log()

    parts: dict[str, Callable[[], object]] = {
        "key derivation (Argon2id)": desk.unlock,
        "CAdES-T of the statement": lambda: desk.sign_statement(statement),
        "verdict about it": lambda: desk.judge_statement(statement, der, token),
        "appearance drawn": lambda: look_of(desk, places[0]),
        "PAdES B-T, visible, 3 pages": lambda: desk.sign_pdf(
            frozen, FIELDS[0], look=drawn, stamped=True
        ),
        "verdict about the PDF": lambda: desk.judge_pdf(signed, frozen),
        "event, chain and tree": desk.log,
        "whole, without the derivation": whole,
    }
    print("| part of an approval | CPU, ms |\n|---|---|")
    for name, act in parts.items():
        print(f"| {name} | {1000 * cpu(act, times):.1f} |", flush=True)


def beside_pyhanko(desk: Desk, times: int) -> None:
    """The same signatures by pyHanko as its manual shows them; no time-stamps on either side."""
    statement = desk.statement()
    frozen, places = signable(3)
    drawn = look_of(desk, places[0])
    bare = bare_signer(desk)
    file = desk.service.settings.instance / "look.pdf"
    file.write_bytes(drawn)
    pairs: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "CAdES-B": (
            lambda: sign_detached(
                statement,
                key=desk.key,
                certificate=desk.certificate,
                chain=desk.chain,
                at=desk.now,
            ),
            lambda: run(bare.async_sign_general_data(statement, "sha256", use_cades=True)),
        ),
        "PAdES B-B, visible, 3 pages": (
            lambda: desk.sign_pdf(frozen, FIELDS[1], look=drawn, stamped=False),
            lambda: bare_pades(bare, frozen, str(file)),
        ),
    }
    print("\n| signature | ours, ms | bare pyHanko, ms | ratio |\n|---|---|---|---|")
    for name, (ours, theirs) in pairs.items():
        first, second = 1000 * cpu(ours, times), 1000 * cpu(theirs, times)
        print(f"| {name} | {first:.1f} | {second:.1f} | {first / second:.2f} |", flush=True)


def bare_signer(desk: Desk) -> SimpleSigner:
    """pyHanko's own signer of the same key."""
    registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    registry.register_multiple([asn1_x509.Certificate.load(one) for one in desk.chain])
    return SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(desk.certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(ca.key_bytes(desk.key)),
        cert_registry=registry,
    )


def bare_pades(signer: SimpleSigner, data: bytes, look: str) -> bytes:
    """A visible PAdES signature as in pyHanko's manual."""
    said = PdfSignatureMetadata(field_name=FIELDS[1], subfilter=SigSeedSubFilter.PADES)
    style = StaticStampStyle.from_pdf_file(look, border_width=0)
    made = PdfSigner(said, signer, stamp_style=style)
    return bytes(run(made.async_sign_pdf(IncrementalPdfFileWriter(BytesIO(data)))).getbuffer())


def verifying(desk: Desk, pages: int, times: int) -> str:
    """One line: the verdict about a PDF that three have signed."""
    frozen, places = signable(pages)
    data = frozen
    for field, place in zip(FIELDS, places, strict=True):
        data = desk.sign_pdf(data, field, look=look_of(desk, place), stamped=True)
    roots = [asn1_x509.Certificate.load(one) for one in desk.service.authority.roots()]

    def bare() -> None:
        context = ValidationContext(trust_roots=roots, moment=desk.now, allow_fetching=False)
        for one in PdfFileReader(BytesIO(data)).embedded_regular_signatures:
            assert validate_pdf_signature(one, context, context).bottom_line

    ours = 1000 * cpu(lambda: desk.judge_pdf(data, frozen), times)
    theirs = 1000 * cpu(bare, times)
    return f"| {pages} | {ours:.0f} | {theirs:.0f} | {ours / theirs:.2f} |"


def bare_keys(name: str, seconds: int) -> str:
    """One line: how often a key signs a digest, here and in `openssl speed`."""
    here, there = signatures(name, seconds), openssl_speed(CURVES[name], seconds)
    return f"| {name} | {here:,.0f} | {there:,.0f} | {here / there:.0%} |"


def signatures(name: str, seconds: int) -> float:
    """Signatures in a second of CPU."""
    key: PrivateKey = ca.new_key()
    if name != "P-256":
        key = rsa.generate_private_key(65537, int(name.removeprefix("RSA-")))
    made, began = 0, time.process_time()
    while (spent := time.process_time() - began) < seconds:
        if isinstance(key, ec.EllipticCurvePrivateKey):
            key.sign(b"statement", ec.ECDSA(hashes.SHA256()))
        else:
            key.sign(b"statement", padding.PKCS1v15(), hashes.SHA256())
        made += 1
    return made / spent


def openssl_speed(name: str, seconds: int) -> float:
    """Signatures in a second, as openssl counts them."""
    words = ["openssl", "speed", "-seconds", str(seconds), name]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    found = re.findall(r"([\d.]+)\s+[\d.]+\s*$", told, re.MULTILINE)
    return float(found[-1])


def cpu(act: Callable[[], object], times: int) -> float:
    """Median CPU seconds; the first run, which imports and fills caches, is not counted."""
    act()
    spent = []
    for _ in range(times):
        began = time.process_time()
        act()
        spent.append(time.process_time() - began)
    return statistics.median(spent)


if __name__ == "__main__":
    main()
