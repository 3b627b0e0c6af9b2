"""Evidence about a document: judged here, and outside with openssl and sha256sum alone."""

import hashlib
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from qms.documents import acts
from qms.documents.evidence import Kept, judge, load_evidence, verify_document
from qms.documents.queries.document import document_by_code
from qms.documents.rules.states import Act
from qms.documents.schemas import ImportRow, Proof
from qms.errors import NotFound
from qms.people.rules import today
from qms.proofs.acts.export import document_bundle
from qms.signing import Revoked
from tests.support.cast import (
    PASSPHRASE,
    Cast,
    a_docx,
    approve,
    base_of,
    issued,
    put_file,
    ready,
    register,
    review,
    submit,
)


def judged(cast: Cast, document_id):
    with cast.service.db.read() as session:
        return verify_document(cast.service, session, document_id)


def unpacked(cast: Cast, document_id, folder: Path) -> Path:
    stream = BytesIO()
    document_bundle(cast.service, document_id, stream)
    with zipfile.ZipFile(stream) as bundle:
        bundle.extractall(folder)
    return folder


def openssl(folder: Path, name: str, cast: Cast) -> subprocess.CompletedProcess[str]:
    """The command of the readme, at the time of the test's clock."""
    command = ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER"]
    command += ["-in", f"{name}.p7s", "-content", f"{name}.json", "-CAfile", "trust/root.pem"]
    command += ["-attime", str(int(cast.service.now().timestamp())), "-out", "/dev/null"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def statements(folder: Path) -> list[str]:
    found = sorted((folder / "statements").glob("*.json"))
    return [str(one.relative_to(folder).with_suffix("")) for one in found]


def store_file(cast: Cast, sha256: str) -> Path:
    return cast.service.settings.store_path / sha256[:2] / sha256[2:4] / sha256


def test_every_signature_about_a_document_is_judged_with_its_file(cast: Cast):
    document_id = register(cast)
    issued(cast, document_id)
    checked = judged(cast, document_id)
    assert [one.statement.action for one in checked] == ["submit", "agree", "approve"]
    assert all(one.ok and one.result.revoked is Revoked.NO for one in checked)
    assert {file.kept for one in checked for file in one.files} == {Kept.SAME}


def test_a_changed_file_in_the_store_is_seen_and_the_signature_still_stands(cast: Cast):
    document_id = register(cast)
    issued(cast, document_id)
    place = store_file(cast, judged(cast, document_id)[0].files[0].sha256)
    place.chmod(0o600)
    place.write_bytes(place.read_bytes()[:-1] + b"!")
    after = judged(cast, document_id)[-1]
    assert (after.result.ok, after.files[0].kept, after.ok) == (True, Kept.CHANGED, False)
    place.unlink()
    assert judged(cast, document_id)[-1].files[0].kept is Kept.MISSING


def test_nothing_is_known_of_a_document_that_is_not_there(cast: Cast):
    with cast.service.db.read() as session, pytest.raises(NotFound):
        load_evidence(session, cast["vanan"])


@pytest.mark.openssl
def test_the_bundle_is_verified_by_openssl_and_sha256sum(cast: Cast, tmp_path: Path):
    document_id = register(cast)
    issued(cast, document_id)
    folder = unpacked(cast, document_id, tmp_path / "bundle")
    assert (folder / "files" / "QT-05_01-00.docx").exists()
    names = statements(folder)
    assert len(names) == 3
    for name in names:
        done = openssl(folder, name, cast)
        assert done.returncode == 0, done.stderr
    sums = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(sums, cwd=folder, check=False).returncode == 0


@pytest.mark.openssl
def test_one_changed_byte_fails(cast: Cast, tmp_path: Path):
    document_id = register(cast)
    issued(cast, document_id)
    folder = unpacked(cast, document_id, tmp_path / "bundle")
    name = statements(folder)[-1]
    place = folder / f"{name}.json"
    place.write_bytes(place.read_bytes().replace(b'"edition":1', b'"edition":2'))
    done = openssl(folder, name, cast)
    assert done.returncode != 0
    assert "Verification failure" in done.stderr


def test_files_of_earlier_rounds_are_in_the_bundle_under_their_own_names(
    cast: Cast, tmp_path: Path
):
    document_id = register(cast)
    revision_id = ready(cast, document_id, "Lượt một.")
    submit(cast, revision_id)
    proof = cast.ask("binh", Act.REQUEST_CHANGES, revision_id, "Thiếu mục 4")
    acts.request_changes(cast.service, cast["binh"], revision_id, "Thiếu mục 4", proof)
    put_file(cast, revision_id, a_docx("Lượt hai."), base_of(cast, revision_id))
    submit(cast, revision_id)
    review(cast, revision_id)
    approve(cast, revision_id)
    folder = unpacked(cast, document_id, tmp_path / "bundle")
    names = sorted(one.name for one in (folder / "files").iterdir())
    assert len(names) == 2
    assert "QT-05_01-00.docx" in names
    final = judged(cast, document_id)[-1].files[0].sha256
    held = (folder / "files" / "QT-05_01-00.docx").read_bytes()
    assert hashlib.sha256(held).hexdigest() == final


def test_of_an_adoption_list_a_document_shows_its_own_file_only(cast: Cast, tmp_path: Path):
    now = cast.service.now()
    adoption = acts.prepare_adoption(
        cast.service, cast["giang"], "01/QĐ-SNNMT", today(now), cast["chau"]
    )
    for code in ("QT-01", "QT-02"):
        row = ImportRow(
            code=code,
            title=f"Quy trình {code}",
            type_code="QT",
            field_code="chung",
            owner_unit_id=cast.units["VP"],
            file=f"{code}.docx",
        )
        acts.import_document(cast.service, cast["giang"], row, a_docx(code, code), adoption)
    request = acts.ask_to_adopt(cast.service, cast["chau"], adoption)
    proof = Proof(challenge=request.challenge, passphrase=PASSPHRASE)
    acts.adopt(cast.service, cast["chau"], adoption, proof)
    with cast.service.db.read() as session:
        document_id = document_by_code(session, "QT-02")
        found = load_evidence(session, document_id)
    checked = judge(cast.service, found, document_id)
    assert [(one.statement.action, [f.code for f in one.files]) for one in checked] == [
        ("adopt", ["QT-02"])
    ]
    assert checked[0].ok
    folder = unpacked(cast, document_id, tmp_path / "bundle")
    assert [one.name for one in (folder / "files").iterdir()] == ["QT-02_01-00.docx"]
