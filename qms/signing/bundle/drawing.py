"""`README.txt` and `index.html` of a bundle, drawn from the texts beside this module.

The words on a bundle are versioned files, not translations: a bundle stays what it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from qms.signing.bundle.description import Description, ListedPdf
from qms.signing.statements import Content

README = "readme-2.txt"
INDEX = "index-1.html"
FOLDER = Path(__file__).parent
VIETNAM = timezone(timedelta(hours=7))
IN_PDF = "Chữ ký nằm trong tệp PDF / the signature is inside the PDF"
SIGNED_PDF = "PDF đã ký"
NAMES = {"docx": "Bản Word", "pdf": "PDF trình ký", "signed": SIGNED_PDF}


@dataclass(frozen=True, slots=True)
class Line:
    """One statement as README and index tell it; `seconds` is the moment to judge it at."""

    stem: str
    sha256: str
    content: Content
    seconds: int
    stamped_at: datetime | None
    internal: bool
    in_pdf: bool
    anchors: str
    lists: bool

    def told(self) -> dict[str, Any]:
        """The plain values the texts ask for."""
        spec = self.content.spec
        number = f"{spec.document.edition:02d}/{spec.document.revision:02d}"
        code = f"{spec.document.code} {number}" if spec.document.code else spec.document.title
        return {
            "stem": self.stem,
            "sha256": self.sha256,
            "who": f"{_one_line(spec.signer.full_name)}, {_one_line(spec.signer.role)}",
            "full_name": spec.signer.full_name,
            "role": _one_line(spec.signer.role),
            "meaning": spec.meaning,
            "document": code,
            "claimed": words(self.content.claimed_time),
            "stamped": self.stamped_at is not None,
            "stamped_words": words(self.stamped_at) if self.stamped_at else "",
            "internal": self.internal,
            "in_pdf": self.in_pdf,
            "pdf_note": IN_PDF,
            "cert_sha256": self.content.cert_sha256,
            "seconds": self.seconds,
            "anchors": self.anchors,
            "lists": self.lists,
        }


@dataclass(frozen=True, slots=True)
class Shown:
    """A file in the list of the index."""

    path: str
    sha256: str
    what: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What both texts tell."""

    description: Description
    lines: tuple[Line, ...]
    files: tuple[Shown, ...]
    fingerprints: tuple[str, ...]
    policies: tuple[str, ...]
    checkpoint: bool

    def values(self) -> dict[str, Any]:
        """By the names the texts use."""
        about = self.description.about
        title = f"{about.code} {about.title}".strip() or f"{about.first} – {about.last}"
        return {
            "organisation": self.description.organisation,
            "title": title,
            "about": title if about.code or about.title else f"Từ {about.first} đến {about.last}",
            "demo": self.description.installation == "demo",
            "made": int(self.description.at.timestamp()),
            "made_words": words(self.description.at),
            "statements": [one.told() for one in self.lines],
            "files": self.files,
            "absent": len(self.description.absent),
            "pdfs": self.description.pdfs,
            "fingerprints": self.fingerprints,
            "policies": self.policies,
            "checkpoint": self.checkpoint,
        }


def draw_readme(facts: Facts) -> bytes:
    """The plain text with the commands."""
    return _draw(README, facts)


def draw_index(facts: Facts) -> bytes:
    """The page for people: no script, nothing fetched, every value escaped."""
    return _draw(INDEX, facts)


def words(at: datetime) -> str:
    """An instant as people in Viet Nam write it, with seconds."""
    return f"{at.astimezone(VIETNAM):%H:%M:%S %d/%m/%Y}"


def shown(path: str, sha256: str, role: str, pdfs: Sequence[ListedPdf]) -> Shown:
    """A file with the word for what it is."""
    signed = any(one.path == path for one in pdfs)
    return Shown(path, sha256, SIGNED_PDF if signed else NAMES.get(role, role))


def _draw(name: str, facts: Facts) -> bytes:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=name.endswith(".html"), undefined=StrictUndefined, keep_trailing_newline=True
    )
    text = (FOLDER / name).read_text(encoding="utf-8")
    return environment.from_string(text).render(facts.values()).encode()


def _one_line(text: str) -> str:
    return " ".join(text.split())
