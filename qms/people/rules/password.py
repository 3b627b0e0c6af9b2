"""Which login passwords are taken: long enough, not among the common ones, not the login."""

import re
import unicodedata

from qms.errors import Invalid
from qms.people.rules.common_passwords import COMMON
from qms.people.rules.names import fold

SHORTEST, LONGEST = 12, 128
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LEET = str.maketrans("@4310$5!7", "aaeiossit")
_RUNS = (
    "0123456789012345678901234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
)


def normal(password: str) -> str:
    """NFC, so that two Vietnamese keyboards give the same bytes."""
    return unicodedata.normalize("NFC", password)


def check_password(password: str, login: str) -> str:
    """The password to be hashed; raises Invalid with a code on the field `password`."""
    password = normal(password)
    code = _fault(password, login)
    if code:
        raise Invalid(code, fields={"password": code}, least=SHORTEST, most=LONGEST)
    return password


def _fault(password: str, login: str) -> str | None:
    if len(password) < SHORTEST:
        return "PASSWORD-SHORT"
    if len(password) > LONGEST:
        return "PASSWORD-LONG"
    bare = fold(password).replace(" ", "")
    if login and login.casefold() in {bare, _EDGES.sub("", bare)}:
        return "PASSWORD-IS-LOGIN"
    return "PASSWORD-COMMON" if _is_common(bare) else None


def _is_common(bare: str) -> bool:
    word = _EDGES.sub("", bare)
    plain = {bare, word, _EDGES.sub("", bare.translate(_LEET)), word.translate(_LEET)}
    return (
        bool(plain & COMMON)
        or _repeats(bare)
        or any(bare in run or bare[::-1] in run for run in _RUNS)
    )


def _repeats(text: str) -> bool:
    """Whether it is one piece of at most four characters over and over."""
    return any((text[:size] * (len(text) // size + 1))[: len(text)] == text for size in range(1, 5))
