"""Stamped copies: a line, a mark and a QR code on every page, the body untouched."""

from qms.word.stamp.docx import stamped_docx
from qms.word.stamp.fonts import font
from qms.word.stamp.pdf import stamped_pdf
from qms.word.stamp.stamp import Stamp

__all__ = ["Stamp", "font", "stamped_docx", "stamped_pdf"]
