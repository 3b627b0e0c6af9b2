"""PDFs to sign, people with keys, and pyHanko as the judge of what came out."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from asn1crypto import x509 as asn1
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from reportlab.pdfgen.canvas import Canvas

from qms.signing import Authority, KnownCertificate, pdf
from qms.signing import certificates as ca
from qms.signing.timestamps import Stamper
from tests.signing.pki import NOW

FIELDS = ("author", "reviewer-1", "approver", "organisation")
SIZE = (110.0, 60.0)
LATER = NOW + timedelta(days=1)


def paper(pages: int = 1) -> bytes:
    """A PDF of as many pages, without any field."""
    out = BytesIO()
    canvas = Canvas(out)
    for number in range(pages):
        canvas.drawString(100, 700, f"Quy trinh QT-05, trang {number + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def look(text: str = "LOOK", size: tuple[float, float] = SIZE) -> bytes:
    """One page of a field's size."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(5, 20, text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def places(fields: Sequence[str] = FIELDS, page: int = 0) -> list[dict[str, Any]]:
    """A row of boxes at the foot of a page."""
    width, height = SIZE
    return [
        {
            "field": field,
            "page": page,
            "box": [20 + 130 * at, 100, 20 + 130 * at + width, 100 + height],
        }
        for at, field in enumerate(fields)
    ]


def signable(pages: int = 1) -> bytes:
    """The same with the fields of everybody."""
    return pdf.with_fields(paper(pages), places())


class Signers:
    """People below the authority, who sign one after another."""

    def __init__(self, authority: Authority, start: datetime = NOW) -> None:
        self.authority = authority
        self.stamper = Stamper(authority)
        self.start = start
        self.known: dict[str, KnownCertificate] = {}

    def sign(self, data: bytes, field: str, *, minute: int = 1, **changes: Any) -> pdf.Made:
        """One signature by somebody new, as the service makes it."""
        key = ca.new_key()
        name = "Nguyễn Thị Hồng"
        at = self.start + timedelta(minutes=minute)
        person = self.authority.issue(key.public_key(), login=field, full_name=name, now=self.start)
        sha256 = ca.fingerprint(person)
        self.known[sha256] = KnownCertificate(sha256, uuid4())
        told: dict[str, Any] = {
            "key": key,
            "certificate": person,
            "chain": [self.authority.issuer_of(person)],
            "field": field,
            "reason": "Phê duyệt quy trình [" + "a" * 64 + "]",
            "name": name,
            "at": at,
            "look": look(field),
            "certify": field == "author",
            "token": self.stamper.pyhanko(at),
        }
        return pdf.sign_pdf(data, **(told | changes))

    def all(self, data: bytes, fields: Sequence[str] = FIELDS) -> bytes:
        """Everybody in order."""
        for minute, field in enumerate(fields, 1):
            data = self.sign(data, field, minute=minute).data
        return data

    def archive(self, data: bytes, *, hours: int = 1) -> pdf.Made:
        """Validation data and a document time-stamp."""
        at = self.start + timedelta(hours=hours)
        return pdf.archive_pdf(
            data,
            certificates=[*self.authority.issuers(), *self.authority.roots()],
            crls=[],
            token=self.stamper.pyhanko(at),
        )


def judged(data: bytes, roots: Sequence[bytes], at: datetime) -> dict[str, Any]:
    """What pyHanko says of every signature that is no document time-stamp."""
    context = ValidationContext(
        trust_roots=[asn1.Certificate.load(one) for one in roots],
        allow_fetching=False,
        moment=at,
        revocation_mode="soft-fail",
    )
    found = PdfFileReader(BytesIO(data)).embedded_regular_signatures
    return {one.field_name: validate_pdf_signature(one, context, context) for one in found}


def root_of(data: bytes) -> Any:
    """The catalogue of a PDF."""
    return PdfFileReader(BytesIO(data)).root


def code(refused: Any) -> str:
    """What a refusal is called, from `pytest.raises`."""
    return str(refused.value.code)
