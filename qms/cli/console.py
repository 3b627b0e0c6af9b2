"""What every command shares: the service, the language, tables, JSON, progress."""

import json
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from types import TracebackType
from typing import Any

import click
from flask import Flask
from flask_babel import Babel, force_locale

from qms import messages
from qms.errors import QmsError
from qms.service import Service, open_service
from qms.settings import ROOT, Settings

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Trả lời bằng JSON / answer in JSON."
)


class Console:
    """One run of the command: settings, the service when first asked for, and words."""

    as_json = False

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._open = ExitStack()

    def __enter__(self) -> "Console":
        app = Flask("qms")
        app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "qms" / "translations")
        Babel(app, default_locale="vi")
        self._open.enter_context(app.app_context())
        self._open.enter_context(force_locale(self.settings.language))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, QmsError):
            self.explain(error)
        if "service" in self.__dict__:
            self.service.close()
        self._open.close()

    @cached_property
    def service(self) -> Service:
        """The installation, opened when first needed."""
        return open_service(self.settings)

    def say(self, text: str) -> None:
        """A line for people; silent where a program asked for JSON."""
        if not self.as_json:
            click.echo(text)

    def answer(self, value: Any) -> None:
        """The whole answer for a program."""
        click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))

    def table(self, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Columns wide enough for what stands in them."""
        lines = [[str(cell) for cell in row] for row in [head, *rows]]
        widths = [max(_width(line[i]) for line in lines) for i in range(len(head))]
        for line in lines:
            padded = (
                cell + " " * (wide - _width(cell)) for cell, wide in zip(line, widths, strict=True)
            )
            click.echo("  ".join(padded).rstrip())

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Names a long step when it begins and says how long it took."""
        began = time.monotonic()
        if not self.as_json:
            click.echo(f"==> {what} … ", nl=False)
        yield
        if not self.as_json:
            click.echo(f"{time.monotonic() - began:.1f} s")

    def explain(self, error: QmsError) -> None:
        """Put the sentence beside the error while the language is still known."""
        lines = [messages.sentence(error.code, error.parameters)]
        for problem in getattr(error, "problems", ()):
            code, facts = _problem(problem)
            lines.append("  - " + messages.sentence(code, facts))
        for name, code in getattr(error, "fields", {}).items():
            lines.append(f"  - {name}: " + messages.sentence(code, error.parameters))
        error.add_note("\n".join([*lines, f"({error.code})"]))

    @staticmethod
    def complain(error: QmsError) -> None:
        """The sentence on standard error."""
        for note in getattr(error, "__notes__", [str(error)]):
            click.echo(note, err=True)
        sys.stderr.flush()


def _problem(problem: Any) -> tuple[str, dict[str, object]]:
    if isinstance(problem, dict):
        return str(problem["code"]), problem
    return problem.code, dict(problem.parameters)


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(char) else 1 for char in text)


pass_console = click.make_pass_decorator(Console)
