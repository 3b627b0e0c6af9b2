"""Errors as facts: each carries a stable code and its parameters, never a sentence.

The sentence a person reads is looked up in `qms.messages`; the HTTP status in `qms.web.errors`.
"""


class QmsError(Exception):
    """The root: `code` names the fact, `parameters` fill the sentence."""

    code = "QMS-ERROR"

    def __init__(self, code: str | None = None, /, **parameters: object) -> None:
        super().__init__(code or self.code)
        if code is not None:
            self.code = code
        self.parameters = parameters

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.parameters.items())
        return f"{self.code}({details})" if details else self.code


class Invalid(QmsError):
    """What came in cannot be taken as it is (HTTP 422). `fields`: name -> code."""

    code = "INVALID"

    def __init__(
        self,
        code: str | None = None,
        /,
        *,
        fields: dict[str, str] | None = None,
        **parameters: object,
    ) -> None:
        super().__init__(code, **parameters)
        self.fields = fields or {}


class TooLarge(Invalid):
    """It is larger than the limit (HTTP 413)."""

    code = "TOO-LARGE"


class WrongMedia(Invalid):
    """It is not the kind of file that is taken here (HTTP 415)."""

    code = "WRONG-MEDIA"


class NotSignedIn(QmsError):
    """Nobody is signed in, or the session has ended (HTTP 401)."""

    code = "NOT-SIGNED-IN"


class NotAllowed(QmsError):
    """This person may not do this (HTTP 403)."""

    code = "NOT-ALLOWED"


class NotFound(QmsError):
    """It does not exist, or not for this person (HTTP 404)."""

    code = "NOT-FOUND"


class Conflict(QmsError):
    """Somebody was faster, or the object is in another state (HTTP 409)."""

    code = "CONFLICT"


class Stale(Conflict):
    """The caller worked on an older state than the present one (HTTP 412 on the API)."""

    code = "STALE"


class Throttled(QmsError):
    """Too many attempts; `seconds` says how long to wait (HTTP 429)."""

    code = "THROTTLED"


class Unavailable(QmsError):
    """A part of the service cannot answer now; nothing was changed (HTTP 503)."""

    code = "UNAVAILABLE"


class Broken(QmsError):
    """Stored evidence does not match its fingerprint; it is not shown (HTTP 500)."""

    code = "BROKEN"
