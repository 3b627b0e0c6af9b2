"""Turns one document or form of the catalogue into the bytes of its Word file."""

from collections.abc import Mapping

from docx.shared import Pt

from controlled_docs.build import cover, package, page
from controlled_docs.build.blocks import Writer
from controlled_docs.build.content import Agency, Document, Form, Letterhead


def document_bytes(document: Document, agency: Agency, titles: Mapping[str, str]) -> bytes:
    """A document with cover, control page and numbered sections."""
    docx = page.blank()
    lines = cover.facts(
        document, document.edition, document.revision, f"{document.issued_on:%d/%m/%Y}"
    )
    cover.running_header(docx, agency, document, lines, landscape=False)
    cover.cover(docx, agency, document, lines)
    cover.control_page(docx, agency, document)
    Writer(docx, agency, titles, document.code).sections(document.sections)
    version = f"{document.edition:02d}.{document.revision:02d}"
    package.properties(
        docx, agency, document, document.issued_on, version, cover.kind_name(document)
    )
    return package.as_bytes(docx)


def form_bytes(form: Form, parent: Document, agency: Agency, titles: Mapping[str, str]) -> bytes:
    """A form: edition and date follow the procedure it belongs to."""
    docx = page.blank(form.landscape)
    lines = cover.facts(form, parent.edition, 0, f"{parent.issued_on:%d/%m/%Y}")
    cover.running_header(docx, agency, form, lines, form.landscape)
    writer = Writer(docx, agency, titles, form.code, form.landscape)
    head = (
        1 if isinstance(form.body[0], Letterhead) else 0
    )  # the national heading stands above the title
    writer.blocks(form.body[:head])
    docx.add_paragraph(form.title, style="Title").runs[0].font.size = Pt(15)
    writer.blocks(form.body[head:])
    package.properties(
        docx, agency, form, parent.issued_on, f"{parent.edition:02d}.00", cover.kind_name(form)
    )
    return package.as_bytes(docx)
