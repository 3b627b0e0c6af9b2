"""What a Word file says: text for the index, and what its cover states for the register.

The XML is read directly; python-docx reads the tables (`tables.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qms.word import cover, legacy, marks, outline, story
from qms.word.cover import Labels
from qms.word.identity import Identity, identity_in
from qms.word.marks import Mark
from qms.word.package import Package
from qms.word.problem import Limits, refuse
from qms.word.tables import Table, read_tables

CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The words of a file and what its cover says; NFC throughout.

    Text in old fonts (TCVN3, VNI) is given as it is drawn; the file itself stays untouched.
    `text` has body, tables, text boxes and notes; `header_text` running headers and footers.
    `tables` (rows of cell texts, a merged cell repeated in its grid places) is filled by `read`.
    """

    text: str
    header_text: str
    paragraphs: tuple[str, ...]
    headings: tuple[tuple[int, str], ...]
    title: str
    cover: Labels
    header: Labels
    identity: Identity | None
    changes: tuple[Mark, ...]
    comment_marks: tuple[Mark, ...]
    tables: tuple[Table, ...] = ()
    old_fonts: tuple[str, ...] = ()  # whose letters were turned into Vietnamese to be read

    @property
    def code(self) -> str | None:
        return self.cover.code or self.header.code

    @property
    def edition(self) -> int | None:
        return self.header.edition if self.cover.edition is None else self.cover.edition

    @property
    def revision(self) -> int | None:
        return self.header.revision if self.cover.revision is None else self.cover.revision

    @property
    def tracked_changes(self) -> int:
        return len(self.changes)

    @property
    def comments(self) -> int:
        return len(self.comment_marks)


def read(data: bytes, limits: Limits | None = None) -> Content:
    """Everything a file says. Raises IntakeRefused when it cannot be read; guard it first."""
    return replace(read_text(data, limits), tables=read_tables(data, limits))


def read_text(data: bytes, limits: Limits | None = None) -> Content:
    """Everything but the tables as tables: milliseconds, for import and index."""
    package = Package(data, limits)
    if not package.main_part:
        raise refuse("INTAKE-MAIN-PART")
    body, headers = _Story(package), _Story(package)
    body.take(package.main_part)
    for kind in ("footnotes", "endnotes"):
        body.take(*package.related(package.main_part, kind))
    for kind in ("header", "footer"):
        headers.take(*package.related(package.main_part, kind))
    paragraphs = tuple(line.text for line in body.lines)
    running = tuple(line.text for line in headers.lines)
    on_cover, in_header = cover.labels(paragraphs), cover.labels(running)
    headings, title = outline.headings(package, body.lines)
    return Content(
        text="\n".join(paragraphs),
        header_text="\n".join(running),
        paragraphs=paragraphs,
        headings=headings,
        title=_stated_title(on_cover, paragraphs)
        or _stated_title(in_header, running)
        or title
        or cover.loose_title(paragraphs)
        or _core_title(package)
        or (headings[0][1] if headings else ""),
        cover=on_cover,
        header=in_header,
        identity=identity_in(package),
        changes=(*body.changes, *headers.changes),
        comment_marks=_comments(package),
        old_fonts=tuple(dict.fromkeys(body.old_fonts + headers.old_fonts)),
    )


class _Story:
    """Lines and tracked changes of several parts, each part parsed once."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.lines: list[story.Line] = []
        self.changes: list[Mark] = []
        self.fonts = legacy.Fonts(package)
        self.old_fonts: list[str] = []

    def take(self, *parts: str) -> None:
        for part in parts:
            root = self.package.tree(part)
            self.changes += marks.changes(root)
            self.old_fonts += legacy.settle(root, self.fonts)
            self.lines += story.lines(root)


def _comments(package: Package) -> tuple[Mark, ...]:
    parts = package.related(package.main_part, "comments")
    return tuple(mark for part in parts for mark in marks.comments(package.tree(part)))


def _stated_title(stated: Labels, paragraphs: Sequence[str]) -> str | None:
    return cover.title(paragraphs) if stated.code else None


def _core_title(package: Package) -> str:
    links = package.relationships
    parts = [link.part for link in links if link.part and link.type == CORE_KIND]
    found = package.tree(parts[0]).find(DC_TITLE) if parts else None
    return story.clean(found.text or "") if found is not None else ""
