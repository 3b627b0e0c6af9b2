"""A certificate world of its own, for honest signatures and for forged ones."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

from qms.signing import (
    Content,
    DocumentRef,
    FileRef,
    KdfCost,
    KnownCertificate,
    LogHead,
    SignatureResult,
    SignerRef,
    StatementSpec,
    verify_statement,
)
from qms.signing import certificates as ca
from qms.signing.cades import KeySigner, run, sign_detached
from qms.signing.policy import current_policy
from qms.signing.statements import encode

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)
SECRET = b"s" * 32
PASSPHRASE = "Mật khẩu ký của tôi"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def spec(signer: UUID, about: UUID | None = None, **changes: object) -> StatementSpec:
    """A plain approval of a procedure by `signer`."""
    made = StatementSpec(
        action="approve",
        meaning="Phê duyệt quy trình QT-05, lần ban hành 2, lần sửa đổi 1",
        document=DocumentRef(
            about or uuid4(), "QT-05", "Quy trình kiểm soát tài liệu", 2, 1, 4, "Sở Nội vụ"
        ),
        files=(FileRef("docx", "QT-05.docx", DOCX, 48213, "a" * 64),),
        signer=SignerRef(signer, "Nguyễn Thị Hồng", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"),
        basis=("b" * 64, "c" * 64),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@dataclass
class Holder:
    """A person with a key and a certificate, outside any database."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    id: UUID = field(default_factory=uuid4)

    @property
    def der(self) -> bytes:
        return ca.der(self.certificate)

    @property
    def sha256(self) -> str:
        return ca.fingerprint(self.der)

    def known(self, **revocation: object) -> dict[str, KnownCertificate]:
        """What a register that knows this one certificate would say."""
        return {self.sha256: KnownCertificate(self.sha256, self.id, **revocation)}  # type: ignore[arg-type]


class World:
    """A root, an issuing CA, and people below it."""

    def __init__(self, start: datetime = NOW) -> None:
        self.root = ca.make_root("Sở Nội vụ", start)
        self.issuing = ca.make_issuing(self.root, "Sở Nội vụ", start)
        self.start = start

    @property
    def roots(self) -> list[bytes]:
        return [ca.der(self.root.certificate)]

    @property
    def chain(self) -> list[bytes]:
        return [ca.der(self.issuing.certificate)]

    def person(self, at: datetime | None = None) -> Holder:
        """Somebody with an honest certificate from `at` on."""
        key = ca.new_key()
        who = ca.Person("hong.nt", "Nguyễn Thị Hồng", "Sở Nội vụ")
        return Holder(key, ca.issue(self.issuing, key.public_key(), who, at or self.start))

    def odd_person(
        self,
        *,
        usage: str = "content_commitment",
        is_ca: bool = False,
        key: ec.EllipticCurvePrivateKey | None = None,
        issuer: ca.Issuer | None = None,
    ) -> Holder:
        """Somebody whose certificate is not what our CA would issue."""
        key = key or ca.new_key()
        issuer = issuer or self.issuing
        names = [
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ]
        flags = {name: name == usage for name in names}
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Kẻ khác")])
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer.certificate.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self.start)
            .not_valid_after(self.start + timedelta(days=300))
            .add_extension(x509.BasicConstraints(is_ca, None), critical=True)
            .add_extension(x509.KeyUsage(**flags), critical=True)
            .sign(issuer.key, hashes.SHA256())
        )
        return Holder(key, made)

    def content(self, holder: Holder, at: datetime = NOW, **changes: object) -> Content:
        """What `holder` says at `at`."""
        policy = current_policy()
        made = Content(
            spec=spec(holder.id),
            system="0b5f3f44-9d0e-4a0e-9f2e-000000000001",
            installation="production",
            cert_sha256=holder.sha256,
            claimed_time=at,
            policy_id=policy.id,
            policy_sha256=policy.sha256,
            prev="",
            challenge="0123456789abcdef0123456789abcdef",
            log_head=LogHead(0, 7, "d" * 64),
        )
        return replace(made, **changes)  # type: ignore[arg-type]

    def signed(self, holder: Holder, at: datetime = NOW, **changes: object) -> tuple[bytes, bytes]:
        """An honest statement and its signature."""
        data = encode(self.content(holder, at, **changes))
        return data, self.sign(holder, data, at)

    def sign(self, holder: Holder, data: bytes, at: datetime = NOW) -> bytes:
        """An honest signature over whatever bytes."""
        return sign_detached(data, key=holder.key, certificate=holder.der, chain=self.chain, at=at)

    def judge(
        self, data: bytes, der: bytes, holder: Holder, at: datetime = NOW, **revocation: object
    ) -> SignatureResult:
        """Our verifier, trusting this world."""
        return verify_statement(
            data, der, roots=self.roots, certificates=holder.known(**revocation), at=at
        )


def sign_oddly(
    holder: Holder,
    chain: list[bytes],
    data: bytes,
    *,
    digest: str = "sha256",
    detached: bool = True,
    cades: bool = True,
) -> bytes:
    """A signature as another program might make it."""

    class Odd(KeySigner):
        async def async_sign_raw(
            self, data: bytes, digest_algorithm: str, dry_run: bool = False
        ) -> bytes:
            chosen = {"sha224": hashes.SHA224(), "sha512": hashes.SHA512()}
            return holder.key.sign(data, ec.ECDSA(chosen.get(digest, hashes.SHA256())))

    signer = Odd(holder.key, holder.der, chain)
    return run(
        signer.async_sign_general_data(
            data,
            digest,
            detached=detached,
            use_cades=cades,
            signed_attr_settings=PdfCMSSignedAttributes(signing_time=NOW),
        )
    ).dump()


def sign_without_attribute(holder: Holder, world: World, data: bytes) -> bytes:
    """What `cryptography` makes: a right signature that names no certificate."""
    return (
        pkcs7.PKCS7SignatureBuilder()
        .set_data(data)
        .add_signer(holder.certificate, holder.key, hashes.SHA256())
        .add_certificate(world.issuing.certificate)
        .sign(
            serialization.Encoding.DER,
            [
                pkcs7.PKCS7Options.DetachedSignature,
                pkcs7.PKCS7Options.Binary,
                pkcs7.PKCS7Options.NoCapabilities,
            ],
        )
    )
