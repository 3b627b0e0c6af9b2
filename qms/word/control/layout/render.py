"""Asks the child process for a filled layout; whatever happens there is an answer here."""

import base64
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from qms.errors import Invalid
from qms.word.control.layout.fields import LINE_FIELDS, Context
from qms.word.problem import shown

CHILD = Path(__file__).with_name("child.py")
SECONDS = 20
CODES = {"LAYOUT-DAMAGED", "LAYOUT-FIELD-UNKNOWN", "LAYOUT-UNSAFE"}


@dataclass(frozen=True, slots=True)
class Filled:
    """The parts of a layout as XML with the fields filled, and which fields each part uses."""

    parts: dict[str, str]
    fields: dict[str, list[str]]


def filled(layout: bytes, context: Context) -> Filled:
    """The layout with these values; raises Invalid for one that is damaged, unsafe or unknown."""
    question = {
        "layout": base64.b64encode(layout).decode(),
        "context": context,
        "line": LINE_FIELDS,
        "place": "",
    }
    answer = _answer(json.dumps(question).encode())
    code = answer.get("code")
    if code in CODES:
        place, field, what = (shown(str(answer.get(key, ""))) for key in ("place", "field", "what"))
        raise Invalid(str(code), place=place, field=field, what=what)
    parts, fields = answer.get("parts"), answer.get("fields")
    if not isinstance(parts, dict) or not isinstance(fields, dict):
        raise Invalid("LAYOUT-DAMAGED", place="", what="", field="")
    return Filled(parts, fields)


def _answer(question: bytes) -> dict[str, object]:
    """Isolated from the environment and the checkout; killed when it takes too long."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-B", "-W", "ignore", str(CHILD)],
            input=question,
            capture_output=True,
            timeout=SECONDS,
            env={"LANG": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Invalid("LAYOUT-UNSAFE", place="", what="time") from error
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise Invalid("LAYOUT-UNSAFE", place="", what="time")
    if done.returncode:
        raise Invalid("LAYOUT-DAMAGED", place="", what="")
    answer: dict[str, object] = json.loads(done.stdout)
    return answer
