"""Signatures and certificates that must not hold: replay, and what other CAs issue."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ObjectIdentifier

from qms.signing import RevocationReason, Revoked, SignatureResult, lists, verify_statement
from qms.signing import certificates as ca
from qms.signing.cades import sign_detached
from qms.signing.model import Asks, Source
from qms.signing.statements import encode
from qms.signing.trust import Anchor
from tests.attacks.signed import world
from tests.attacks.statements import DAY, DOCUMENT_SIGNING, HOUR, honest, judge
from tests.signing.pki import NOW, Holder, World

# replay and substitution


def test_a_signature_is_good_for_one_document_one_challenge_and_one_installation() -> None:
    who, _data, der = honest()
    content = world().content(who)
    for other in (
        replace(content, challenge="f" * 32),
        replace(content, system="0b5f3f44-9d0e-4a0e-9f2e-000000000002"),
        replace(content, prev="e" * 64),
        replace(content, spec=replace(content.spec, action="withdraw")),
        world().content(who, spec=replace(content.spec, basis=())),
    ):
        assert "CONTENT-CHANGED" in judge(data=encode(other), der=der).reasons


# certificates of others


class Foreign(World):
    """Another country's CA, with a root and an intermediate, and odd habits on request."""

    def __init__(self) -> None:
        super().__init__(NOW - 30 * DAY)

    def holder(
        self,
        key: Any = None,
        *,
        usage: str = "content_commitment",
        extended: str = "",
        policy: str = "",
        digest: Any = None,
        days: tuple[int, int] = (-10, 300),
    ) -> Holder:
        key = key or rsa.generate_private_key(65537, 2048)
        flags = dict.fromkeys(
            (
                *("digital_signature", "content_commitment", "key_encipherment"),
                *("data_encipherment", "key_agreement", "key_cert_sign"),
                *("crl_sign", "encipher_only", "decipher_only"),
            ),
            False,
        )
        builder = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Trần Văn An")]))
            .issuer_name(self.issuing.certificate.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW + days[0] * DAY)
            .not_valid_after(NOW + days[1] * DAY)
            .add_extension(x509.BasicConstraints(False, None), critical=True)
            .add_extension(x509.KeyUsage(**(flags | {usage: True})), critical=True)
        )
        if extended:
            builder = builder.add_extension(
                x509.ExtendedKeyUsage([ObjectIdentifier(extended)]), critical=False
            )
        if policy:
            held = x509.PolicyInformation(ObjectIdentifier(policy), None)
            builder = builder.add_extension(x509.CertificatePolicies([held]), critical=False)
        return Holder(key, builder.sign(self.issuing.key, digest or hashes.SHA256()))

    def anchor(self, **changes: Any) -> Anchor:
        facts: dict[str, Any] = {"name": "CA khác", "der": self.roots[0], "issuers": ()}
        return Anchor(**(facts | {"revocation": Asks.IF_KNOWN} | changes))

    def crl(self, at: datetime, *ended: lists.Ended) -> bytes:
        return lists.build(self.issuing, list(ended), 7, at, timedelta(days=30))

    def root_crl(self, at: datetime) -> bytes:
        return lists.build(self.root, [], 1, at, timedelta(days=365))


@cache
def foreign() -> Foreign:
    return Foreign()


@cache
def token_holder() -> Holder:
    """RSA-2048, as the government's tokens have."""
    return foreign().holder()


def judge_foreign(
    holder: Holder | None = None, *, chain: list[bytes] | None = None, **changes: Any
) -> SignatureResult:
    who = holder or token_holder()
    data = encode(foreign().content(who))
    der = sign_detached(
        data,
        key=who.key,
        certificate=who.der,
        chain=foreign().chain if chain is None else chain,
        at=NOW,
    )
    facts: dict[str, Any] = {
        "roots": world().roots,
        "outside": [foreign().anchor()],
        "certificates": who.known(source=Source.OUTSIDE),
        "at": NOW + HOUR,
    }
    return verify_statement(data, der, **(facts | changes))


def test_a_certificate_below_a_configured_anchor_is_taken_and_below_no_other() -> None:
    assert judge_foreign().ok
    refused = judge_foreign(outside=[])
    assert refused.reasons == ("CHAIN-NOT-TRUSTED",)
    assert "QMS Root CA" in refused.parameters["issuer"]


def test_the_root_of_the_anchor_may_come_along_and_the_intermediate_may_be_configured() -> None:
    assert judge_foreign(chain=[*foreign().chain, *foreign().roots]).ok
    known = foreign().anchor(issuers=tuple(foreign().chain))
    assert judge_foreign(chain=[], outside=[known]).ok
    assert not judge_foreign(chain=[]).ok
    stray = judge_foreign(chain=[*foreign().chain, *world().chain])
    assert "CMS-CERTIFICATES" in stray.reasons


def test_a_root_that_comes_with_the_signature_is_not_trusted_for_that() -> None:
    own = World(NOW - DAY)
    anchors = [replace(foreign().anchor(), der=own.roots[0])]
    assert judge_foreign(chain=[*foreign().chain, *foreign().roots], outside=anchors).reasons == (
        "CHAIN-NOT-TRUSTED",
    )


def test_a_retired_anchor_ends_trust_from_that_moment() -> None:
    assert not judge_foreign(outside=[foreign().anchor(retired_at=NOW - HOUR)]).ok
    assert judge_foreign(outside=[foreign().anchor(retired_at=NOW + HOUR)], at=NOW + DAY).ok


@pytest.mark.parametrize(
    ("made", "asked", "code"),
    [
        ({"usage": "digital_signature"}, {}, "CERTIFICATE-USAGE"),
        ({"usage": "key_cert_sign"}, {}, "CERTIFICATE-USAGE"),
        ({}, {"extended_usages": frozenset({DOCUMENT_SIGNING})}, "CERTIFICATE-USAGE"),
        (
            {"extended": "1.3.6.1.5.5.7.3.1"},
            {"extended_usages": frozenset({DOCUMENT_SIGNING})},
            "CERTIFICATE-USAGE",
        ),
        ({"policy": "1.2.3"}, {"policies": frozenset({"1.2.4"})}, "CERTIFICATE-POLICY"),
        ({"days": (-20, -10)}, {}, "CERTIFICATE-OUT-OF-TIME"),
        ({"days": (10, 20)}, {}, "CERTIFICATE-OUT-OF-TIME"),
    ],
)
def test_what_the_anchor_asks_of_a_certificate_is_asked(
    made: dict[str, Any], asked: dict[str, Any], code: str
) -> None:
    holder = foreign().holder(ec.generate_private_key(ec.SECP256R1()), **made)
    assert code in judge_foreign(holder, outside=[foreign().anchor(**asked)]).reasons


def test_what_the_anchor_asks_is_enough() -> None:
    holder = foreign().holder(extended=DOCUMENT_SIGNING, policy="1.2.3")
    anchor = foreign().anchor(
        extended_usages=frozenset({DOCUMENT_SIGNING}), policies=frozenset({"1.2.3", "1.2.9"})
    )
    assert judge_foreign(holder, outside=[anchor]).ok


@pytest.mark.parametrize(
    "key",
    [
        lambda: rsa.generate_private_key(65537, 1024),  # noqa: S505 - that is the point
        lambda: ec.generate_private_key(ec.SECP192R1()),
        lambda: ec.generate_private_key(ec.SECP256K1()),
    ],
)
def test_a_weak_or_strange_key_is_refused(key: Callable[[], Any]) -> None:
    result = judge_foreign(foreign().holder(key()))
    assert not result.ok
    assert {"CERTIFICATE-WEAK", "CHAIN-NOT-TRUSTED", "SIGNATURE-WRONG"} & set(result.reasons)


def test_a_certificate_signed_over_a_short_hash_is_refused() -> None:
    short = foreign().holder(digest=hashes.SHA224())
    assert "CERTIFICATE-WEAK" in judge_foreign(short).reasons


def test_an_anchor_that_asks_for_revocation_wants_a_list_of_the_moment() -> None:
    anchor = foreign().anchor(revocation=Asks.REQUIRED)
    root = foreign().root_crl(NOW - DAY)
    assert "REVOCATION-UNKNOWN" in judge_foreign(outside=[anchor]).reasons
    stale = foreign().crl(NOW - 40 * DAY)
    assert "REVOCATION-UNKNOWN" in judge_foreign(outside=[anchor], crls=[stale, root]).reasons
    fresh = foreign().crl(NOW - DAY)
    assert judge_foreign(outside=[anchor], crls=[fresh, root]).ok
    assert "REVOCATION-UNKNOWN" in judge_foreign(outside=[anchor], crls=[fresh]).reasons


def test_a_list_nobody_signed_or_another_ca_signed_says_nothing() -> None:
    anchor = foreign().anchor(revocation=Asks.REQUIRED)
    root = foreign().root_crl(NOW - DAY)
    other = lists.build(Foreign().issuing, [], 7, NOW - DAY, timedelta(days=30))
    broken = bytearray(foreign().crl(NOW - DAY))
    broken[-3] ^= 1
    for wrong in (other, bytes(broken), b"", b"rubbish"):
        result = judge_foreign(outside=[anchor], crls=[wrong, root])
        assert "REVOCATION-UNKNOWN" in result.reasons


@pytest.mark.parametrize(
    ("revoked", "invalid", "good"),
    [(-2, None, False), (2, None, True), (2, -2, False), (2, 1, True)],
)
def test_an_outside_revocation_counts_by_its_date(
    revoked: int, invalid: int | None, good: bool
) -> None:
    serial = token_holder().certificate.serial_number
    since = None if invalid is None else NOW + invalid * DAY
    ended = lists.Ended(serial, NOW + revoked * DAY, RevocationReason.KEY_COMPROMISE, since)
    crl = foreign().crl(NOW + 3 * DAY, ended)
    later = judge_foreign(crls=[crl], at=NOW + 4 * DAY)
    assert later.ok is good
    assert (later.revoked is Revoked.AFTER_SIGNING) is good
    assert judge_foreign(crls=[crl], at=NOW + HOUR).ok  # nobody could know yet


def test_without_a_register_our_own_lists_tell_of_revocation() -> None:
    """Somebody who holds a bundle only."""
    who, _data, _der = honest()
    root = lists.build(world().root, [], 1, NOW, timedelta(days=365))
    clean = world().crl(NOW)
    serial = who.certificate.serial_number
    ended = lists.Ended(serial, NOW - HOUR, RevocationReason.SUPERSEDED, None)
    assert judge(certificates=None).reasons == ("REVOCATION-UNKNOWN",)
    assert judge(certificates=None, crls=[clean, root]).ok
    dirty = world().crl(NOW, (ended,))
    assert "CERTIFICATE-REVOKED-BEFORE" in judge(certificates=None, crls=[dirty, root]).reasons


def test_our_own_verdict_does_not_hang_on_lists() -> None:
    """The register is the truth here; a forged list must not revoke anybody."""
    serial = honest()[0].certificate.serial_number
    ended = lists.Ended(serial, NOW - HOUR, RevocationReason.SUPERSEDED, None)
    forged = lists.build(Foreign().issuing, [ended], 9, NOW, timedelta(days=30))
    assert judge(crls=[forged]).ok


def test_nothing_is_fetched_from_an_address_inside_a_certificate(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import socket

    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **_kw: asked.append(args) or [])
    key = ec.generate_private_key(ec.SECP256R1())
    where = x509.UniformResourceIdentifier("http://ca.example.org/issuer.cer")
    access = x509.AccessDescription(x509.AuthorityInformationAccessOID.CA_ISSUERS, where)
    point = x509.DistributionPoint([where], None, None, None)
    base = foreign().holder(key).certificate
    builder = x509.CertificateBuilder(
        base.issuer,
        base.subject,
        base.public_key(),
        base.serial_number,
        base.not_valid_before_utc,
        base.not_valid_after_utc,
        list(base.extensions),
    )
    made = (
        builder.add_extension(x509.AuthorityInformationAccess([access]), critical=False)
        .add_extension(x509.CRLDistributionPoints([point]), critical=False)
        .sign(foreign().issuing.key, hashes.SHA256())
    )
    assert not judge_foreign(Holder(key, made), chain=[]).ok
    assert judge_foreign(Holder(key, made)).ok
    assert asked == []


def test_the_certificates_of_time_and_evidence_sign_for_nobody() -> None:
    tsa = world().tsa
    service = Holder(tsa.key, x509.load_der_x509_certificate(tsa.certificate))
    data, der = world().signed(service)
    result = world().judge(data, der, service)
    assert "CERTIFICATE-USAGE" in result.reasons
    assert ca.fingerprint(tsa.certificate) == result.signer_sha256
