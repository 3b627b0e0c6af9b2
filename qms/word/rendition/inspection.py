"""What a PDF holds, as a child process with limits sees it."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass

from qms.errors import Invalid
from qms.word.rendition import inspector

SECONDS = 150
HEAD = b"%PDF-"
END = b"%%EOF"
ZIP_END = re.compile(rb"PK\x05\x06.{18}", re.DOTALL)
ZIP_TAIL = 66 * 1024  # where an archive program looks for the end of an archive


@dataclass(frozen=True, slots=True)
class Inspection:
    """Pages, text in reading order, and the codes of what may not be in it, with what was seen."""

    pages: int
    text: str
    faults: tuple[tuple[str, str], ...]


def inspect(pdf: bytes) -> Inspection:
    """Raises Invalid PDF-POLYGLOT when it is a second kind of file too, PDF-DAMAGED else."""
    _check_ends(pdf)
    try:
        done = subprocess.run(
            [sys.executable, "-I", inspector.__file__ or ""],
            input=pdf,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Invalid("PDF-DAMAGED") from error
    if done.returncode != 0:
        raise Invalid("PDF-DAMAGED")
    said = json.loads(done.stdout)
    faults = tuple((str(code), str(seen)) for code, seen in said["faults"])
    if said["pages"] < 1 and not faults:
        raise Invalid("PDF-DAMAGED")
    return Inspection(said["pages"], said["text"], faults)


def _check_ends(pdf: bytes) -> None:
    if not pdf.startswith(HEAD):
        raise Invalid("PDF-POLYGLOT" if HEAD in pdf[:2048] else "PDF-DAMAGED")
    end = pdf.rfind(END)
    if end < 0:
        raise Invalid("PDF-DAMAGED")
    if pdf[end + len(END) :].strip(b"\r\n\t \0") or ZIP_END.search(pdf[-ZIP_TAIL:]):
        raise Invalid("PDF-POLYGLOT")


def pdf_text(pdf: bytes) -> str:
    """The words of a PDF in reading order, pages one after another."""
    return inspect(pdf).text
