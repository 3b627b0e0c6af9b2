"""Time-stamps of a signature: what they prove, how they last, how they are forged."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

import pytest

from qms.signing import RevocationReason, Revoked
from qms.signing.cades import with_token
from qms.signing.model import Source
from tests.attacks.signed import Papers, world
from tests.attacks.statements import DAY, HOUR, YEAR, honest, judge, token_for
from tests.signing.pki import NOW

# time


def test_a_token_tells_the_time_and_raises_the_level() -> None:
    result = judge(token=token_for(honest()[2], NOW + timedelta(minutes=1)))
    assert result.ok
    assert result.time is not None
    assert result.time.moment == NOW + timedelta(minutes=1)
    assert (result.level.value, result.notes) == ("T", ())


def test_a_token_inside_the_signature_is_the_same() -> None:
    token = token_for(honest()[2], NOW)
    der = with_token(honest()[2], token)
    assert judge(der=der).time == judge(token=token).time
    assert judge(der=der, token=token).ok
    other = token_for(honest()[2], NOW + DAY)
    assert judge(der=der, token=other).reasons == ("CMS-UNEXPECTED-PART",)


def test_five_years_later_the_certificate_has_expired_and_the_signature_stands() -> None:
    result = judge(token=token_for(honest()[2], NOW), at=NOW + 5 * YEAR)
    assert result.ok
    assert result.notes == ("CERTIFICATE-EXPIRED-SINCE",)


def test_a_later_revocation_does_no_harm_five_years_on() -> None:
    known = {"revoked_at": NOW + 100 * DAY, "reason": RevocationReason.CESSATION_OF_OPERATION}
    result = judge(token=token_for(honest()[2], NOW), at=NOW + 5 * YEAR, known=known)
    assert result.ok
    assert result.revoked is Revoked.AFTER_SIGNING


def test_a_compromise_dated_before_the_token_ends_the_signature_even_then() -> None:
    known = {
        "revoked_at": NOW + 100 * DAY,
        "invalidity_at": NOW - HOUR,
        "reason": RevocationReason.KEY_COMPROMISE,
    }
    result = judge(token=token_for(honest()[2], NOW), at=NOW + 5 * YEAR, known=known)
    assert not result.ok
    assert "CERTIFICATE-REVOKED-BEFORE" in result.reasons


def test_a_stolen_key_cannot_sign_backdated_when_the_token_tells_the_truth() -> None:
    """The thief dates the signature before the compromise; the authority of time does not."""
    known = {"revoked_at": NOW + DAY, "reason": RevocationReason.KEY_COMPROMISE}
    result = judge(token=token_for(honest()[2], NOW + 2 * DAY), at=NOW + 3 * DAY, known=known)
    assert not result.ok
    assert result.revoked is Revoked.BEFORE_SIGNING


def test_a_token_that_came_after_somebody_left_takes_nothing_and_proves_nothing() -> None:
    known = {"revoked_at": NOW + DAY, "reason": RevocationReason.CESSATION_OF_OPERATION}
    result = judge(token=token_for(honest()[2], NOW + 2 * DAY), at=NOW + 3 * DAY, known=known)
    assert result.ok
    assert result.time is None
    assert {"TIMESTAMP-LATE", "TIME-CLAIMED-ONLY"} <= set(result.notes)
    outside = judge(
        token=token_for(honest()[2], NOW + 2 * DAY),
        at=NOW + 3 * DAY,
        known={**known, "source": Source.OUTSIDE},
    )
    assert not outside.ok


def test_a_token_over_another_signature_is_refused() -> None:
    other = world().sign(world().people["author"], b"other bytes")
    assert "TIMESTAMP-WRONG" in judge(token=token_for(other, NOW)).reasons


@pytest.mark.parametrize("token", [b"", b"\x30\x00", b"rubbish" * 99, bytes(100_000)])
def test_a_token_nobody_can_read_is_refused(token: bytes) -> None:
    assert "TIMESTAMP-WRONG" in judge(token=token).reasons


def test_a_token_from_the_future_or_long_before_is_refused() -> None:
    assert "TIMESTAMP-WRONG" in judge(token=token_for(honest()[2], NOW + DAY)).reasons
    early = Papers(NOW - 30 * DAY)
    token = token_for(honest()[2], NOW - DAY, early)
    result = judge(token=token, stamp_anchors=early.roots)
    assert "SIGNING-TIME-APART" in result.reasons


def test_the_token_of_an_unknown_authority_tells_no_time() -> None:
    strange = Papers(NOW - DAY)
    token = token_for(honest()[2], NOW, strange)
    result = judge(token=token)
    assert result.ok
    assert result.time is None
    assert "TIMESTAMP-NOT-TRUSTED" in result.notes
    assert judge(token=token, stamp_anchors=strange.roots).time is not None


def renewed(*moments: datetime) -> tuple[bytes, list[bytes]]:
    """The first token and its renewals, each over all before it."""
    der = honest()[2]
    first = token_for(der, moments[0])
    covered, made = with_token(der, first), []
    for at in moments[1:]:
        by = world() if at < NOW + 4 * YEAR else _later_authority()
        made.append(by.stamp(hashlib.sha256(covered).digest(), at))
        covered += made[-1]
    return first, made


@cache
def _later_authority() -> Papers:
    later = replace(world())
    later.root, later.issuing = world().root, world().issuing
    later.tsa = later.stamping(NOW + 4 * YEAR)
    return later


def test_renewals_carry_the_first_moment_beyond_the_end_of_its_authority() -> None:
    first, later = renewed(NOW, NOW + 3 * YEAR, NOW + 4 * YEAR + DAY)
    result = judge(token=first, renewals=later, at=NOW + 8 * YEAR)
    assert result.ok
    assert result.time is not None
    assert result.time.moment == NOW
    assert result.time.ends_at > NOW + 8 * YEAR
    assert result.level.value == "LTA"
    alone = judge(token=first, at=NOW + 8 * YEAR)
    assert "TIMESTAMP-ENDED" in alone.notes


def test_renewals_out_of_order_missing_or_of_other_bytes_are_refused() -> None:
    first, (second, third) = renewed(NOW, NOW + YEAR, NOW + 2 * YEAR)
    at = NOW + 3 * YEAR
    assert judge(token=first, renewals=[second, third], at=at).ok
    for wrong in ([third], [third, second], [second, second], [first]):
        result = judge(token=first, renewals=wrong, at=at)
        assert "TIMESTAMP-WRONG" in result.reasons
    assert "TIMESTAMP-WRONG" in judge(renewals=[second], at=at).reasons
