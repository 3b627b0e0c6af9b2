"""The signature over the manifest: that a bundle came out of an installation, and nothing more."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from qms.errors import Unavailable
from qms.signing import moments
from qms.signing.authority import Authority
from qms.signing.judging import Against, judge
from qms.signing.model import Asks
from qms.signing.trust import Anchor

if TYPE_CHECKING:
    from qms.signing.timestamps import Stamper

WRONG = "BUNDLE-SEAL-WRONG"
OTHER_KEY = "BUNDLE-SEAL-OTHER-KEY"
USAGE = "digital_signature"


@dataclass(frozen=True, slots=True)
class Sealed:
    """Who sealed a bundle and when, and the codes of what is wrong with it."""

    reasons: tuple[str, ...]
    name: str = ""
    at: datetime | None = None
    stamped: bool = False  # a time-stamp tells `at`, and not the one who sealed
    root_sha256: str = ""


def seal_manifest(
    manifest: bytes, authority: Authority, now: datetime, stamper: "Stamper | None" = None
) -> bytes:
    """The CAdES signature of this installation's bundle key over the manifest, as DER.

    Time-stamped where the authority of time answers; a bundle does not wait for it.
    """
    from qms.signing.cades import sign_detached, with_token

    own = authority.bundle_signer(now)
    der = sign_detached(
        manifest, key=own.key, certificate=own.certificate, chain=list(own.chain), at=now
    )
    if stamper is None:
        return der
    try:
        token = stamper.stamp(hashlib.sha256(signature_value(der)).digest(), now)
    except Unavailable:
        return der
    return with_token(der, token.der)


def signature_value(der: bytes) -> bytes:
    """The bytes a signature-time-stamp vouches for."""
    from asn1crypto import cms

    info = cms.ContentInfo.load(der)["content"]["signer_infos"][0]
    return bytes(info["signature"].native)


def check_seal(manifest: bytes, der: bytes, against: Against) -> Sealed:
    """Judge it: fits, by a bundle key below one of our roots, at a time that is not to come."""
    from qms.signing.envelope import BadEnvelope, open_envelope

    try:
        envelope = open_envelope(der)
    except BadEnvelope as error:
        return Sealed((WRONG, str(error)))
    stamps = moments.Stamps()
    if envelope.token is not None:
        stamps = moments.read_stamps(
            envelope.signer_info["signature"].native,
            der,
            [envelope.token],
            anchors=against.time_roots,
            others=envelope.others,
            at=against.at,
        )
    digest = hashlib.new(envelope.digest, manifest).digest()
    judged = judge(envelope, digest, _below(against), stamps=stamps)
    reasons = judged.reasons if judged.intact and judged.fits else (WRONG, *judged.reasons)
    if not _is_for_bundles(envelope.signer):
        reasons = (OTHER_KEY, *reasons)
    return Sealed(
        reasons=reasons,
        name=str(envelope.signer.subject.human_friendly)[:200],
        at=judged.time.moment if judged.time else envelope.signed_at,
        stamped=judged.time is not None,
        root_sha256=hashlib.sha256(judged.chain.path[-1]).hexdigest() if judged.chain.path else "",
    )


def _below(against: Against) -> Against:
    """Our own roots, asking for a key of the service instead of a person's."""
    ours = tuple(
        Anchor("", one, usages=frozenset({USAGE}), revocation=Asks.IF_KNOWN)
        for one in against.roots
    )
    return Against(
        roots=(),
        at=against.at,
        certificates=None,
        outside=ours,
        stamp_anchors=against.time_roots,
        crls=against.crls,
    )


def _is_for_bundles(signer: object) -> bool:
    """digitalSignature alone and no extended usage: no person's, no authority's, no stamper's."""
    usage = getattr(signer, "key_usage_value", None)
    extended = getattr(signer, "extended_key_usage_value", None)
    return usage is not None and set(usage.native) == {USAGE} and extended is None
