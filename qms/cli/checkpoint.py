"""`qms checkpoint`: sign the log as it stands, for somebody outside to keep."""

from pathlib import Path

import click
from flask_babel import gettext as _

from qms.cli.console import Console, json_option, pass_console
from qms.cli.init import operator
from qms.errors import Unavailable
from qms.proofs.acts import checkpoints as acts


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Ghi điểm kiểm chứng vào tệp này / write the checkpoint to this file.",
)
@json_option
@pass_console
def checkpoint(console: Console, output: Path | None, as_json: bool) -> None:
    """Lập điểm kiểm chứng: cam kết có chữ ký về toàn bộ nhật ký đến lúc này.

    Makes a signed checkpoint of the audit log; keep it outside, check with `qms verify --since`.
    """
    console.as_json = as_json
    made = acts.make_checkpoint(console.service, operator())
    if output is not None:
        _write(output, made.note.encode())
    published = [str(path) for path in acts.publish(console.service)]
    if as_json:
        console.answer(
            {
                "epoch": made.epoch,
                "size": made.size,
                "root": made.root,
                "note": made.note,
                "made_at": made.made_at.isoformat(),
                "stamped_at": made.stamped_at.isoformat() if made.stamped_at else None,
                "published": published,
            }
        )
        return
    if output is None:
        console.say(made.note)
    console.say(_("Điểm kiểm chứng cho %(size)s sự kiện đã được ký.", size=made.size))
    if made.stamped_at is None:
        console.say(_("Chưa có dấu thời gian: tiến trình nền sẽ xin lại."))
    for path in [*([str(output)] if output else []), *published]:
        console.say(_("Đã ghi: %(path)s", path=path))


def _write(output: Path, data: bytes) -> None:
    try:
        acts.write_outside(output, data)
    except OSError as error:
        raise Unavailable(
            "CHECKPOINT-FOLDER", folder=str(output.parent), reason=str(error)
        ) from error
