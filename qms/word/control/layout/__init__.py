"""House layouts: an agency's own header, cover and log as a Word file with fields in it."""

from qms.word.control.layout.checking import LIMITS as LAYOUT_LIMITS
from qms.word.control.layout.checking import check_layout
from qms.word.control.layout.fields import LAYOUT_FIELDS
from qms.word.control.layout.house import HouseLayout

__all__ = ["LAYOUT_FIELDS", "LAYOUT_LIMITS", "HouseLayout", "check_layout"]
