"""Secrets handed out once: made here, kept only as SHA-256."""

import hashlib
import secrets

_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that are mistaken for another on paper
TOKEN_PREFIX = "qms_"  # noqa: S105 - lets a leak scanner know one of our tokens


def new_session_token() -> str:
    """256 random bits for a cookie."""
    return secrets.token_urlsafe(32)


def new_api_token() -> str:
    """256 random bits for an `Authorization: Bearer` header."""
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


def new_code() -> str:
    """A code that can be read out: five groups of four letters and digits, 98 bits."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(5))
    return "-".join(groups)


def digest(secret: str) -> str:
    """SHA-256 in hex; enough for secrets that are random and long."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def code_digest(code: str) -> str:
    """The same for a one-time code, however it was typed: case, hyphens and spaces do not count."""
    return digest("".join(char for char in code.upper() if char.isalnum()))
