"""Writes the same bytes every time: fixed dates inside, fixed order and time stamps in the archive."""

import io
import zipfile
from datetime import UTC, datetime, time
from pathlib import Path

from docx.document import Document as Docx

from controlled_docs.build.content import Agency, Document, Form

LEFT_OVERS = (
    "/thumbnail",
    "/stylesWithEffects",
    "/customXml",
)  # parts of the template nobody reads
STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP entry can carry


def properties(
    docx: Docx, agency: Agency, document: Document | Form, issued, version: str, kind: str
) -> None:
    """Core properties say what the file is; no property depends on when the script ran."""
    core = docx.core_properties
    moment = datetime.combine(issued, time(1, 0), tzinfo=UTC).replace(tzinfo=None)
    core.title, core.subject, core.category = document.title, document.code, kind
    core.author = core.last_modified_by = agency.agency
    core.created = core.modified = moment
    core.last_printed = moment
    core.version, core.language, core.comments, core.keywords = (
        version,
        "vi-VN",
        document.summary,
        "",
    )
    core.revision = 1


def as_bytes(docx: Docx) -> bytes:
    """The document as a deterministic archive without the template's left-overs."""
    for rels in (docx.part.package.rels, docx.part.rels):
        for key, relation in list(rels.items()):
            if relation.reltype.endswith(LEFT_OVERS):
                del rels[key]
    raw = io.BytesIO()
    docx.save(raw)
    return _repack(raw.getvalue())


def _repack(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(
            source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)
        ):
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, source.read(name), compresslevel=9)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of an archive; what counts, whatever compression library wrote them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_if_changed(path: Path, data: bytes) -> bool:
    """Writes only when a part differs, so that another zlib leaves no difference in the repository."""
    if path.exists() and parts(path.read_bytes()) == parts(data):
        return False
    path.write_bytes(data)
    return True
