"""Argon2id for login passwords, with a bound on how many are computed at once.

Each hash takes 64 MiB and a fair part of a second: without the bound a handful of sign-ins at once
would starve everybody else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from qms.errors import Unavailable
from qms.people.rules.password import normal

AT_ONCE = 2
PATIENCE_SECONDS = 20


@dataclass(frozen=True, slots=True)
class PasswordCost:
    """RFC 9106 §4, second recommended option."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


_slots = BoundedSemaphore(AT_ONCE)
_cost = PasswordCost()


def set_cost(cost: PasswordCost) -> PasswordCost:
    """Use another cost from now on; returns the one before, so that tests can put it back."""
    global _cost  # noqa: PLW0603 - one cost per process, set at start-up
    before, _cost = _cost, cost
    return before


def hash_password(password: str) -> str:
    """The hash to store; slow, so never inside a transaction."""
    with _slot():
        return _hasher(_cost).hash(normal(password))


def verify(stored: str | None, password: str) -> bool:
    """Whether the password fits; takes as long for an account that has none or is unknown."""
    with _slot():
        try:
            _hasher(_cost).verify(stored or _dummy(_cost), normal(password))
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def needs_rehash(stored: str) -> bool:
    """Whether the hash was made at another cost than today's."""
    return _hasher(_cost).check_needs_rehash(stored)


@lru_cache(maxsize=4)
def _hasher(cost: PasswordCost) -> PasswordHasher:
    return PasswordHasher(cost.passes, cost.memory_kib, cost.lanes)


@lru_cache(maxsize=4)
def _dummy(cost: PasswordCost) -> str:
    return _hasher(cost).hash("nobody has this password")


@contextmanager
def _slot() -> Iterator[None]:
    if not _slots.acquire(timeout=PATIENCE_SECONDS):
        raise Unavailable("SIGN-IN-BUSY")
    try:
        yield
    finally:
        _slots.release()
