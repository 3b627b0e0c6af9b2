"""A CA that is not ours: its root, an intermediate, people's certificates on RSA keys, its CRLs."""

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID, ObjectIdentifier

from qms.signing.cades import run

START = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2030, 1, 1, tzinfo=UTC)
SIGNING_USE = "1.3.6.1.5.5.7.3.36"
POLICY = "1.3.6.1.4.1.99999.1"


@cache
def key_of(name: str, bits: int = 2048) -> rsa.RSAPrivateKey:
    """The RSA key called so, made once a run."""
    return rsa.generate_private_key(65537, bits)


@dataclass(frozen=True)
class Token:
    """A person's certificate and its key, as on a USB token."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )


class ForeignCa:
    """A root and an intermediate below it that issues to people."""

    def __init__(self, name: str = "CA Nước ngoài") -> None:
        self.name = name
        self.root = self._issue(f"{name} Root", None, key_of(f"{name} root"), is_ca=True)
        self.middle = self._issue(f"{name} G1", self.root, key_of(f"{name} middle"), is_ca=True)

    @property
    def files(self) -> list[bytes]:
        """Root and intermediate as an administrator has them: PEM and DER."""
        return [
            self.root.certificate.public_bytes(serialization.Encoding.PEM),
            self.middle.certificate.public_bytes(serialization.Encoding.DER),
        ]

    def person(
        self,
        name: str,
        *,
        bits: int = 2048,
        start: datetime = START,
        key: rsa.RSAPrivateKey | None = None,
        **how: bool,
    ) -> Token:
        """Somebody's certificate for signing."""
        key = key or key_of(f"{self.name} {name}", bits)
        return self._issue(name, self.middle, key, start=start, **how)

    def crl(self, at: datetime, *revoked: tuple[Token, datetime], number: int = 1) -> bytes:
        """The intermediate's revocation list, good for a year."""
        return self._crl(self.middle, at, number, revoked)

    def root_crl(self, at: datetime) -> bytes:
        """The root's revocation list: the intermediate is well."""
        return self._crl(self.root, at, 1, ())

    def _crl(
        self, issuer: Token, at: datetime, number: int, revoked: tuple[tuple[Token, datetime], ...]
    ) -> bytes:
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(issuer.certificate.subject)
            .last_update(at)
            .next_update(at + timedelta(days=365))
            .add_extension(x509.CRLNumber(number), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), False
            )
        )
        for token, since in revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(token.certificate.serial_number)
            builder = builder.add_revoked_certificate(entry.revocation_date(since).build())
        return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def _issue(
        self,
        name: str,
        issuer: Token | None,
        key: rsa.RSAPrivateKey,
        *,
        is_ca: bool = False,
        start: datetime = START,
        may_sign: bool = True,
    ) -> Token:
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        parent = key if issuer is None else issuer.key
        usage = dict.fromkeys(USAGES, False)
        usage["key_cert_sign"] = usage["crl_sign"] = is_ca
        usage["content_commitment"] = usage["digital_signature"] = not is_ca and may_sign
        usage["key_encipherment"] = not is_ca and not may_sign
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject if issuer is None else issuer.certificate.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(END)
            .add_extension(x509.BasicConstraints(is_ca, None), critical=True)
            .add_extension(x509.KeyUsage(**usage), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(parent.public_key()), False
            )
        )
        if not is_ca:
            policy = x509.PolicyInformation(ObjectIdentifier(POLICY), None)
            builder = builder.add_extension(x509.CertificatePolicies([policy]), False)
            builder = builder.add_extension(
                x509.ExtendedKeyUsage([ObjectIdentifier(SIGNING_USE)]), False
            )
        return Token(builder.sign(parent, hashes.SHA256()), key)


USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def sign_pdf_outside(
    pdf: bytes, token: Token, *, field: str, reason: str, at: datetime, chain: list[Token]
) -> bytes:
    """What a signer's own tool does with a PDF: pyHanko as a stranger would call it."""
    from asn1crypto import keys
    from asn1crypto import x509 as asn1
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    class AtThatTime(signers.PdfSigner):
        def init_signing_session(self, *given, **named):  # type: ignore[no-untyped-def]
            session = super().init_signing_session(*given, **named)
            session.system_time = at
            return session

    store = SimpleCertificateStore()
    store.register_multiple(asn1.Certificate.load(one.der) for one in chain)
    signer = signers.SimpleSigner(
        signing_cert=asn1.Certificate.load(token.der),
        signing_key=keys.PrivateKeyInfo.load(
            token.key.private_bytes(
                serialization.Encoding.DER,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        ),
        cert_registry=store,
    )
    said = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        reason=reason,
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    tool = AtThatTime(said, signer=signer)
    return run(tool.async_sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))).getvalue()


def sign_outside(
    data: bytes, token: Token, folder: Path, at: datetime, *, pem: bool = False
) -> bytes:
    """A `.p7s` over these bytes by the openssl command, on a machine whose clock says `at`."""
    folder.mkdir(exist_ok=True)
    (folder / "data").write_bytes(data)
    (folder / "cert.pem").write_bytes(token.pem)
    (folder / "key.pem").write_bytes(token.key_pem)
    moment = at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    command = ["faketime", "-f", f"@{moment}", "openssl", "cms", "-sign", "-binary", "-cades"]
    command += ["-md", "sha256", "-outform", "PEM" if pem else "DER", "-nosmimecap"]
    command += ["-signer", "cert.pem", "-inkey", "key.pem", "-in", "data", "-out", "made.p7s"]
    environment = {**os.environ, "TZ": "UTC"}
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=environment)  # noqa: S603
    return (folder / "made.p7s").read_bytes()
