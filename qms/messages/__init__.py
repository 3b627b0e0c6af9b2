"""Code -> sentence in the reader's language, for page, API and command line alike.

Every room and tool has a module here with its `SENTENCES`. A sentence says what is wrong and what
to do next; `%(name)s` stands for a parameter of the error.
"""

import pkgutil
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from functools import cache
from importlib import import_module

from flask_babel import LazyString, force_locale

from qms.messages.general import TITLES, UNKNOWN

VIETNAM = timezone(timedelta(hours=7))


@cache
def all_sentences() -> Mapping[str, LazyString]:
    """The sentences of every module in this package."""
    merged: dict[str, LazyString] = {}
    for module in sorted(one.name for one in pkgutil.iter_modules(__path__)):
        merged.update(import_module(f"{__name__}.{module}").SENTENCES)
    return merged


def sentence(
    code: str, parameters: Mapping[str, object] | None = None, *, locale: str | None = None
) -> str:
    """What a person reads for this code; a code without a sentence is shown itself.

    The locale is the request's own unless one is named, as a mail does (inside an app context).
    """
    if locale is not None:
        with force_locale(locale):
            return sentence(code, parameters)
    shown = {name: _shown(value) for name, value in (parameters or {}).items()}
    values = defaultdict(lambda: "…", shown)
    template = all_sentences().get(code)
    if template is None:
        return str(UNKNOWN) % {"code": code}
    return str(template) % values


def _shown(value: object) -> object:
    """Instants and days as people in Viet Nam write them."""
    if isinstance(value, datetime):
        return f"{value.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


def notice(kind: str, facts: Mapping[str, object], locale: str | None = None) -> str:
    """One line for a notice, as subject of a mail and in the list of notices."""
    code = f"NOTICE-{kind.upper()}"
    known = code if code in all_sentences() else "NOTICE-OTHER"
    return sentence(known, facts, locale=locale)


def title(status: int) -> str:
    """The heading over an error of this HTTP status."""
    return str(TITLES.get(status) or TITLES[500 if status >= 500 else 400])
