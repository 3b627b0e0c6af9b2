"""Asking an outside time-stamping authority over HTTP, within limits of time and size.

Imports asn1crypto at once, so it is itself imported only where a token is asked for.
"""

import http.client
import secrets
import time
import urllib.error
import urllib.request
from typing import Any

from asn1crypto import tsp

from qms.errors import Unavailable

MOST_BYTES = 64 * 1024
GRANTED = frozenset({"granted", "granted_with_mods"})
NONCE_BITS = 63


def ask(url: str, digest: bytes, seconds: float) -> bytes:
    """The token (DER) that the authority gave; raises Unavailable("TSA-UNAVAILABLE", reason=…)."""
    nonce = secrets.randbits(NONCE_BITS) | 1 << NONCE_BITS
    query = tsp.TimeStampReq(
        {
            "version": "v1",
            "message_imprint": {
                "hash_algorithm": {"algorithm": "sha256"},
                "hashed_message": digest,
            },
            "nonce": nonce,
            "cert_req": True,
        }
    )
    try:
        return _token(_post(url, query.dump(), seconds), nonce)
    except (OSError, http.client.HTTPException) as error:  # URLError and timeouts are OSErrors
        raise Unavailable("TSA-UNAVAILABLE", reason=_short(error)) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unavailable("TSA-UNAVAILABLE", reason="unreadable answer") from error


def _post(url: str, body: bytes, seconds: float) -> bytes:
    headers = {
        "Content-Type": "application/timestamp-query",
        "Accept": "application/timestamp-reply",
    }
    request = urllib.request.Request(url, body, headers)  # noqa: S310 - settings allow http(s) only
    limit = time.monotonic() + seconds
    data = b""
    with urllib.request.urlopen(request, timeout=seconds) as answer:  # noqa: S310
        while part := answer.read1(MOST_BYTES):
            data += part
            if len(data) > MOST_BYTES:
                raise ValueError("size")
            if time.monotonic() > limit:  # an answer that comes drop by drop
                raise TimeoutError("timed out")
    return data


def _token(data: bytes, nonce: int) -> bytes:
    answer: Any = tsp.TimeStampResp.load(data, strict=True)
    status = answer["status"]["status"].native
    if status not in GRANTED:
        raise Unavailable("TSA-UNAVAILABLE", reason=str(status))
    token = answer["time_stamp_token"]
    content = bytes(token["content"]["encap_content_info"]["content"])
    if tsp.TSTInfo.load(content)["nonce"].native != nonce:
        raise Unavailable("TSA-UNAVAILABLE", reason="nonce")
    return bytes(token.dump())


def _short(error: Exception) -> str:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    return (str(reason) or type(error).__name__)[:200]
