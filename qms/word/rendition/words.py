"""Is the text of a Word file in a PDF? Paragraph by paragraph, letters and digits only.

A line break, a hyphen, a hard space, a ligature or capitals by style make no difference; a running
header in the middle of a paragraph neither; one changed number does.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from lxml import etree

from qms.word import story
from qms.word.markup import name
from qms.word.package import Package

LONG = 24  # letters from which a paragraph is found in its place
PIECE = 8  # the shortest piece of a paragraph that a page break may leave
WINDOW = 60_000  # bytes ahead in which the next paragraph is looked for first
SHOWN = 80
RUN, HIDDEN, VALUE = name("w:r"), f"{name('w:rPr')}/{name('w:vanish')}", name("w:val")
FIELD, KIND, SIMPLE = name("w:fldChar"), name("w:fldCharType"), name("w:fldSimple")
INSTRUCTION, FORMULA = name("w:instrText"), name("m:oMath")
# Fields whose result is made anew by whoever lays out the pages.
RENEWED = ("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "DATE", "TIME", "FILENAME", "NUMWORDS",
           "SAVEDATE", "PRINTDATE", "CREATEDATE", "EDITTIME", "FILESIZE")  # fmt: skip
OFF = {"0", "false", "off"}


def missing_passage(docx: bytes, text: str) -> str:
    """The first paragraph of the Word file whose words are not in the text; "" when all are."""
    return _Search(text).first_missing(shown_paragraphs(docx))


def shown_paragraphs(docx: bytes) -> list[str]:
    """Paragraphs of body, tables, text boxes and notes as a printed page shows them."""
    package = Package(docx)
    parts = [package.main_part]
    for kind in ("footnotes", "endnotes"):
        parts += package.related(package.main_part, kind)
    found: list[str] = []
    for part in parts:
        root = package.tree(part)
        _leave_out(root)
        found += [line.text for line in story.lines(root)]
    return found


def _leave_out(root: etree._Element) -> None:
    """Take out hidden runs, formulas and results of fields that are renewed."""
    gone = [*root.iter(FORMULA), *_renewed(root)]
    gone += [one for one in root.iter(SIMPLE) if _is_renewed(one.get(name("w:instr"), ""))]
    for run in root.iter(RUN):
        hidden = run.find(HIDDEN)
        if hidden is not None and hidden.get(VALUE, "true").lower() not in OFF:
            gone.append(run)
    for element in gone:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _renewed(root: etree._Element) -> Iterator[etree._Element]:
    """Runs between `separate` and `end` of renewed fields."""
    stack: list[list[str]] = []  # of each open field: instruction, then "shown" after separate
    for run in root.iter(RUN):
        for element in run.iter(FIELD, INSTRUCTION):
            kind = element.get(KIND)
            if kind == "begin":
                stack.append([""])
            elif kind == "end" and stack:
                stack.pop()
            elif kind == "separate" and stack:
                stack[-1].append("shown")
            elif kind is None and stack:
                stack[-1][0] += element.text or ""
        if any(len(one) > 1 and _is_renewed(one[0]) for one in stack):
            yield run


def _is_renewed(instruction: str) -> bool:
    return instruction.strip().split(" ")[0].upper() in RENEWED


def letters(text: str) -> bytes:
    """Letters and digits alone, one form each, in UTF-8."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", plain))).encode()


class _Search:
    """Finds passages and strikes out what was found, so that a repeated one must be there twice."""

    def __init__(self, text: str) -> None:
        self.rest = bytearray(letters(text))
        self.place = 0
        self.places: dict[bytes, int] = {}

    def first_missing(self, paragraphs: Sequence[str]) -> str:
        wanted = [(letters(text), text) for text in paragraphs]
        wanted = [pair for pair in wanted if pair[0]]
        long = [pair for pair in wanted if len(pair[0]) >= LONG and not self._ahead(pair[0])]
        long.sort(key=lambda pair: -len(pair[0]))
        short = [pair for pair in wanted if len(pair[0]) < LONG]
        short.sort(key=lambda pair: -len(pair[0]))
        for passage, text in [*long, *short]:
            if not self._anywhere(passage) and not self._in_pieces(passage):
                return text[:SHOWN]
        return ""

    def _ahead(self, passage: bytes) -> bool:
        found = self.rest.find(passage, self.place, self.place + WINDOW)
        if found >= 0:
            self._strike(found, len(passage))
            self.place = found
        return found >= 0

    def _anywhere(self, passage: bytes) -> bool:
        found = self.rest.find(passage, self.places.get(passage, 0))
        if found >= 0:
            self._strike(found, len(passage))
            self.places[passage] = found
        return found >= 0

    def _in_pieces(self, passage: bytes) -> bool:
        """A page break or the lines of a narrow cell part it; no piece may be a mere scrap."""
        while passage:
            length = self._longest_start(passage)
            if length < min(PIECE, len(passage)):
                return False
            self._strike(self.rest.find(passage[:length]), length)
            passage = passage[length:]
        return True

    def _longest_start(self, passage: bytes) -> int:
        low, high = 0, len(passage)
        while low < high:
            middle = (low + high + 1) // 2
            if self.rest.find(passage[:middle]) >= 0:
                low = middle
            else:
                high = middle - 1
        return low

    def _strike(self, start: int, length: int) -> None:
        self.rest[start : start + length] = bytes(length)
