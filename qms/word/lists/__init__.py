"""A printed register as a Word file of its own (A4 landscape, decree 30/2020 fonts and margins)."""

from qms.word.lists.document import listing_docx

__all__ = ["listing_docx"]
