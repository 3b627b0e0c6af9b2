"""The manifest file: a JSON list of rows, one for each file of the set."""

import json
from pathlib import Path
from typing import Any

from qms.errors import Invalid, NotFound

MOST_BYTES = 32 * 1024 * 1024
MOST_ROWS = 20_000


def read_manifest(path: Path) -> list[Any]:
    """The rows as written; raises Invalid when it is not a JSON list or far too long."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Invalid("MANIFEST-TOO-LONG", most=MOST_ROWS)
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise NotFound("MANIFEST-NOT-FOUND", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise Invalid("MANIFEST-NOT-UTF8", file=str(path)) from error
    rows = _parsed(text)
    if not isinstance(rows, list) or not rows:
        raise Invalid("MANIFEST-NOT-A-LIST")
    if len(rows) > MOST_ROWS:
        raise Invalid("MANIFEST-TOO-LONG", most=MOST_ROWS)
    return rows


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Invalid("MANIFEST-NOT-JSON", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise Invalid("MANIFEST-NOT-A-LIST") from error
