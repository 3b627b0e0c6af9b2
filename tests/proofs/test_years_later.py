"""Five years on, with the bundle alone: certificates expired, the director's ended since.

What each tool can say then is written down here as it is. `openssl cms` and `openssl ts` look at
the clock unless -attime tells them the moment, and take it from the time-stamp they have checked;
pdfsig 22.12 knows no moment but now, and says of an expired certificate that it has expired.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from qms.documents.queries.document import document_by_code
from qms.people import acts as people
from qms.proofs.acts.check import check_elsewhere, check_here
from qms.proofs.acts.export import document_bundle
from qms.settings import ROOT
from qms.signing.certificates import pem
from qms.signing.enrol import certificates_of
from qms.signing.model import RevocationReason
from tests.proofs.test_bundles import OPENSSL_ALONE, commands, unpacked
from tests.support import sealed
from tests.support.cast import ROOT as OPERATOR
from tests.support.cast import Cast
from tests.support.clock import Clock

CODE = "QT-05"
FAKETIME = "/usr/bin/faketime"
Done = subprocess.CompletedProcess[str]
WORDS = "CAdES Verification successful"
SIGNED = "files/QT-05_01-00.signed.pdf"
LEAVES_AFTER = 400
FIVE_YEARS = 5 * 365 + 20  # days: people's certificates end after three, that of the time too


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def cast(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Cast]:
    """A paper signed by three people, sealed and archived, on each database."""
    if request.param == "sqlite":
        with sealed.on_sqlite(tmp_path, clock) as made:
            yield made
    else:
        cluster = request.getfixturevalue("cluster")
        with sealed.on_postgresql(cluster, tmp_path, clock) as made:
            yield made


def bundle_of(cast: Cast) -> BytesIO:
    with cast.service.db.read() as session:
        document_id = document_by_code(session, CODE)
    stream = BytesIO()
    assert document_bundle(cast.service, document_id, stream) == 4
    return stream


def leave_office(cast: Cast, login: str) -> None:
    """The certificate ends because the duty does: what was signed before stays signed."""
    with cast.service.db.read() as session:
        (live,) = [one for one in certificates_of(session, cast[login]) if one.revoked_at is None]
    reason = RevocationReason.CESSATION_OF_OPERATION
    people.revoke_certificate(cast.service, OPERATOR, live.id, reason)


def notes_of(verdict: object) -> list[set[str]]:
    return [set(one.result.notes) for one in verdict.statements]  # type: ignore[attr-defined]


def faked(when: datetime, command: list[str], folder: Path, **own: str) -> Done:
    """One command on a machine whose clock stands there."""
    clock = [FAKETIME, "-f", f"@{when.astimezone(UTC):%Y-%m-%d %H:%M:%S}"]
    env = {**OPENSSL_ALONE, "TZ": "UTC", **own}
    return subprocess.run(
        [*clock, *command], cwd=folder, env=env, capture_output=True, text=True, check=False
    )


def pdfsig(when: datetime, folder: Path, trust: Path) -> list[tuple[str, str]]:
    """(signature, certificate) in pdfsig's words, for each signature it understands."""
    done = faked(when, ["pdfsig", "-nssdir", f"sql:{trust}", SIGNED], folder)
    words = re.findall(r"Signature Validation: (.*)\n.*Certificate Validation: (.*)", done.stdout)
    assert done.stdout.count("Signature #") == len(words) + 1  # the document time-stamp
    assert "Total document signed" in done.stdout  # by that time-stamp
    return words


def test_the_paper_holds_here_and_elsewhere_on_the_day_and_five_years_later(
    cast: Cast, clock: Clock
) -> None:
    early = bundle_of(cast)
    clock.advance(days=LEAVES_AFTER)
    leave_office(cast, "chau")
    late = bundle_of(cast)
    roots = cast.service.authority.roots()
    for bundle in (early, late):
        now = check_elsewhere(bundle, clock(), roots).bundle
        assert now is not None
        assert now.faults == ()
    clock.advance(days=FIVE_YEARS - LEAVES_AFTER)
    for bundle in (early, late):
        then = check_elsewhere(bundle, clock(), roots).bundle
        assert then is not None
        assert then.faults == ()
        assert all("CERTIFICATE-EXPIRED-SINCE" in one for one in notes_of(then))
        ended = ["CERTIFICATE-REVOKED-AFTER" in one for one in notes_of(then)]
        assert ended == [False, False, bundle is late, False]
    here = check_here(cast.service, early).bundle
    assert here is not None
    assert here.faults == ()
    assert "CERTIFICATE-REVOKED-AFTER" in notes_of(here)[2]


@pytest.mark.openssl
def test_standard_tools_agree_years_later_as_far_as_they_can(
    cast: Cast, clock: Clock, tmp_path: Path
) -> None:
    signed_at = clock()
    clock.advance(days=LEAVES_AFTER)
    leave_office(cast, "chau")
    bundle = bundle_of(cast)
    folder = unpacked(bundle, tmp_path / "bare")
    five_years = clock.advance(days=FIVE_YEARS - LEAVES_AFTER)
    for when in (signed_at + timedelta(days=LEAVES_AFTER + 1), five_years):
        for command in commands(folder):
            done = faked(when, ["/bin/sh", "-c", command], folder)
            assert done.returncode == 0, (command, done.stderr)
            assert " cms " not in command or WORDS in done.stdout + done.stderr
    # Of itself openssl judges at the clock: what -attime takes from the time-stamp is what counts.
    for command in commands(folder):
        if " cms " in command and "statements/" in command:
            done = faked(five_years, ["/bin/sh", "-c", re.sub(r"-attime \d+", "", command)], folder)
            assert (done.returncode, "expired" in done.stderr) == (4, True), done.stderr


@pytest.mark.openssl
def test_pdfsig_finds_the_signatures_valid_and_the_certificates_expired(
    cast: Cast, clock: Clock, tmp_path: Path
) -> None:
    folder, trust = unpacked(bundle_of(cast), tmp_path / "bare"), tmp_path / "nss"
    trust.mkdir()
    database = ["certutil", "-d", f"sql:{trust}"]
    root = ["-A", "-n", "root", "-t", "C,C,C", "-i", str(folder / "trust" / "root.pem")]
    for arguments in (["-N", "--empty-password"], root):
        subprocess.run([*database, *arguments], check=True, capture_output=True)
    valid = "Signature is Valid."
    now = pdfsig(clock() + timedelta(days=1), folder, trust)
    assert now == [(valid, "Certificate is Trusted.")] * 4
    # It knows neither the document's time-stamp nor the lists inside it, and asks nobody.
    later = pdfsig(clock() + timedelta(days=FIVE_YEARS), folder, trust)
    assert later == [(valid, "Certificate has Expired")] * 4


@pytest.mark.openssl
def test_the_command_needs_the_bundle_and_the_published_root_alone(
    cast: Cast, clock: Clock, tmp_path: Path
) -> None:
    clock.advance(days=LEAVES_AFTER)
    leave_office(cast, "chau")
    bundle, root = tmp_path / "QT-05.zip", tmp_path / "root.pem"
    bundle.write_bytes(bundle_of(cast).getvalue())
    root.write_bytes(b"".join(map(pem, cast.service.authority.roots())))
    signed = tmp_path / "signed.pdf"
    signed.write_bytes(
        (unpacked(BytesIO(bundle.read_bytes()), tmp_path / "x") / SIGNED).read_bytes()
    )
    five_years = clock.advance(days=FIVE_YEARS - LEAVES_AFTER)
    program = [sys.executable, "-m", "qms.cli", "verify"]
    for file, count in ((bundle, 4), (signed, 4)):
        asked = [*program, str(file), "--trust", str(root), "--json"]
        own = {"PYTHONPATH": str(ROOT), "QMS_INSTANCE": str(tmp_path / "nowhere")}
        then = faked(five_years, asked, tmp_path, **own)
        assert then.returncode == 0, (then.stdout, then.stderr)
        told = json.loads(then.stdout)
        assert (told["ok"], len(told["signatures"])) == (True, count)
        # The same without a faked clock, said in words; before the signatures nothing holds.
        for at, code in ((five_years, 0), (clock() - timedelta(days=FIVE_YEARS + 1), 1)):
            said = [*asked, "--at", at.isoformat()]
            done = faked(five_years, said, tmp_path, **own)
            assert done.returncode == code, (done.stdout, done.stderr)
