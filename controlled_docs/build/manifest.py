"""The manifest beside the files: what `qms import` and the demo read."""

from collections.abc import Sequence
from typing import Any

from controlled_docs.build.content import Agency, Document, Form

ASCII = str.maketrans("Đđ", "Dd")


def file_name(code: str) -> str:
    """QT-ĐĐ-01 -> documents/QT-DD-01.docx: plain ASCII travels through every archive and mail."""
    return f"documents/{code.translate(ASCII)}.docx"


def entries(
    documents: Sequence[Document], forms: Sequence[Form], agency: Agency
) -> list[dict[str, Any]]:
    """One entry per file, each procedure followed by its forms."""
    out = []
    for document in documents:
        own = [form for form in forms if form.parent == document.code]
        out.append(_document(document, own, agency))
        out.extend(_form(form, document, agency) for form in own)
    return out


def _document(document: Document, own: Sequence[Form], agency: Agency) -> dict[str, Any]:
    head = {"file": file_name(document.code), "code": document.code, "title": document.title}
    return head | {
        "title_en": document.title_en,
        "type": document.kind,
        **_common(document),
        "parent": document.parent,
        "forms": [form.code for form in own],
        **_life(document, document.revision),
        "summary": agency.fill(document.summary),
    }


def _form(form: Form, parent: Document, agency: Agency) -> dict[str, Any]:
    head = {"file": file_name(form.code), "code": form.code, "title": form.title}
    return head | {
        "title_en": form.title_en,
        "type": "BM",
        **_common(parent),
        "parent": parent.code,
        "forms": [],
        **_life(parent, 0),
        "summary": agency.fill(form.summary),
    }


def _common(document: Document) -> dict[str, Any]:
    return {"owner": document.owner, "field": document.field, "clauses": list(document.clauses)}


def _life(document: Document, revision: int) -> dict[str, Any]:
    return {
        "edition": document.edition,
        "revision": revision,
        "issued_on": document.issued_on.isoformat(),
        "effective_on": document.effective_on.isoformat(),
        "review_months": document.review_months,
    }
