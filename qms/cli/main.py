"""The command `qms`: finds the command, speaks the person's language, sets the exit code.

Exit codes: 0 done, 1 it found something wrong, 2 wrong usage.
"""

import os
import sys
from importlib import import_module

import click

from qms.cli.console import Console
from qms.errors import QmsError
from qms.settings import BadSettings, Settings

COMMANDS = {
    "init": "qms.cli.init:init",
    "demo": "qms.cli.demo:demo",
    "serve": "qms.cli.serve:serve",
    "jobs": "qms.cli.serve:jobs",
    "user": "qms.cli.user:user",
    "ca": "qms.cli.ca:ca",
    "import": "qms.cli.importing:import_",
    "export": "qms.cli.exporting:export",
    "pdf": "qms.cli.pdf:pdf",
    "redline": "qms.cli.redline:redline",
    "register": "qms.cli.register:register",
    "search": "qms.cli.documents:search",
    "reindex": "qms.cli.upkeep:reindex",
    "doctor": "qms.cli.upkeep:doctor",
    "verify": "qms.cli.verify:verify",
    "checkpoint": "qms.cli.checkpoint:checkpoint",
    "backup": "qms.cli.backup:backup",
    "restore": "qms.cli.backup:restore",
}


class Lazy(click.Group):
    """Imports a command only when it is called: `qms search` must not load what signing needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, _, name = place.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option("0.1.0", prog_name="qms")
@click.pass_context
def qms(ctx: click.Context) -> None:
    """Tài liệu có kiểm soát, kiểm tra và phê duyệt có chữ ký số theo ISO 9001:2015.

    QMS_INSTANCE, QMS_DATABASE_URL, QMS_PORT and QMS_LANG (vi, en) are honoured by every command.
    """
    ctx.obj = ctx.with_resource(Console(Settings.from_env()))


def main() -> None:
    """Run the command; what the service refuses is told in one sentence on standard error."""
    os.umask(0o077)  # what the service keeps is for its own account only
    try:
        qms.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BadSettings as error:
        click.echo("\n".join(error.problems), err=True)
        sys.exit(2)
    except QmsError as error:
        Console.complain(error)
        sys.exit(1)
