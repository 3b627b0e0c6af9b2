"""Where time-stamps come from: the configured authority, else the built-in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from qms.errors import QmsError, Unavailable
from qms.signing.authority import Authority
from qms.signing.timestamps.checking import check_token

if TYPE_CHECKING:
    from qms.signing.timestamps.pdf import PdfStamper

DIGEST_BYTES = 32
PAUSE = timedelta(minutes=1)  # one outage must not cost every signature the whole waiting time


@dataclass(frozen=True, slots=True)
class Token:
    """A verified time-stamp over one digest."""

    der: bytes
    gen_time: datetime
    authority: str
    internal: bool
    ends_at: datetime


class Stamper:
    """Makes tokens; `roots` (DER) are what an outside authority at `url` must lead to."""

    def __init__(
        self,
        authority: Authority,
        *,
        url: str = "",
        roots: Sequence[bytes] | Path = (),
        seconds: float = 10,
    ) -> None:
        self.authority = authority
        self.url = url
        self._roots = roots
        self._seconds = seconds
        self._silent_until: datetime | None = None

    @property
    def is_internal(self) -> bool:
        """Whether the built-in authority makes the tokens."""
        return not self.url

    def stamp(self, digest: bytes, now: datetime) -> Token:
        """A token over a SHA-256 digest; raises Unavailable("TSA-UNAVAILABLE", reason=…)."""
        if len(digest) != DIGEST_BYTES:
            raise ValueError("a SHA-256 digest is needed")
        der = self._outside(digest, now) if self.url else self._builtin(digest, now)
        verdict = check_token(der, digest, anchors=self.authority.stamp_anchors())
        if not verdict.ok or verdict.gen_time is None or verdict.ends_at is None:
            raise Unavailable("TSA-UNAVAILABLE", reason=", ".join(verdict.reasons))
        return Token(der, verdict.gen_time, verdict.authority, verdict.internal, verdict.ends_at)

    def pyhanko(self, now: datetime) -> "PdfStamper":
        """The same source as pyHanko wants it, for time-stamps inside a PDF made at `now`."""
        from qms.signing.timestamps.pdf import PdfStamper

        return PdfStamper(self, now)

    def _builtin(self, digest: bytes, now: datetime) -> bytes:
        from qms.signing.timestamps.builtin import make_token

        try:
            signer = self.authority.stamp_signer(now)
        except QmsError as error:
            raise Unavailable("TSA-UNAVAILABLE", reason=str(error)) from error
        return make_token(digest, signer, now)

    def _outside(self, digest: bytes, now: datetime) -> bytes:
        from qms.signing.timestamps.outside import ask

        if self._silent_until is not None and now < self._silent_until:
            raise Unavailable("TSA-UNAVAILABLE", reason="silent a moment ago")
        self.authority.keep_stamp_roots(self._known_roots())
        try:
            der = ask(self.url, digest, self._seconds)
        except Unavailable:
            self._silent_until = now + PAUSE
            raise
        self._silent_until = None
        return der

    def _known_roots(self) -> Sequence[bytes]:
        return read_roots(self._roots) if isinstance(self._roots, Path) else self._roots


def read_roots(path: Path) -> tuple[bytes, ...]:
    """The certificates of a PEM file as DER; raises Unavailable("TSA-ROOTS", file=…)."""
    from qms.signing.certificates import all_from_pem

    try:
        return all_from_pem(path.read_bytes())
    except (OSError, ValueError) as error:
        raise Unavailable("TSA-ROOTS", file=str(path)) from error
