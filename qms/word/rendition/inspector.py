"""Looks into a PDF nobody vouches for: a script of its own, with little memory and time.

The PDF comes on standard input, one JSON object goes out: pages, text, faults (codes with what
was found). Whatever else happens here, the caller sees a process that said nothing.
"""

import json
import logging
import resource
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

MEMORY = 1536 * 1024 * 1024
CPU_SECONDS = 120
MOST_OBJECTS = 3_000_000
FORBIDDEN = {
    "/JS": "PDF-JAVASCRIPT",
    "/JavaScript": "PDF-JAVASCRIPT",
    "/XFA": "PDF-FORM",
    "/OCProperties": "PDF-LAYERS",
    "/EmbeddedFiles": "PDF-ATTACHMENT",
    "/EF": "PDF-ATTACHMENT",
    "/RichMedia": "PDF-ATTACHMENT",
    "/AA": "PDF-ACTION",
}
KINDS = {
    "/FileAttachment": "PDF-ATTACHMENT",
    "/RichMedia": "PDF-ATTACHMENT",
    "/Movie": "PDF-ATTACHMENT",
    "/Sound": "PDF-ATTACHMENT",
    "/3D": "PDF-ATTACHMENT",
    "/Screen": "PDF-ATTACHMENT",
}
HARMLESS = {"/GoTo", "/URI", "/Named"}
SCHEMES = ("http://", "https://", "mailto:")


def limit() -> None:
    """No more memory and time than an honest file needs, and no files at all."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def inspect(data: bytes) -> dict[str, Any]:
    """Pages, text and faults; a file under a password has faults only."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        return {"pages": 0, "text": "", "faults": [["PDF-ENCRYPTED", ""]]}
    faults = sorted({fault for thing in things(reader) for fault in faults_of(thing)})
    text = "\n".join(page.extract_text() for page in reader.pages)
    return {"pages": len(reader.pages), "text": text, "faults": faults}


def things(reader: Any) -> Iterator[Any]:
    """Every dictionary that can be reached from the trailer, each once."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    waiting: list[Any] = [reader.trailer]
    seen: set[int] = set()
    for _ in range(MOST_OBJECTS):
        if not waiting:
            return
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            if thing.idnum in seen:
                continue
            seen.add(thing.idnum)
            thing = thing.get_object()
        if isinstance(thing, DictionaryObject):
            yield thing
            waiting += [thing.raw_get(key) for key in thing]
        elif isinstance(thing, ArrayObject):
            waiting += list(thing)
    raise MemoryError("more objects than any honest file has")


def faults_of(thing: Any) -> Iterator[tuple[str, str]]:
    """What is forbidden in one dictionary."""
    for key in thing:
        if key in FORBIDDEN:
            yield FORBIDDEN[key], str(key)
    for key in ("/S", "/Subtype"):
        kind = _said(thing, key)
        if kind in KINDS:
            yield KINDS[kind], kind
    if "/Fields" in thing and not _only_signatures(thing):
        yield "PDF-FORM", "/Fields"
    if hasattr(thing, "get_data") and "/F" in thing:
        yield "PDF-ATTACHMENT", "/F"  # a stream whose bytes lie in another file
    if _is_action(thing):
        yield from _action_faults(thing)


def _is_action(thing: Any) -> bool:
    """An action says what it does by /S; so do other dictionaries, which name their type."""
    kind = _said(thing, "/Type") or "/Action"
    acting = ("/JS", "/URI", "/D", "/F", "/N", "/Win", "/Fields")
    return kind == "/Action" and "/S" in thing and any(key in thing for key in acting)


def _action_faults(thing: Any) -> Iterator[tuple[str, str]]:
    kind = _said(thing, "/S")
    if kind == "/URI" and not _said(thing, "/URI").lower().startswith(SCHEMES):
        yield "PDF-ACTION", _said(thing, "/URI")[:80]
    elif kind == "/JavaScript":
        yield "PDF-JAVASCRIPT", kind
    elif kind.startswith("/") and kind not in HARMLESS:
        yield "PDF-ACTION", kind


def _only_signatures(form: Any) -> bool:
    """A signed file has a form whose fields are all signatures."""
    return all(_said(field.get_object(), "/FT") == "/Sig" for field in form["/Fields"])


def _said(thing: Any, key: str) -> str:
    """The value, also when it lies elsewhere in the file."""
    return str(thing[key]) if key in thing else ""


if __name__ == "__main__":
    limit()
    logging.disable(logging.CRITICAL)
    json.dump(inspect(sys.stdin.buffer.read()), sys.stdout)
