"""`qms search`: finding documents."""

import click
from flask_babel import gettext as _

from qms import search as searching
from qms.cli.console import Console, json_option, pass_console
from qms.documents.queries.finding import Found, Wanted, find
from qms.people.rules import Actor, Grant, Role

ENTIRE = Grant(Role.AUDITOR, None)


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--history", is_flag=True, help="Kể cả tài liệu hết hiệu lực.")
@json_option
@pass_console
def search(console: Console, words: tuple[str, ...], history: bool, as_json: bool) -> None:
    """Tìm tài liệu đang có hiệu lực, gõ có dấu hoặc không dấu / find what is in force."""
    service = console.service
    index = searching.open_index(console.settings.index_path)
    wanted = Wanted(text=" ".join(words), history=history)
    with service.db.read() as session:
        answer = find(session, index, _operator_reads(), wanted, service.now())
    if as_json:
        console.answer(
            {"items": [_item(row) for row in answer.rows], "from_titles": answer.from_titles}
        )
        return
    if answer.from_titles:
        console.say(_("Chỉ mục chưa sẵn sàng; kết quả theo mã hiệu và tên tài liệu."))
    if not answer.rows:
        console.say(_("Không tìm thấy tài liệu nào."))
        return
    console.table(
        [_("Mã hiệu"), _("Lần"), _("Tên tài liệu"), _("Đơn vị")],
        [
            (row.code, f"{row.edition:02d}/{row.revision:02d}", row.title, row.unit)
            for row in answer.rows
        ],
    )


def _operator_reads() -> Actor:
    """Whoever has the server's console can read its database: no less than an auditor."""
    from uuid import UUID

    nobody = UUID(int=0)
    return Actor(nobody, "", "", frozenset({ENTIRE}), frozenset(), {}, "vi", token_acts=False)


def _item(row: Found) -> dict[str, object]:
    return {
        "code": row.code,
        "title": row.title,
        "document_id": str(row.document_id),
        "revision_id": str(row.revision_id),
        "edition": row.edition,
        "revision": row.revision,
        "unit": row.unit,
        "type": row.type_code,
        "standing": row.standing.value,
        "effective_at": row.effective_at.isoformat() if row.effective_at else None,
        "snippet": "".join(one.text for one in row.snippet),
    }
