"""`qms verify FILE`: a bundle, a signed PDF or any file, with or without an installation."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext as _

from qms import messages
from qms.cli.console import Console
from qms.errors import Invalid
from qms.people.rules import VIETNAM
from qms.proofs.acts.check import Answer, check_elsewhere, check_here
from qms.proofs.told import Told, ToldFault, ToldSignature, tell
from qms.signing import trust

PEM = b"-----BEGIN CERTIFICATE-----"


class Moment(click.ParamType[datetime]):
    """An instant (ISO 8601); without a zone it is the time of Viet Nam, a day its last second."""

    name = "TIME"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            self.fail(_("thời điểm ghi dạng 2031-11-22 hoặc 2031-11-22T09:30"), param, ctx)
        if len(value) == len("2031-11-22"):
            found = found.replace(hour=23, minute=59, second=59)
        return found.replace(tzinfo=found.tzinfo or VIETNAM).astimezone(UTC)


def check_file(
    console: Console, file: Path, at: datetime | None, trusted: tuple[Path, ...]
) -> bool:
    """Judge the file and say so; True where it holds. With `trusted` no installation is opened."""
    with file.open("rb") as stream:
        if trusted:
            roots, anchors = read_trust(trusted)
            answer: Answer = check_elsewhere(stream, at or datetime.now(UTC), roots, anchors)
        else:
            answer = check_here(console.service, stream, at=at)
    told = tell(answer, file.name)
    if console.as_json:
        console.answer(as_json(told))
    else:
        show(console, told)
    return told.ok


def read_trust(files: tuple[Path, ...]) -> tuple[list[bytes], list[trust.Anchor]]:
    """Roots (PEM) and outside anchors (a trust file); raises Invalid("TRUST-FILE")."""
    from qms.signing.certificates import all_from_pem

    roots: list[bytes] = []
    anchors: list[trust.Anchor] = []
    for file in files:
        data = file.read_bytes()
        if PEM not in data:
            anchors += trust.read_anchors(data)
            continue
        try:
            roots += all_from_pem(data)
        except ValueError as error:
            raise Invalid("TRUST-FILE") from error
    return roots, anchors


def as_json(told: Told) -> dict[str, Any]:
    """For a program, a sentence beside every fault."""
    from qms.web.rest import plain

    value: dict[str, Any] = plain(told)
    for fault, shown in zip(told.faults, value["faults"], strict=True):
        shown["detail"] = fault_sentence(fault)
    return value


def fault_sentence(fault: ToldFault) -> str:
    """What is wrong, where, and why."""
    facts = {"entry": fault.entry, "name": fault.entry}
    because = [messages.sentence(code, facts) for code in fault.reasons if code.isupper()]
    return " ".join([messages.sentence(fault.code, facts), *because])


def show(console: Console, told: Told) -> None:
    """For people."""
    console.say(_("Tệp %(name)s, SHA-256 %(sha256)s", name=told.name, sha256=told.sha256))
    if told.bundle is not None:
        _show_bundle(console, told)
    for one in told.known:
        console.say(
            _(
                "Tệp đã ký của %(code)s lần %(number)s: %(title)s",
                code=one.code,
                number=f"{one.edition:02d}/{one.revision:02d}",
                title=one.title,
            )
        )
    if told.signatures:
        _show_signatures(console, told)
    for code in told.notes:
        console.say(f"* {messages.sentence(code)}")
    for fault in told.faults:
        console.say(f"- {fault_sentence(fault)} ({fault.code})")
    console.say(_("Kiểm tra ĐẠT.") if told.ok else _("Kiểm tra KHÔNG ĐẠT."))


def _show_bundle(console: Console, told: Told) -> None:
    about = told.bundle
    assert about is not None  # noqa: S101 - asked for by the caller
    console.say(_("Hồ sơ bằng chứng của %(name)s", name=about.organisation))
    span = about.first and _("Kỳ từ %(first)s đến %(last)s", first=about.first, last=about.last)
    console.say(span or f"{about.code} {about.title}")
    console.say(
        _(
            "Xuất lúc %(at)s; %(files)s tệp, %(signatures)s chữ ký. Chứng thư gốc SHA-256: "
            "%(root)s",
            at=_when(about.made_at),
            files=about.files,
            signatures=len(told.signatures),
            root=about.root_sha256 or "?",
        )
    )


def _show_signatures(console: Console, told: Told) -> None:
    head = [_("Thời điểm"), _("Dấu thời gian"), _("Người ký"), _("Đạt"), _("Ở đâu")]
    console.table(head, [_row(one) for one in told.signatures])


def _row(one: ToldSignature) -> list[str]:
    stamped = _when(one.stamped_at) if one.stamped_at else "-"
    good = _("có") if one.ok else _("KHÔNG")
    return [_when(one.claimed_at), stamped, one.who, str(good), one.place]


def _when(at: datetime | None) -> str:
    return f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S}" if at else "?"
