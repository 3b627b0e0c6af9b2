"""`qms verify [CODE|FILE|BUNDLE]`: what the evidence is worth.

Exit code 0: it holds; 1: something is wrong; 2: not understood.
"""

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click
from flask_babel import gettext as _

from qms import messages
from qms.audit import Head, LogVerdict
from qms.cli.checking import Moment, check_file
from qms.cli.console import Console, json_option, pass_console
from qms.cli.progress import Watching
from qms.documents.evidence import Checked
from qms.errors import Invalid, NotFound
from qms.service import Service
from qms.verification import Found, Report, read_since, verify_installation, verify_one_document

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("what", required=False, metavar="[CODE|FILE|BUNDLE]")
@click.option(
    "--since",
    type=FILE,
    help="Điểm kiểm chứng giữ ngoài hệ thống: nhật ký trước nó không bị viết lại / a checkpoint "
    "kept elsewhere.",
)
@click.option(
    "--at",
    type=Moment(),
    help="Kiểm tra như ở thời điểm này, mặc định là bây giờ / judge as of this time.",
)
@click.option(
    "--trust",
    "trusted",
    type=FILE,
    multiple=True,
    help="Chứng thư gốc đã công bố (PEM); khi có thì không cần hệ thống / published root "
    "certificates; no installation is needed then.",
)
@json_option
@pass_console
def verify(
    console: Console,
    what: str | None,
    since: Path | None,
    at: datetime | None,
    trusted: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Kiểm tra cả hệ thống, một tài liệu (mã hiệu), hoặc một tệp: gói bằng chứng, PDF đã ký.

    Checks the installation, one document by its CODE, or a FILE: evidence bundle or signed PDF.
    """
    console.as_json = as_json
    if what is not None and since is not None:
        raise click.UsageError(_("--since kiểm tra cả nhật ký; không nêu thêm mã tài liệu."))
    if what is not None and Path(what).is_file():
        good = _file(console, Path(what), at, trusted)
    elif trusted:
        raise click.UsageError(_("--trust dùng khi kiểm tra một tệp; không tìm thấy tệp đó."))
    else:
        good = _installation(console, what, since, at)
    if not good:
        sys.exit(1)


def _file(console: Console, file: Path, at: datetime | None, trusted: tuple[Path, ...]) -> bool:
    try:
        return check_file(console, file, at, trusted)
    except Invalid as error:
        click.echo(messages.sentence(error.code, error.parameters), err=True)
        sys.exit(2)


def _installation(
    console: Console, code: str | None, since: Path | None, at: datetime | None
) -> bool:
    service = console.service if at is None else replace(console.service, clock=lambda: at)
    watching = Watching(silent=console.as_json)
    if code is None:
        promise = None if since is None else _promise(console, since)
        report = verify_installation(service, watching, since=promise)
        watching.end()
    else:
        report = _one(service, code)
    if console.as_json:
        console.answer(answer(report))
    else:
        show(console, report)
    return report.ok


def _promise(console: Console, file: Path) -> Head:
    """The checkpoint in this file; a file of another kind is wrong usage."""
    try:
        return read_since(console.service, file.read_bytes())
    except Invalid as error:
        if error.code != "NOTE-FORM":
            raise
        click.echo(messages.sentence(error.code, error.parameters), err=True)
        sys.exit(2)


def _one(service: Service, code: str) -> Report:
    try:
        return verify_one_document(service, code)
    except NotFound as error:
        click.echo(messages.sentence(error.code, error.parameters), err=True)
        sys.exit(2)


def answer(report: Report) -> dict[str, object]:
    """The report for a program, a sentence beside every problem."""
    details = [
        {"code": one.code, **one.parameters, "detail": sentence(one)} for one in report.problems
    ]
    return {**report.as_json(), "problems": details}


def sentence(one: Found) -> str:
    """What is wrong and what to do, with the reasons."""
    reasons = one.parameters.get("reasons", [])
    codes = reasons if isinstance(reasons, list) else []
    because = [messages.sentence(str(code), one.parameters) for code in codes]
    return " ".join([messages.sentence(one.code, one.parameters), *because])


def show(console: Console, report: Report) -> None:
    """The report for people."""
    if report.document_id is not None:
        _statements(console, report)
    if report.log is not None:
        console.say(
            _(
                "Nhật ký: %(checked)s sự kiện đã kiểm tra, %(after)s sự kiện sau chữ ký cuối cùng, "
                "%(pending)s sự kiện đang chờ nối.",
                checked=report.log.checked,
                after=report.log.after_last_signed_head,
                pending=report.log.pending,
            )
        )
    if report.since is not None and report.log is not None:
        _since(console, report.since, report.log)
    if report.store is not None:
        console.say(
            _(
                "Kho: %(checked)s tệp đã đọc, %(missing)s tệp mất, %(damaged)s tệp hỏng, "
                "%(orphans)s tệp không được nhắc tới.",
                checked=report.store.checked,
                missing=report.store.missing,
                damaged=report.store.damaged,
                orphans=report.store.orphans,
            )
        )
    console.say(
        _(
            "%(statements)s chữ ký, %(revisions)s lần sửa đổi, %(problems)s vấn đề.",
            statements=len(report.statements),
            revisions=report.revisions,
            problems=len(report.problems),
        )
    )
    for one in report.problems:
        console.say(f"- {sentence(one)} ({one.code})")
    if report.ok:
        console.say(_("Không tìm thấy sai lệch nào."))


def _since(console: Console, since: Head, log: LogVerdict) -> None:
    """What the checkpoint proves; where it does not hold, the problems below say where."""
    if log.ok:
        console.say(
            _(
                "Điểm kiểm chứng: %(size)s sự kiện đầu tiên của nhật ký vẫn nguyên như lúc lập "
                "điểm kiểm chứng; %(after)s sự kiện được ghi sau đó.",
                size=since.size,
                after=log.head.size - since.size,
            )
        )
    else:
        console.say(_("Điểm kiểm chứng (%(size)s sự kiện): nhật ký KHÔNG khớp.", size=since.size))


def _statements(console: Console, report: Report) -> None:
    head = [
        _("Thời điểm ký"),
        _("Việc"),
        _("Người ký"),
        _("Nguyên vẹn"),
        _("Đúng chữ ký"),
        _("Tin cậy"),
        _("Thu hồi chứng thư"),
        _("Tệp"),
    ]
    console.table(head, [_row(one) for one in report.statements])


def _row(one: Checked) -> list[str]:
    content = one.result.content
    return [
        one.statement.signed_at.isoformat(timespec="seconds"),
        one.statement.action,
        content.spec.signer.full_name if content else "?",
        _yes(one.result.intact),
        _yes(one.result.valid),
        _yes(one.result.trusted),
        _ended(one),
        ", ".join(file.kept.value for file in one.files) or "-",
    ]


def _yes(good: bool) -> str:
    return str(_("có") if good else _("KHÔNG"))


def _ended(one: Checked) -> str:
    words = {
        "no": _("không"),
        "before_signing": _("trước khi ký"),
        "after_signing": _("sau khi ký"),
        "unknown": _("không rõ"),
    }
    return str(words[one.result.revoked.value])
