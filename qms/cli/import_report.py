"""What `qms import` says: the table of faulty rows, progress, what became of every row."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click
from flask_babel import gettext as _

from qms import messages
from qms.cli.console import Console
from qms.documents.acts import Imported
from qms.documents.manifest import Foreseen, RowError, RowResult
from qms.errors import QmsError


def show_errors(console: Console, errors: Sequence[RowError]) -> None:
    """Row, file, field and sentence of every fault."""
    lines = [
        (one.row, one.file, one.field, messages.sentence(one.code, one.parameters), one.code)
        for one in errors
    ]
    if console.as_json:
        names = ("row", "file", "field", "sentence", "code")
        console.answer({"errors": [dict(zip(names, line, strict=True)) for line in lines]})
        return
    console.table([_("Dòng"), _("Tệp"), _("Mục"), _("Lỗi")], [line[:4] for line in lines])


@contextmanager
def progress(console: Console, length: int) -> Iterator[Callable[[str], object]]:
    """A bar on standard error; call what it yields once for every document."""
    if console.as_json:
        yield lambda _code: None
        return
    with click.progressbar(
        length=length, label=_("Tài liệu"), file=sys.stderr, item_show_func=lambda item: item
    ) as bar:
        yield lambda code: bar.update(1, code)


def report(console: Console, results: Sequence[RowResult], *, dry_run: bool) -> None:
    """Failed rows (on a dry run all), then how many came to what."""
    failed = [one for one in results if one.error is not None]
    if console.as_json:
        console.answer({"dry_run": dry_run, "items": [_item(console, one) for one in results]})
        return
    if dry_run or failed:
        console.table(
            [_("Dòng"), _("Tệp"), _("Mã hiệu"), _("Kết quả")],
            [
                (one.entry.number, one.entry.row.file, one.entry.row.code, _result(console, one))
                for one in (results if dry_run else failed)
            ],
        )
    counts = {word: sum(_word(one) == word for one in results) for word in map(_word, results)}
    console.say("; ".join(f"{word}: {count}" for word, count in counts.items()))


def _result(console: Console, one: RowResult) -> str:
    if one.error is not None:
        return _sentence(console, one.error)
    dropped = _(" (bỏ %(count)s đối tượng nhúng)", count=one.dropped) if one.dropped else ""
    return _word(one) + dropped


def _sentence(console: Console, error: QmsError) -> str:
    """The sentence of the error and of every problem it lists, in one line."""
    console.explain(error)
    return " ".join(" ".join(error.__notes__).split())


def _word(one: RowResult) -> str:
    words = {
        None: _("lỗi"),
        Imported.CREATED: _("đã đưa vào"),
        Imported.PRESENT: _("đã có sẵn"),
        Imported.LISTED: _("đã có, đưa thêm vào danh sách"),
        Foreseen.NEW_DOCUMENT: _("sẽ đăng ký tài liệu mới"),
        Foreseen.NEW_REVISION: _("sẽ thêm dự thảo cho tài liệu đã có"),
        Foreseen.PRESENT: _("đã có sẵn"),
    }
    return str(words[one.done])


def _item(console: Console, one: RowResult) -> dict[str, object]:
    return {
        "row": one.entry.number,
        "file": one.entry.row.file,
        "code": one.entry.row.code,
        "result": one.done.value if one.done is not None else "failed",
        "error": one.error.code if one.error is not None else None,
        "sentence": _result(console, one) if one.error is not None else "",
    }
