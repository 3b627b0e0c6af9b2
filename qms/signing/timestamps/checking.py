"""Judging a time-stamp token, without network; bad input gives reasons, never an exception.

1. strict DER of bounded size, signed data holding a TSTInfo           (opening)
2. exactly one SignerInfo, nothing unsigned beside it, SHA-256 or more  (opening)
3. the token names this very digest by SHA-256                          (imprint)
4. its certificate is the one its signing-certificate attribute names   (opening)
5. the signature fits                                                   (integrity)
6. the certificate is for time-stamps alone, critically (RFC 3161 2.3)  (usage)
7. it led to one of the anchors at the time the token states            (chain)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from qms.signing.der import is_der
from qms.signing.timestamps.policy import POLICY

MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class TokenVerdict:
    """What a token is worth; the facts are only to be believed where `ok`."""

    ok: bool
    gen_time: datetime | None = None
    authority: str = ""
    internal: bool = False  # made by the built-in authority, whose clock is this server's
    ends_at: datetime | None = None  # of the authority's certificate
    reasons: tuple[str, ...] = ()


def check_token(
    der: bytes, digest: bytes, *, anchors: Sequence[bytes], others: Sequence[bytes] = ()
) -> TokenVerdict:
    """Judge a token over a SHA-256 digest; `others` are certificates that may stand between."""
    from qms.signing.timestamps.opening import BAD_INPUT, BadToken, open_token

    if len(der) > MOST_BYTES:
        return TokenVerdict(ok=False, reasons=("TOKEN-TOO-LARGE",))
    if not is_der(der):
        return TokenVerdict(ok=False, reasons=("TOKEN-NOT-DER",))
    try:
        return _judge(open_token(der), digest, anchors, others)
    except BadToken as error:
        return TokenVerdict(ok=False, reasons=(str(error),))
    except BAD_INPUT:
        return TokenVerdict(ok=False, reasons=("TOKEN-UNREADABLE",))


def _judge(
    token: Any, digest: bytes, anchors: Sequence[bytes], others: Sequence[bytes]
) -> TokenVerdict:
    from qms.signing.timestamps.opening import chain_faults, fits, usage_faults

    info, signer = token.info, token.signer
    imprint = info["message_imprint"]
    named = imprint["hash_algorithm"]["algorithm"].native, imprint["hashed_message"].native
    gen_time = info["gen_time"].native.astimezone(UTC)
    reasons = [
        *([] if named == ("sha256", digest) else ["TOKEN-OTHER-DIGEST"]),
        *([] if fits(token) else ["TOKEN-SIGNATURE-WRONG"]),
        *usage_faults(signer),
        *chain_faults(signer, [*token.others, *others], anchors, gen_time),
    ]
    return TokenVerdict(
        ok=not reasons,
        gen_time=gen_time,
        authority=signer.subject.human_friendly,
        internal=info["policy"].native == POLICY,
        ends_at=signer.not_valid_after + timedelta(0),
        reasons=tuple(reasons),
    )
