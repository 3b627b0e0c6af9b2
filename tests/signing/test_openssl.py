"""What leaves the house is checked with openssl and sha256sum alone, as an auditor would."""

import hashlib
import re
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from qms.signing import (
    Authority,
    RevocationReason,
    create_authority,
    evidence,
    renew_issuing,
    revoke,
)
from qms.signing import bundle as bundles
from tests.signing.conftest import Office
from tests.signing.pki import CHEAP, SECRET

pytestmark = pytest.mark.openssl


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    """openssl reads the real clock, so this authority begins yesterday."""
    return create_authority(
        tmp_path / "keys",
        organisation="Sở Nội vụ tỉnh Sông Hồng",
        root_passphrase="mật khẩu của chứng thư gốc",
        instance_secret=SECRET,
        now=datetime.now(UTC) - timedelta(days=1),
        cost=CHEAP,
    )


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def bundle(office: Office, now: datetime, tmp_path: Path) -> Path:
    """An unpacked bundle of two statements, with one document beside them."""
    holder, document = office.enrol(at=now), uuid4()
    office.whole(holder, document, at=now, action="author")
    office.whole(holder, document, at=now, action="approve")
    folder = unpack(office, [document], tmp_path / "bundle", {"files/QT-05.docx": b"PK document"})
    assert (folder / "statements" / "01-author.json").exists()
    return folder


def unpack(office: Office, subjects: list[UUID], folder: Path, others: dict[str, bytes]) -> Path:
    """The bundle as it leaves the house, sealed now, in a folder."""
    now = datetime.now(UTC)
    with office.db.read() as session:
        found = evidence(session, subject_ids=subjects)
        material = bundles.Material(
            tuple(found),
            bundles.beside(session, [one.statement_id for one in found]),
            (),
            bundles.newest_crls(session, now),
        )
    made = bundles.assemble(
        material,
        office.authority,
        bundles.Origin("0b5f3f44-9d0e-4a0e-9f2e-000000000001", demo=False, organisation="Sở"),
        bundles.About(bundles.DOCUMENT, id=str(subjects[0]), code="QT-05", title="Quy trình"),
        [],
        now=now,
    )
    stream = BytesIO()
    bundles.write_bundle(
        stream,
        {**made.small, **others},
        {},
        lambda sha256: BytesIO(),
        lambda manifest: bundles.seal_manifest(manifest, office.authority, now),
        now,
    )
    with zipfile.ZipFile(stream) as archive:
        archive.extractall(folder)
    return folder


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def verify(folder: Path, name: str) -> subprocess.CompletedProcess[str]:
    return run(
        folder,
        *("openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER"),
        *("-in", f"statements/{name}.p7s", "-content", f"statements/{name}.json"),
        *("-CAfile", "trust/root.pem", "-out", "/dev/null"),
    )


def test_openssl_accepts_every_signature_of_the_bundle(bundle: Path) -> None:
    for name in ("01-author", "02-approve"):
        done = verify(bundle, name)
        assert done.returncode == 0, done.stderr
        assert "CAdES Verification successful" in done.stderr + done.stdout


def test_the_commands_in_the_readme_work_as_written(bundle: Path) -> None:
    text = (bundle / "README.txt").read_text(encoding="utf-8")
    commands = re.findall(r"^(?:openssl cms|sha256sum -c) .*$", text, re.MULTILINE)
    assert len(commands) == 4
    for command in commands:
        done = run(bundle, *command.split())
        assert done.returncode == 0, done.stderr
    root = run(bundle, "openssl", "x509", "-in", "trust/root.pem", "-outform", "DER", "-out", "r")
    assert root.returncode == 0
    assert hashlib.sha256((bundle / "r").read_bytes()).hexdigest() in text


def test_openssl_refuses_one_changed_byte_in_the_statement(bundle: Path) -> None:
    path = bundle / "statements" / "02-approve.json"
    honest = path.read_bytes()
    for position in range(1, len(honest), len(honest) // 7):
        changed = bytearray(honest)
        changed[position] ^= 1
        path.write_bytes(bytes(changed))
        assert verify(bundle, "02-approve").returncode != 0


def test_openssl_refuses_a_signature_moved_to_another_statement(bundle: Path) -> None:
    source = bundle / "statements" / "01-author.p7s"
    (bundle / "statements" / "02-approve.p7s").write_bytes(source.read_bytes())
    assert verify(bundle, "02-approve").returncode != 0


def test_openssl_refuses_another_root(bundle: Path, tmp_path: Path) -> None:
    create_authority(
        tmp_path / "other",
        organisation="Sở Nội vụ tỉnh Sông Hồng",
        root_passphrase="mật khẩu của chứng thư gốc",
        instance_secret=SECRET,
        now=datetime.now(UTC) - timedelta(days=1),
        cost=CHEAP,
    )
    (bundle / "trust" / "root.pem").write_bytes((tmp_path / "other" / "root.pem").read_bytes())
    assert verify(bundle, "02-approve").returncode != 0


def test_sha256sum_notices_a_changed_document(bundle: Path) -> None:
    assert run(bundle, "sha256sum", "-c", "SHA256SUMS").returncode == 0
    (bundle / "files" / "QT-05.docx").write_bytes(b"PK dokument")
    assert run(bundle, "sha256sum", "-c", "SHA256SUMS").returncode != 0


def test_every_file_of_the_bundle_is_in_the_sums(bundle: Path) -> None:
    names = {line.split("  ", 1)[1] for line in (bundle / "SHA256SUMS").read_text().splitlines()}
    present = {str(path.relative_to(bundle)) for path in bundle.rglob("*") if path.is_file()}
    frame = {"SHA256SUMS", "mimetype", "META-INF/ASiCManifest001.xml", "META-INF/signature001.p7s"}
    assert present - names == frame
    assert "policy/2026-1.txt" in names


def test_signatures_of_two_roots_are_checked_by_one_bundle(
    office: Office, now: datetime, tmp_path: Path
) -> None:
    """After a restore without keys a new root signs beside the old one."""
    holder, document = office.enrol(at=now), uuid4()
    office.whole(holder, document, at=now)
    keys = office.authority.keys_path
    for name in ("root.key.json", "issuing.key.json"):
        (keys / name).unlink()
    renew_issuing(
        keys,
        root_passphrase="một mật khẩu gốc mới",
        instance_secret=SECRET,
        now=now - timedelta(minutes=1),
        cost=CHEAP,
    )
    with office.db.write() as session:
        old = office.certificate(holder)
        revoke(session, old.id, reason=RevocationReason.SUPERSEDED, now=now)
    office.enrol(holder, at=now)
    office.whole(holder, document, at=now)
    folder = unpack(office, [document], tmp_path / "bundle", {})
    for name in ("01-approve", "02-approve"):
        done = verify(folder, name)
        assert done.returncode == 0, done.stderr
