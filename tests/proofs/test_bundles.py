"""Bundles that are what they seem: judged here, by a stranger, and with openssl alone."""

import io
import json
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from qms.documents.queries.evidence import statements_of
from qms.errors import Invalid, NotAllowed, NotFound
from qms.people.rules import today
from qms.proofs.acts.check import check_elsewhere, check_here
from qms.proofs.acts.export import document_bundle, period_bundle
from qms.proofs.queries.logged import receipts
from qms.signing import evidence
from qms.signing.certificates import pem
from tests.support.cast import issued, register

OPENSSL_ALONE = {"PATH": "/usr/bin:/bin"}


def unpacked(bundle: io.BytesIO, folder: Path) -> Path:
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(folder)
    return folder


def commands(folder: Path) -> list[str]:
    """The lines of the readme that are commands, as they stand there."""
    text = (folder / "README.txt").read_text(encoding="utf-8")
    tail = text[text.index("Lệnh / Commands") :]
    return re.findall(r"^(?:openssl|sha256sum|head) .*$", tail, re.MULTILINE)


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    shell = ["/bin/sh", "-c", command]
    return subprocess.run(
        shell, cwd=folder, env=OPENSSL_ALONE, capture_output=True, text=True, check=False
    )


def test_a_bundle_holds_here_and_for_a_stranger_with_the_root(cast, bundled):
    here = check_here(cast.service, bundled)
    assert here.bundle is not None
    assert here.bundle.faults == ()
    stranger = check_elsewhere(bundled, cast.service.now(), cast.service.authority.roots())
    assert stranger.bundle is not None
    assert stranger.bundle.faults == ()
    assert [one.logged for one in stranger.bundle.statements] == [True, True, True]
    assert stranger.bundle.checkpoint_at is not None


def test_an_act_that_took_its_time_has_its_receipt_in_a_period_too(cast, document, bundled):
    service = cast.service
    with service.db.read() as session:
        found = evidence(
            session, statement_ids=[one.id for one in statements_of(session, document)]
        )
        slow = [replace(one, signed_at=one.signed_at - timedelta(minutes=3)) for one in found]
        late = [replace(one, signed_at=one.signed_at + timedelta(minutes=3)) for one in found]
        for times in (slow, late):
            assert set(receipts(session, times, None)) == {one.sha256 for one in found}


def test_it_still_holds_five_years_later_when_the_certificates_have_expired(cast, bundled):
    later = cast.service.now() + timedelta(days=5 * 365 - 10)
    found = check_elsewhere(bundled, later, cast.service.authority.roots()).bundle
    assert found is not None
    assert found.faults == ()
    assert "CERTIFICATE-EXPIRED-SINCE" in found.statements[0].result.notes


@pytest.mark.openssl
def test_every_command_of_the_readme_works_in_a_bare_directory(cast, bundled, tmp_path):
    folder = unpacked(bundled, tmp_path / "bundle")
    found = commands(folder)
    assert len(found) == 1 + 1 + 1 + 3 * 2 + 1
    for command in found:
        done = run(folder, command)
        assert done.returncode == 0, (command, done.stderr)
        if " cms " in command:
            assert "CAdES Verification successful" in done.stdout + done.stderr
        if " ts " in command:
            assert "Verification: OK" in done.stdout + done.stderr
    shown = run(folder, next(one for one in found if "x509" in one)).stdout.split()[0]
    assert shown in (folder / "README.txt").read_text(encoding="utf-8")
    assert sum("-crl_check_all" in one for one in found) == 3


@pytest.mark.openssl
def test_the_commands_of_the_readme_notice_a_change(cast, bundled, tmp_path):
    folder = unpacked(bundled, tmp_path / "bundle")
    statement = folder / "statements" / "03-approve.json"
    statement.write_bytes(statement.read_bytes().replace(b'"edition":1', b'"edition":2'))
    failed = [one for one in commands(folder) if run(folder, one).returncode]
    assert [one.split()[0:2] for one in failed] == [["sha256sum", "-c"], ["openssl", "cms"]]


def test_every_entry_but_the_frame_is_in_the_sums(bundled, tmp_path):
    folder = unpacked(bundled, tmp_path / "bundle")
    named = {line.split("  ", 1)[1] for line in (folder / "SHA256SUMS").read_text().splitlines()}
    present = {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}
    frame = {"SHA256SUMS", "mimetype", "META-INF/ASiCManifest001.xml", "META-INF/signature001.p7s"}
    assert present - named == frame


def test_the_index_is_readable_and_runs_nothing(bundled):
    with zipfile.ZipFile(bundled) as archive:
        text = archive.read("index.html").decode()
    assert "Nguyễn Văn An" in text
    assert "Lê Minh Châu" in text
    assert not re.search(r"<script|javascript:|onload|https?://", text)
    assert text.count("máy cấp dấu thời gian nội bộ") == 3


def test_names_in_the_index_are_escaped(cast):
    document = register(cast, "QT-07", "Quy trình <script>alert(1)</script>")
    issued(cast, document)
    stream = io.BytesIO()
    document_bundle(cast.service, document, stream)
    with zipfile.ZipFile(stream) as archive:
        assert b"<script" not in archive.read("index.html")


def test_the_same_evidence_gives_the_same_statements_and_files(cast, document, clock):
    first, second = io.BytesIO(), io.BytesIO()
    document_bundle(cast.service, document, first)
    clock.advance(days=2)
    document_bundle(cast.service, document, second)
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as other:
        for name in one.namelist():
            if name.startswith(("statements/", "files/", "certificates/", "policy/")):
                assert one.read(name) == other.read(name)


def test_a_period_holds_every_signature_of_its_days_and_is_itself_logged(cast, document, clock):
    day = today(cast.service.now())
    clock.advance(days=40)
    register(cast, "QT-08")
    stream = io.BytesIO()
    count = period_bundle(cast.service, cast["giang"], day, day, stream)
    assert count == 3
    answer = check_here(cast.service, stream)
    assert answer.bundle is not None
    assert answer.bundle.faults == ()
    with zipfile.ZipFile(stream) as archive:
        about = json.loads(archive.read("bundle.json"))["about"]
    assert (about["kind"], about["first"]) == ("period", day.isoformat())


def test_a_period_is_for_who_answers_for_the_whole_agency(cast, document):
    day = today(cast.service.now())
    with pytest.raises(NotAllowed) as refused:
        period_bundle(cast.service, cast["vanan"], day, day, io.BytesIO())
    assert refused.value.code == "BUNDLE-PERIOD-NOT-ALLOWED"


def test_an_impossible_or_empty_period_is_refused(cast, document):
    day = today(cast.service.now())
    for first, last, code in (
        (day, day - timedelta(days=1), "PERIOD-BACKWARDS"),
        (day - timedelta(days=400), day, "PERIOD-TOO-LONG"),
        (day + timedelta(days=1), day + timedelta(days=2), "PERIOD-TO-COME"),
    ):
        with pytest.raises(Invalid) as refused:
            period_bundle(cast.service, None, first, last, io.BytesIO())
        assert refused.value.code == code
    before = day - timedelta(days=30)
    with pytest.raises(NotFound):
        period_bundle(cast.service, None, before, before, io.BytesIO())


def test_a_signed_file_is_known_to_who_may_see_it(cast, document, bundled):
    with zipfile.ZipFile(bundled) as archive:
        data = archive.read("files/QT-05_01-00.docx")
    answer = check_here(cast.service, io.BytesIO(data), cast.actor("dung"))
    assert [(one.code, one.state) for one in answer.known] == [("QT-05", "approved")]
    assert answer.ok
    assert not check_here(cast.service, io.BytesIO(data + b" "), cast.actor("dung")).ok


def test_the_bundle_is_written_to_be_verified_where_nothing_is_installed(cast, bundled, tmp_path):
    """The command needs the published root alone: no instance, no database."""
    from click.testing import CliRunner

    from qms.cli.main import qms

    file, root = tmp_path / "QT-05.zip", tmp_path / "root.pem"
    file.write_bytes(bundled.getvalue())
    root.write_bytes(b"".join(map(pem, cast.service.authority.roots())))
    env = {"QMS_INSTANCE": str(tmp_path / "nowhere"), "QMS_LANG": "vi"}
    at = (cast.service.now() + timedelta(days=900)).isoformat()
    asked = ["verify", str(file), "--trust", str(root), "--at", at]
    done = CliRunner().invoke(qms, asked, env=env)
    assert done.exit_code == 0, done.output
    assert "Kiểm tra ĐẠT" in done.output
    told = CliRunner().invoke(qms, [*asked, "--json"], env=env)
    assert json.loads(told.stdout)["ok"] is True
    changed = bytearray(bundled.getvalue())
    changed[len(changed) // 2] ^= 1
    file.write_bytes(changed)
    assert CliRunner().invoke(qms, asked, env=env).exit_code == 1
    assert CliRunner().invoke(qms, ["verify", str(file), "--trust", str(file)], env=env).exit_code
    assert not (tmp_path / "nowhere").exists()


def test_the_command_exports_a_document_or_a_period_and_verifies_it(cast, document, tmp_path):
    from click.testing import CliRunner

    from qms.cli.main import qms

    settings = cast.service.settings
    env = {
        "QMS_INSTANCE": str(settings.instance),
        "QMS_DATABASE_URL": settings.database_url,
        "QMS_LANG": "vi",
    }
    day = today(cast.service.now()).isoformat()
    for asked in (["QT-05"], ["--from", day, "--to", day]):
        file = tmp_path / f"{len(asked)}.zip"
        done = CliRunner().invoke(qms, ["export", *asked, "-o", str(file)], env=env)
        assert done.exit_code == 0, (done.output, done.exception)
        assert "3 chữ ký" in done.output
        judged = CliRunner().invoke(qms, ["verify", str(file)], env=env)
        assert judged.exit_code == 0, (judged.output, judged.exception)
    unknown = CliRunner().invoke(qms, ["export", "QT-99", "-o", str(tmp_path / "x")], env=env)
    assert (unknown.exit_code, (tmp_path / "x").exists()) == (2, False)
    assert CliRunner().invoke(qms, ["export", "-o", str(tmp_path / "x")], env=env).exit_code == 2
