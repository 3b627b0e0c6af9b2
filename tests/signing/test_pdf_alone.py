"""An archived PDF in the hands of somebody who has nothing else but the published root."""

from datetime import timedelta

import pytest

from qms.signing import certificates as ca
from qms.signing import lists, pdf
from qms.signing.envelope import open_envelope
from qms.signing.model import RevocationReason
from qms.signing.pdf.checking import check_pdf
from qms.signing.pdf.verdict import PdfResult
from tests.signing.papers import Signers, signable
from tests.signing.pki import NOW

ARCHIVED = NOW + timedelta(hours=1)
YEARS_LATER = NOW + timedelta(days=4 * 365)  # people's certificates last three
LIFE = timedelta(days=30)


@pytest.fixture(scope="module")
def approved(signers: Signers) -> bytes:
    """One person has signed."""
    return signers.all(signable(), ("author",))


def archived(signers: Signers, data: bytes, crls: list[bytes]) -> bytes:
    known = [*signers.authority.issuers(), *signers.authority.roots()]
    token = signers.stamper.pyhanko(ARCHIVED)
    return pdf.archive_pdf(data, certificates=known, crls=crls, token=token).data


def our_lists(signers: Signers, *ended: lists.Ended) -> list[bytes]:
    issuer = signers.authority.issuing(ARCHIVED)
    return [lists.build(issuer, ended, 1, ARCHIVED, LIFE), *signers.authority.root_lists()]


def judged(signers: Signers, data: bytes) -> PdfResult:
    return check_pdf(data, roots=signers.authority.roots(), certificates=None, at=YEARS_LATER)


def test_the_root_alone_is_enough_for_an_archived_pdf_years_later(
    signers: Signers, approved: bytes
) -> None:
    verdict = judged(signers, archived(signers, approved, our_lists(signers)))
    assert verdict.ok, [one.reasons for one in verdict.signatures]


def test_without_lists_nobody_knows_whether_the_certificate_was_good(
    signers: Signers, approved: bytes
) -> None:
    verdict = judged(signers, archived(signers, approved, []))
    assert verdict.signatures[0].reasons == ("REVOCATION-UNKNOWN",)


def test_a_list_of_the_same_name_that_our_ca_did_not_sign_counts_for_nothing(
    signers: Signers, approved: bytes
) -> None:
    ours = signers.authority.issuing(ARCHIVED)
    strangers = ca.Issuer(ours.certificate, ca.new_key())
    forged = lists.build(strangers, [], 1, ARCHIVED, LIFE)
    verdict = judged(
        signers, archived(signers, approved, [forged, *signers.authority.root_lists()])
    )
    assert verdict.signatures[0].reasons == ("REVOCATION-UNKNOWN",)


@pytest.mark.parametrize(
    ("when", "faults"),
    [(-1, ("CERTIFICATE-REVOKED-BEFORE",)), (30, ())],
    ids=["before the signature", "after it"],
)
def test_a_list_inside_tells_when_the_certificate_ended(
    signers: Signers, approved: bytes, when: int, faults: tuple[str, ...]
) -> None:
    signer = open_envelope(pdf.cms_of(approved, "author"), said_at=NOW).signer
    ended_at = NOW + timedelta(minutes=when)
    end = lists.Ended(signer.serial_number, ended_at, RevocationReason.CESSATION_OF_OPERATION)
    verdict = judged(signers, archived(signers, approved, our_lists(signers, end)))
    assert verdict.signatures[0].reasons == faults
