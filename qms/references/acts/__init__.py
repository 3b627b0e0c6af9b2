"""What people do in the references room."""

from qms.references.acts.reading import forget_citations, read_citations

__all__ = ["forget_citations", "read_citations"]
