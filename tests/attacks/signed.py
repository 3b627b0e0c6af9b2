"""Signed PDFs to attack: a world with a clock of its own, and three people who sign in order."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from asn1crypto import cms
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.timestamps import TimeStamper

from qms.signing import KnownCertificate, certificates, lists
from qms.signing.pdf import Expected, PdfResult, archive_pdf, check_pdf, sign_pdf, with_fields
from qms.signing.service_keys import ServiceKey
from qms.signing.timestamps import Token
from qms.signing.timestamps.builtin import make_token
from tests.signing.pki import NOW, Holder, World
from tests.word.papers import pdf_file

TEXT = "Quy trình kiểm soát tài liệu"
HOUR = timedelta(hours=1)
PLACES: list[dict[str, Any]] = [
    {"field": "author", "page": 0, "box": [60, 100, 200, 180]},
    {"field": "reviewer-1", "page": 0, "box": [220, 100, 360, 180]},
    {"field": "approver", "page": 0, "box": [380, 100, 520, 180]},
]
STATEMENTS = {"author": "a" * 64, "reviewer-1": "b" * 64, "approver": "c" * 64}


class Clock(TimeStamper):
    """The built-in authority at one moment."""

    def __init__(self, signer: ServiceKey, now: datetime) -> None:
        super().__init__(include_nonce=False)
        self.made: list[Token] = []
        self._signer, self._now = signer, now

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        der = make_token(message_digest, self._signer, self._now)
        ends_at = certificates.period(self._signer.certificate)[1]
        self.made.append(Token(der, self._now, "QMS Time Stamping", True, ends_at))
        return cms.ContentInfo.load(der)


@dataclass
class Papers(World):
    """A certificate world that also stamps, signs PDFs, and judges them."""

    start: datetime = NOW
    people: dict[str, Holder] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(self.start)
        self.people = {place["field"]: self.person() for place in PLACES}
        self.tsa = self.stamping(self.start)

    def stamping(self, at: datetime) -> ServiceKey:
        """The authority of time with a certificate from this day."""
        key = certificates.new_key()
        made = certificates.issue_service(
            self.issuing, key.public_key(), "QMS Time Stamping", stamping=True, now=at
        )
        return ServiceKey(key, certificates.der(made), tuple(self.chain))

    def clock(self, at: datetime) -> Clock:
        return Clock(self.tsa, at)

    def stamp(self, digest: bytes, at: datetime) -> bytes:
        return make_token(digest, self.tsa, at)

    def sign_field(
        self,
        pdf: bytes,
        name: str,
        *,
        at: datetime = NOW,
        stamped: bool = True,
        certify: bool = False,
        holder: Holder | None = None,
        chain: list[bytes] | None = None,
        **changes: Any,
    ) -> bytes:
        """One more honest signature."""
        who = holder or self.people[name]
        facts: dict[str, Any] = {
            "key": who.key,
            "certificate": who.der,
            "chain": self.chain if chain is None else chain,
            "field": name,
            "reason": f"Ký {name} [{STATEMENTS.get(name, 'd' * 64)}]",
            "name": "Nguyễn Thị Hồng",
            "at": at,
            "look": look(),
            "certify": certify,
            "token": self.clock(at) if stamped else None,
        }
        return sign_pdf(pdf, **(facts | changes)).data

    def archive(self, pdf: bytes, at: datetime) -> bytes:
        return archive_pdf(
            pdf, certificates=self.chain, crls=[self.crl(at)], token=self.clock(at)
        ).data

    def crl(self, at: datetime, ended: tuple[lists.Ended, ...] = ()) -> bytes:
        """The list of the issuing CA at this moment."""
        return lists.build(self.issuing, list(ended), 1, at, timedelta(days=30))

    def register(self, **ended: dict[str, Any]) -> dict[str, KnownCertificate]:
        """Everybody's certificate; `ended` says by field whose was revoked, and how."""
        return {
            one.sha256: KnownCertificate(one.sha256, one.id, **ended.get(name, {}))
            for name, one in self.people.items()
        }

    def judge_pdf(self, data: bytes, **changes: Any) -> PdfResult:
        """Our verifier, an hour later, trusting this world."""
        facts: dict[str, Any] = {
            "roots": self.roots,
            "certificates": self.register(),
            "at": NOW + HOUR,
            "expected": [frozen_of()],
        }
        return check_pdf(data, **(facts | changes))


@cache
def look() -> bytes:
    return pdf_file("Nguyễn Thị Hồng", size=(140, 80))


@cache
def frozen() -> bytes:
    """What is signed: two pages with three empty places."""
    return with_fields(pdf_file(TEXT, pages=2), PLACES)


def frozen_of(data: bytes | None = None) -> Expected:
    import hashlib

    data = data or frozen()
    return Expected(hashlib.sha256(data).hexdigest(), len(data))


@cache
def world() -> Papers:
    return Papers()


@cache
def signed(names: tuple[str, ...] = ("author", "reviewer-1", "approver")) -> bytes:
    """Author, reviewer and approver in order, each with a time-stamp; the author certifies."""
    data = frozen()
    for index, name in enumerate(names):
        at = NOW + index * timedelta(minutes=10)
        data = world().sign_field(data, name, at=at, certify=index == 0)
    return data


@cache
def archived() -> bytes:
    return world().archive(signed(), NOW + timedelta(minutes=40))


def update(pdf: bytes, change: Any) -> bytes:
    """An incremental update made by `change(writer)`, as a stranger with a PDF library makes it."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def page_of(writer: IncrementalPdfFileWriter, index: int = 0) -> Any:
    return writer.find_page_for_modification(index)[0].get_object()


def stream(text: bytes) -> generic.StreamObject:
    return generic.StreamObject(stream_data=text)
