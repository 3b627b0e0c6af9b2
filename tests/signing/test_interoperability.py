"""What the service signs with each kind of key, read by programs that know nothing of it."""

import hashlib
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils.reader import PdfFileReader

from qms.signing import Authority, create_authority, pdf
from qms.signing import certificates as ca
from qms.signing.cades import PrivateKey, sign_detached, signature_value, with_token
from tests.signing.papers import Signers, judged, signable
from tests.signing.pki import CHEAP, SECRET

pytestmark = pytest.mark.openssl

NOW = datetime.now(UTC).replace(microsecond=0)  # openssl and pdfsig read the real clock
STATEMENT = '{"meaning":"Phê duyệt quy trình QT-05"}'.encode()
KEYS: dict[str, Callable[[], PrivateKey]] = {
    "P-256": ca.new_key,
    "RSA-2048": lambda: rsa.generate_private_key(65537, 2048),
    "RSA-3072": lambda: rsa.generate_private_key(65537, 3072),
}


@dataclass(frozen=True)
class Approval:
    """A statement and a PDF signed with one key, in a folder."""

    folder: Path
    root: bytes
    paper: bytes

    def openssl(self, signature: str, content: str, *more: str) -> str:
        """The complaint of `openssl cms -verify`; empty when it takes the signature."""
        words = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", signature]
        words += ["-content", content, "-CAfile", "root.pem", "-purpose", "any"]
        words += ["-out", "verified", *more]
        done = subprocess.run(words, check=False, cwd=self.folder, capture_output=True, text=True)
        (self.folder / "verified").unlink(missing_ok=True)
        return "" if done.returncode == 0 else done.stderr

    def write(self, name: str, data: bytes) -> None:
        (self.folder / name).write_bytes(data)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return create_authority(
        tmp_path_factory.mktemp("matrix") / "keys",
        organisation="Sở Nội vụ tỉnh Sông Hồng",
        root_passphrase="mật khẩu của chứng thư gốc",
        instance_secret=SECRET,
        now=NOW - timedelta(days=1),
        cost=CHEAP,
    )


@pytest.fixture(scope="module", params=KEYS)
def approval(
    request: pytest.FixtureRequest, authority: Authority, tmp_path_factory: pytest.TempPathFactory
) -> Approval:
    signers = Signers(authority, NOW)
    key = KEYS[request.param]()
    person = authority.issue(
        key.public_key(), login="hong.nt", full_name="Nguyễn Thị Hồng", now=NOW
    )
    chain = [authority.issuer_of(person)]
    der = sign_detached(STATEMENT, key=key, certificate=person, chain=chain, at=NOW)
    paper = signers.sign(signable(), "author", minute=0, key=key, certificate=person).data
    made = Approval(tmp_path_factory.mktemp("approval"), authority.roots()[0], paper)
    made.write("root.pem", ca.pem(made.root))
    made.write("statement.json", STATEMENT)
    made.write("statement.p7s", der)
    made.write("paper.pdf", paper)
    made.write("paper.p7s", pdf.cms_of(paper, "author"))
    made.write("paper.signed", signed_bytes(paper))
    return made


def signed_bytes(paper: bytes) -> bytes:
    """What the byte range of the one signature covers."""
    found = PdfFileReader(BytesIO(paper)).embedded_regular_signatures[0]
    start, first, second, last = (int(one) for one in found.byte_range)
    return paper[start : start + first] + paper[second : second + last]


@pytest.mark.parametrize("mode", [(), ("-cades",)], ids=["cms", "cades"])
def test_openssl_takes_the_statements_signature(approval: Approval, mode: tuple[str, ...]) -> None:
    assert approval.openssl("statement.p7s", "statement.json", *mode) == ""
    approval.write("other.json", STATEMENT + b" ")
    assert approval.openssl("statement.p7s", "other.json", *mode) != ""


@pytest.mark.parametrize("mode", [(), ("-cades",)], ids=["cms", "cades"])
def test_openssl_takes_it_with_its_time_stamp_inside(
    approval: Approval, authority: Authority, mode: tuple[str, ...]
) -> None:
    der = (approval.folder / "statement.p7s").read_bytes()
    token = Signers(authority, NOW).stamper.stamp(
        hashlib.sha256(signature_value(der)).digest(), NOW
    )
    approval.write("stamped.p7s", with_token(der, token.der))
    assert approval.openssl("stamped.p7s", "statement.json", *mode) == ""


@pytest.mark.parametrize("mode", [(), ("-cades",)], ids=["cms", "cades"])
def test_openssl_takes_the_signature_inside_the_pdf(
    approval: Approval, mode: tuple[str, ...]
) -> None:
    assert approval.openssl("paper.p7s", "paper.signed", *mode) == ""
    approval.write("other.signed", (approval.folder / "paper.signed").read_bytes() + b"\n")
    assert approval.openssl("paper.p7s", "other.signed", *mode) != ""


def test_pdfsig_calls_signature_and_certificate_good(approval: Approval) -> None:
    nss = approval.folder / "nss"
    nss.mkdir()
    for words in (
        ["certutil", "-N", "--empty-password", "-d", f"sql:{nss}"],
        ["certutil", "-A", "-n", "root", "-t", "C,C,C", "-i", "root.pem", "-d", f"sql:{nss}"],
    ):
        subprocess.run(words, cwd=approval.folder, check=True, capture_output=True)
    words = ["pdfsig", "-nssdir", f"sql:{nss}", "paper.pdf"]
    done = subprocess.run(words, check=False, cwd=approval.folder, capture_output=True, text=True)
    assert "Signature Validation: Signature is Valid." in done.stdout
    assert "Certificate Validation: Certificate is Trusted." in done.stdout
    assert "Total document signed" in done.stdout
    assert "Nguyễn Thị Hồng" in done.stdout


def test_pyhanko_calls_the_signature_good(approval: Approval) -> None:
    found = judged(approval.paper, [approval.root], NOW + timedelta(hours=1))["author"]
    assert found.bottom_line
    assert found.timestamp_validity.valid
    assert found.md_algorithm == "sha256"
