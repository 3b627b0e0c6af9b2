"""`qms backup -o FILE` and `qms restore FILE`."""

import sys
from pathlib import Path

import click
from flask_babel import gettext as _

from qms.archive import BackupMade, Restored, Wish, make_backup
from qms.archive import restore as bring_back
from qms.cli.console import Console, json_option, pass_console
from qms.cli.init import operator
from qms.cli.progress import Watching
from qms.cli.verify import answer, show
from qms.errors import Invalid


@click.command()
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Tệp sẽ ghi.")
@click.option("--keys", is_flag=True, help="Kèm khóa, niêm phong bằng mật khẩu / with the keys.")
@json_option
@pass_console
def backup(console: Console, output: Path, keys: bool, as_json: bool) -> None:
    """Sao lưu cả hệ thống vào một tệp trong khi dịch vụ vẫn chạy / back up while it runs."""
    console.as_json = as_json
    passphrase = _new_passphrase(console) if keys else None
    watching = Watching(silent=as_json)
    made = make_backup(
        console.service,
        output.absolute(),
        operator(),
        keys_passphrase=passphrase,
        progress=watching,
    )
    watching.end()
    if as_json:
        console.answer(_backup_answer(made))
    else:
        _tell_backup(console, made)
    if made.manifest.missing:
        sys.exit(1)


def _backup_answer(made: BackupMade) -> dict[str, object]:
    return {
        "file": str(made.file),
        "size": made.size,
        "fingerprint": made.fingerprint,
        "made_at": made.manifest.made_at.isoformat(),
        "rows": sum(made.manifest.tables.values()),
        "objects": made.manifest.objects,
        "missing": list(made.manifest.missing),
        "with_keys": made.manifest.with_keys,
    }


def _tell_backup(console: Console, made: BackupMade) -> None:
    console.say(
        _(
            "Đã ghi %(file)s: %(size)s byte, %(rows)s dòng, %(objects)s tệp.",
            file=made.file,
            size=made.size,
            rows=sum(made.manifest.tables.values()),
            objects=made.manifest.objects - len(made.manifest.missing),
        )
    )
    console.say(
        _("Dấu vân (hãy ghi lại ở nơi khác): %(fingerprint)s", fingerprint=made.fingerprint)
    )
    console.say(
        _("Bản sao lưu chứa dữ liệu cá nhân và mật khẩu đã băm; hãy cất giữ như chính máy chủ.")
    )
    for sha256 in made.manifest.missing:
        console.say(_("Kho không đưa ra được tệp %(sha256)s; hãy chạy qms verify.", sha256=sha256))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--fingerprint", default="", help="Dấu vân đã ghi khi sao lưu / from the backup.")
@click.option("--without-keys", is_flag=True, help="Không dùng khóa trong bản sao lưu.")
@json_option
@pass_console
def restore(
    console: Console, file: Path, fingerprint: str, without_keys: bool, as_json: bool
) -> None:
    """Khôi phục vào thư mục và cơ sở dữ liệu trống / restore into an empty instance."""
    console.as_json = as_json
    watching = Watching(silent=as_json)
    wish = Wish(
        operator(),
        passphrase=None if without_keys else lambda: _passphrase(console),
        fingerprint=fingerprint.strip(),
    )
    restored = bring_back(console.settings, file.absolute(), wish, progress=watching)
    watching.end()
    if as_json:
        console.answer(_restore_answer(restored))
    else:
        _tell_restore(console, restored)
    if not restored.report.ok:
        sys.exit(1)


def _restore_answer(restored: Restored) -> dict[str, object]:
    return {
        "made_at": restored.manifest.made_at.isoformat(),
        "new_authority": bool(restored.root_passphrase),
        "verification": answer(restored.report),
    }


def _tell_restore(console: Console, restored: Restored) -> None:
    show(console, restored.report)
    console.say(
        _(
            "Đã khôi phục trạng thái lúc %(at)s; việc xảy ra sau đó được nhật ký ghi là đã mất.",
            at=restored.manifest.made_at.isoformat(timespec="seconds"),
        )
    )
    if restored.root_passphrase:
        console.say(
            _(
                "Khóa gốc và khóa cấp chứng thư mới đã được tạo; chữ ký cũ vẫn kiểm tra được. "
                "Mật khẩu khóa gốc mới: %(passphrase)s. Hãy chép mật khẩu này cùng tệp %(file)s ra "
                "thiết bị rời rồi xóa khỏi máy chủ. Mọi người phải đăng ký khóa ký lại.",
                passphrase=restored.root_passphrase,
                file=console.settings.keys_path / "root.key.json",
            )
        )


def _new_passphrase(console: Console) -> str:
    given = console.settings.backup_passphrase
    if given:
        return given
    first: str = click.prompt(_("Mật khẩu cho phần khóa"), hide_input=True, err=True)
    second: str = click.prompt(_("Nhập lại"), hide_input=True, err=True)
    if first != second:
        raise Invalid("BACKUP-PASSPHRASE-DIFFERS")
    return first


def _passphrase(console: Console) -> str:
    given = console.settings.backup_passphrase
    if given:
        return given
    asked: str = click.prompt(_("Mật khẩu của phần khóa"), hide_input=True, err=True)
    return asked
