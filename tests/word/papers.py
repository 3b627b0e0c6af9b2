"""PDFs and Word files for the tests of renditions and stamps, and how they look."""

import io
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from docx.shared import Pt
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from qms.word.stamp import font
from tests.word.build import saved

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftoppm") is None,
    reason="poppler is not installed: apt-get install -y poppler-utils",
)
A4 = (595.3, 841.9)


def word_file(*paragraphs: str, points: float = 13) -> bytes:
    """A Word file of these paragraphs in Times New Roman."""
    made = docx.Document()
    made.styles["Normal"].font.name = "Times New Roman"
    made.styles["Normal"].font.size = Pt(points)
    for text in paragraphs:
        made.add_paragraph(text)
    return saved(made)


def pdf_file(*paragraphs: str, size: tuple[float, float] = A4, pages: int = 1) -> bytes:
    """A PDF with these lines on every page, as any program might write it."""
    pdfmetrics.registerFont(TTFont("paper", str(font())))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1, initialFontName="paper")
    for _ in range(pages):
        canvas.setFont("paper", 13)
        for number, text in enumerate(paragraphs):
            canvas.drawString(60, size[1] - 60 - 18 * number, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def with_writer(pdf: bytes) -> PdfWriter:
    """The PDF opened for wronging."""
    return PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def said_by_poppler(pdf: bytes) -> str:
    """The text as a second program reads it."""
    done = subprocess.run(
        ["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True, timeout=120
    )
    return done.stdout.decode()


def picture(pdf: bytes, page: int = 1, dpi: int = 72) -> Image.Image:
    """One page as it is seen, in grey."""
    number = str(page)
    done = subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-f", number, "-l", number, "-gray", "-"],
        input=pdf,
        capture_output=True,
        check=True,
        timeout=120,
    )
    return Image.open(io.BytesIO(done.stdout)).convert("L")


def words_at(pdf: bytes) -> Iterator[tuple[int, str, tuple[float, float, float, float]]]:
    """Page, word, and box of every word (left, top, right, bottom in points)."""
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True, timeout=120
    )
    space = "{http://www.w3.org/1999/xhtml}"
    root = ElementTree.fromstring(done.stdout)  # noqa: S314 - poppler wrote it
    for number, page in enumerate(root.iter(f"{space}page"), start=1):
        for word in page.iter(f"{space}word"):
            box = tuple(float(word.get(side, "0")) for side in ("xMin", "yMin", "xMax", "yMax"))
            yield number, word.text or "", (box[0], box[1], box[2], box[3])


def flat(text: str) -> str:
    """In one line."""
    return " ".join(text.split())


def blank(image: Image.Image) -> bool:
    """Nothing but paper?"""
    return image.getextrema()[0] > 250


def same(one: Image.Image, other: Image.Image) -> bool:
    return one.size == other.size and ImageChops.difference(one, other).getbbox() is None


def script(path: Path, lines: Sequence[str]) -> str:
    """A program of these shell lines."""
    path.write_text("#!/bin/sh\n" + "\n".join(lines) + "\n")
    path.chmod(0o755)
    return str(path)
