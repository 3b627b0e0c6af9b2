"""From signed bytes back to values; whatever is not exactly a statement is refused by name."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from qms.errors import Invalid
from qms.signing.statements.encode import Plain
from qms.signing.statements.reader import read_canonical
from qms.signing.statements.shape import (
    STATEMENT_TYPE,
    Content,
    DocumentRef,
    FileRef,
    ListedDocument,
    LogHead,
    SignerRef,
    StatementSpec,
)

T = TypeVar("T")
SHA256 = r"[0-9a-f]{64}"
TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00"
ACTION = r"[a-z][a-z0-9_.-]{0,63}"
INSTALLATIONS = r"production|demo"


class _Fields:
    """Takes the fields of one object one by one; at the end nothing may be left over."""

    def __init__(self, value: Plain, path: str) -> None:
        if not isinstance(value, dict):
            raise Invalid("STATEMENT-BAD-FIELD", field=path)
        self.left = dict(value)
        self.path = path

    def take(self, name: str) -> Plain:
        if name not in self.left:
            raise Invalid("STATEMENT-MISSING-FIELD", field=self.path + name)
        return self.left.pop(name)

    def bad(self, name: str) -> Invalid:
        return Invalid("STATEMENT-BAD-FIELD", field=self.path + name)

    def text(self, name: str, pattern: str = r"(?s:.{1,4000})") -> str:
        value = self.take(name)
        if not isinstance(value, str) or re.fullmatch(pattern, value) is None:
            raise self.bad(name)
        return value

    def number(self, name: str) -> int:
        value = self.take(name)
        if not isinstance(value, int) or value < 0:
            raise self.bad(name)
        return value

    def id(self, name: str) -> UUID:
        return UUID(self.text(name, r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))

    def part(self, name: str, read: Callable[["_Fields"], T]) -> T:
        return _whole(self.take(name), f"{self.path}{name}.", read)

    def parts(self, name: str, read: Callable[["_Fields"], T]) -> tuple[T, ...]:
        values = self.take(name)
        if not isinstance(values, list):
            raise self.bad(name)
        return tuple(
            _whole(one, f"{self.path}{name}[{index}].", read) for index, one in enumerate(values)
        )

    def texts(self, name: str, pattern: str) -> tuple[str, ...]:
        values = self.take(name)
        if not isinstance(values, list):
            raise self.bad(name)
        found = [one for one in values if isinstance(one, str) and re.fullmatch(pattern, one)]
        if len(found) != len(values):
            raise self.bad(name)
        return tuple(found)

    def end(self) -> None:
        for name in sorted(self.left):
            raise Invalid("STATEMENT-UNKNOWN-FIELD", field=self.path + name)


def _whole(value: Plain, path: str, read: Callable[[_Fields], T]) -> T:
    fields = _Fields(value, path)
    result = read(fields)
    fields.end()
    return result


def parse(data: bytes) -> Content:
    """The statement in these bytes; raises Invalid with the exact reason it is none."""
    value: Mapping[str, Plain] = read_canonical(data)
    if value.get("_type") != STATEMENT_TYPE:
        raise Invalid("STATEMENT-TYPE")
    return _whole(dict(value), "", _content)


def _content(fields: _Fields) -> Content:
    fields.take("_type")
    signer, cert_sha256 = fields.part("signer", _signer)
    policy_id, policy_sha256 = fields.part("policy", _policy)
    return Content(
        spec=_spec(fields, signer),
        system=fields.text("system", r"\S{1,200}"),
        installation=fields.text("installation", INSTALLATIONS),
        cert_sha256=cert_sha256,
        claimed_time=_time(fields),
        policy_id=policy_id,
        policy_sha256=policy_sha256,
        prev=fields.text("prev", f"({SHA256})?"),
        challenge=fields.text("challenge", r"[0-9a-f]{32}"),
        log_head=fields.part("log_head", _log_head),
    )


def _spec(fields: _Fields, signer: SignerRef) -> StatementSpec:
    return StatementSpec(
        action=fields.text("action", ACTION),
        meaning=fields.text("meaning"),
        document=fields.part("document", _document),
        files=fields.parts("files", _file),
        signer=signer,
        basis=fields.texts("basis", SHA256),
    )


def _signer(fields: _Fields) -> tuple[SignerRef, str]:
    signer = SignerRef(fields.id("user_id"), fields.text("full_name"), fields.text("role"))
    return signer, fields.text("cert_sha256", SHA256)


def _policy(fields: _Fields) -> tuple[str, str]:
    return fields.text("id", r"\S{1,64}"), fields.text("sha256", SHA256)


def _document(fields: _Fields) -> DocumentRef:
    edition, revision, sequence = fields.part("revision", _revision)
    return DocumentRef(
        id=fields.id("id"),
        code=fields.text("code", r".{0,200}"),
        title=fields.text("title"),
        edition=edition,
        revision=revision,
        sequence=sequence,
        organisation=fields.text("organisation"),
    )


def _revision(fields: _Fields) -> tuple[int, int, int]:
    return fields.number("edition"), fields.number("revision"), fields.number("sequence")


def _file(fields: _Fields) -> FileRef:
    return FileRef(
        role=fields.text("role", r".{1,64}"),
        name=fields.text("name", r".{1,400}"),
        media_type=fields.text("media_type", r"[\x21-\x7e]+/[\x21-\x7e]+"),
        size=fields.number("size"),
        sha256=fields.text("sha256", SHA256),
        converter=fields.text("converter", r".{1,200}") if "converter" in fields.left else "",
        document=fields.part("document", _listed) if "document" in fields.left else None,
    )


def _listed(fields: _Fields) -> ListedDocument:
    return ListedDocument(
        id=fields.id("id"),
        code=fields.text("code", r".{1,200}"),
        title=fields.text("title"),
        edition=fields.number("edition"),
        revision=fields.number("revision"),
    )


def _log_head(fields: _Fields) -> LogHead:
    return LogHead(
        fields.number("epoch"), fields.number("size"), fields.text("hash", r"[0-9a-f]{0,128}")
    )


def _time(fields: _Fields) -> datetime:
    text = fields.text("claimed_time", TIME)
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise fields.bad("claimed_time") from error
