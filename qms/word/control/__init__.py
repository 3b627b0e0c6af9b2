"""The controlled form of a DOCX: what people stop typing into headers, covers and logs."""

from qms.word.control.facts import ControlFacts, LogLine
from qms.word.control.form import amendment_log, body_text, controlled
from qms.word.control.layout import LAYOUT_FIELDS, LAYOUT_LIMITS, check_layout

__all__ = [
    "LAYOUT_FIELDS",
    "LAYOUT_LIMITS",
    "check_layout",
    "ControlFacts",
    "LogLine",
    "amendment_log",
    "body_text",
    "controlled",
]
